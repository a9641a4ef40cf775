/* Choices by searching (outlets, tags): they say their field's name, and what is not found is made in place.

   Django builds them with Select2, which tells screen readers the chosen value but not the question, and
   opens an empty form for a new row. Here the form knows what was searched for. */
(() => {
  "use strict";

  const MAKE = "回车新建“{name}”";
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

  function add(select) {
    $(select).select2("close");
    addLink(select).click();
  }

  /* Nothing was found: the list offers to make it. */
  function offer(select) {
    const message = document.querySelector(".select2-container--open .select2-results__message");
    const typed = searched.get(select);
    message?.setAttribute("role", "option"); // nothing else stands in a list of choices
    message?.setAttribute("aria-disabled", "true");
    if (!message || !typed || !addLink(select)) return;
    const line = document.createElement("p");
    line.className = "picker-none";
    line.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "picker-new";
    button.textContent = MAKE.replace("{name}", typed);
    button.addEventListener("click", () => add(select));
    line.append(button);
    message.parentElement.after(line);
  }

  function onKey(event, select) {
    if (event.key !== "Enter" || !document.querySelector(".select2-container--open .picker-new")) return;
    event.preventDefault();
    event.stopPropagation();
    add(select);
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
    $(select).on("select2:open", () => {
      const dropdown = document.querySelector(".select2-container--open .select2-dropdown");
      nameSearch(select, dropdown);
      const combobox = select.nextElementSibling.querySelector("[role=combobox]");
      combobox.setAttribute("aria-controls", dropdown.querySelector("[role=listbox]").id);
      dropdown.querySelector(".select2-search__field")?.addEventListener("keydown", (event) => onKey(event, select), { capture: true });
    });
    if (select.multiple) select.nextElementSibling.addEventListener("keydown", (event) => onKey(event, select), { capture: true });
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
