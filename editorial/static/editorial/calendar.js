/* The head of the admin's calendar as dates are written here, the year first; Django's own script has it last. */
(() => {
  "use strict";

  const calendar = window.CalendarNamespace;
  if (!calendar) return;
  const { draw } = calendar;

  calendar.draw = (month, year, id, ...rest) => {
    draw(month, year, id, ...rest);
    const words = { year, month: calendar.monthsOfYear[month - 1] };
    document.querySelector(`#${id} caption`).textContent = interpolate(gettext("%(year)s年%(month)s"), words, true);
  };
})();
