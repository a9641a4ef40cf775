/* Choices by searching (outlets, tags): they say their field's name, and what is not found is made in place.

   Django builds them with Select2, which tells screen readers the chosen value but not the question, and
   opens a second window for a new row. Here what was searched for becomes a row at once, in the same place; a
   name much like another is asked about first, below the field, until that is answered or something is chosen. */
(() => {
  "use strict";

  const MAKE = gettext("回车新建“%(name)s”");
  const UNCHOSEN = gettext("“%(field)s”还没有选定。");
  const TAKE = gettext("用“%(name)s”");
  const MAKE_ANYWAY = gettext("不是，新建“%(name)s”");
  const MADE = gettext("已新建“%(name)s”。");
  const DETAILS = gettext("补填类别、网址等");
  const FAILED = gettext("没有新建成，请检查网络或重新登录后再试。");
  const $ = window.django.jQuery;
  const searched = new WeakMap();

  /* Select2's box is named by what is chosen alone, and its search field by nothing. */
  function name(select) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = select.nextElementSibling;
    const shown = box?.querySelector(".select2-selection__rendered");
    if (!label || !shown) return;
    label.id ||= `${select.id}-label`;
    shown.id ||= `${select.id}-shown`;
    for (const attribute of ["role", "aria-readonly"]) shown.removeAttribute(attribute); // it is no second field
    if (select.multiple) shown.setAttribute("role", "none"); // nor a list: Select2 puts a button into it
    box.querySelector(".select2-selection").setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    nameSearch(select, box);
  }

  function nameSearch(select, around) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    around.querySelector(".select2-search__field")?.setAttribute("aria-label", label?.textContent.trim() ?? "");
  }

  function addLink(select) {
    return select.closest(".related-widget-wrapper")?.querySelector(".add-related");
  }

  /* --- Made in place --------------------------------------------------------------------------- */

  function button(sentence, name, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "picker-new";
    made.textContent = interpolate(sentence, { name }, true);
    made.addEventListener("click", act);
    return made;
  }

  /* What the open list says below its choices. */
  function say(...parts) {
    document.querySelector(".picker-none")?.remove();
    const line = document.createElement("p");
    line.className = "picker-none";
    line.setAttribute("role", "status");
    line.append(...parts);
    document.querySelector(".select2-container--open .select2-results").append(line);
  }

  async function ask(select, name, isSure) {
    const body = new FormData();
    body.append("name", name);
    if (isSure) body.append("sure", "");
    body.append("csrfmiddlewaretoken", select.form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(new URL("../in-place/", addLink(select).href), { method: "POST", body });
    return answer.json();
  }

  /* Whoever has gone on to another field meanwhile is left there. */
  async function make(select, name, isSure = false) {
    const answer = await ask(select, name, isSure).catch(() => ({ error: FAILED }));
    const isHere = isSearched(select) || lineOf(select)?.contains(document.activeElement);
    if (answer.value) return choose(select, answer, isHere);
    if (!answer.error) return question(select, name, answer, isHere);
    if (isSearched(select)) return say(answer.error);
    return tell(select, unchosen(select), answer.error);
  }

  const isSearched = (select) => $(select).data("select2").isOpen();
  const lineOf = (select) => select.closest(".related-widget-wrapper").querySelector(".picker-line");

  function unchosen(select) {
    const field = select.labels[0].textContent.trim().replace(/[:\uff1a]$/, "");
    return interpolate(UNCHOSEN, { field }, true);
  }

  function choose(select, { value, text, page }, isHere) {
    $(select).select2("close");
    const option = [...select.options].find((each) => each.value === String(value));
    if (option) option.selected = true;
    else select.add(new Option(text, value, true, true));
    $(select).trigger("change");
    if (isHere) $(select).trigger("focus");
    if (page) tell(select, interpolate(MADE, { name: text }, true), detailsAt(page));
  }

  /* No answer has the focus, but the question: a second Enter takes nothing, Tab leads to the answers. */
  function question(select, name, { question: asked, alike }, isHere) {
    const others = alike.map((other) => button(TAKE, other, () => make(select, other, true)));
    const line = tell(select, unchosen(select), asked, ...others, button(MAKE_ANYWAY, name, () => make(select, name, true)));
    if (!isHere) return;
    $(select).select2("close");
    line.focus();
  }

  function detailsAt(page) {
    const link = document.createElement("a");
    return Object.assign(link, { href: page, target: "_blank", rel: "noopener", textContent: DETAILS });
  }

  /* Says it below the field, until something is chosen. */
  function tell(select, ...parts) {
    const line = lineOf(select) ?? document.createElement("p");
    line.className = "picker-line";
    line.tabIndex = -1;
    line.setAttribute("role", "status");
    select.closest(".related-widget-wrapper").append(line);
    line.replaceChildren(...parts);
    return line;
  }

  /* Nothing was found: the list offers to make it. */
  function offer(select) {
    const message = document.querySelector(".select2-container--open .select2-results__message");
    const typed = searched.get(select);
    message?.setAttribute("role", "option"); // nothing else stands in a list of choices
    message?.setAttribute("aria-disabled", "true");
    if (message && typed && addLink(select)) say(button(MAKE, typed, () => make(select, typed)));
  }

  function onKey(event, select) {
    const offered = document.querySelector(".select2-container--open .picker-new");
    if (event.key !== "Enter" || event.isComposing || event.target === offered || !offered) return;
    event.preventDefault();
    event.stopPropagation();
    make(select, searched.get(select));
  }

  function prepare(select) {
    name(select);
    const picker = $(select).data("select2");
    if (!picker) return;
    picker.on("results:message", ({ message }) => message === "noResults" && offer(select));
    picker.on("query", ({ term }) => {
      document.querySelector(".picker-none")?.remove();
      if (term) searched.set(select, term.trim());
    });
    $(select).on("select2:select", () => searched.delete(select));
    $(select).on("change", () => lineOf(select)?.remove());
    $(select).on("select2:open", () => {
      const dropdown = document.querySelector(".select2-container--open .select2-dropdown");
      nameSearch(select, dropdown);
      const combobox = select.nextElementSibling.querySelector("[role=combobox]");
      combobox.setAttribute("aria-controls", dropdown.querySelector("[role=listbox]").id);
      dropdown.querySelector(".select2-search__field")?.addEventListener("keydown", (event) => onKey(event, select), { capture: true });
    });
    const box = select.nextElementSibling;
    if (select.multiple) box.addEventListener("keydown", (event) => onKey(event, select), { capture: true });
    else box.addEventListener("keydown", (event) => startsToType(event) && search(select));
  }

  function search(select) {
    $(select).select2("open");
    document.querySelector(".select2-container--open .select2-search__field").focus(); // Select2 does so too late
  }

  /* A letter, or an input method at work, on the closed list: it opens before the letter comes, which its search gets. */
  function startsToType(event) {
    const types = (event.key.length === 1 && event.key !== " ") || event.key === "Process" || event.isComposing;
    return types && !(event.ctrlKey || event.metaKey || event.altKey);
  }

  /* Before Django's own script opens the form. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".add-related");
    const select = link?.closest(".related-widget-wrapper").querySelector("select");
    if (!select) return;
    const address = new URL(link.href);
    if (searched.has(select)) address.searchParams.set("name", searched.get(select));
    else address.searchParams.delete("name");
    link.href = address;
  }, { capture: true });

  const prepareAll = (root) => root.querySelectorAll("select.admin-autocomplete:not([name*=__prefix__])").forEach(prepare);
  $(() => prepareAll(document));
  document.addEventListener("formset:added", (event) => prepareAll(event.target));
})();
