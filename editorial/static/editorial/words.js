/* The words of the desk's scripts. On every page of the desk, before all others.

   The sentences stand in the scripts in Chinese, wrapped in `gettext`, as they do in the Python. Django's catalogue
   (`admin:jsi18n`, which the admin's forms load for Django's own scripts) says them in the desk's language, ours being
   editorial/locale/…/djangojs.po; pages with such sentences that are no forms of the admin load it themselves. What one
   form or button says of itself stands on it in its template instead: `data-busy`, `data-failed`.

   Where the catalogue did not arrive, this says the Chinese. */
(() => {
  "use strict";

  window.gettext ??= (sentence) => sentence;
  window.ngettext ??= (one, many, count) => (count === 1 ? one : many);
  window.interpolate ??= (sentence, values) => sentence.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
})();
