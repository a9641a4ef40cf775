/* The clip page's manners; without this script it is three plain forms, one under the other.

   - The three ways become tabs (WAI-ARIA: arrow keys move between them, only one is in the tab order).
   - A form on its way says so, and cannot be sent twice.
   - Whether an outlet is known or new is said anew while one types.
   - The bookmarklet is for dragging: a click here explains that. */
(() => {
  "use strict";

  const KNOWN = gettext("已有来源");
  const NEW = gettext("新来源，存入时建立");
  const DRAG = gettext("请按住它，拖到书签栏上再松开。");

  function makeTabs(root) {
    const panels = [...root.querySelectorAll(".way")];
    const list = document.createElement("div");
    list.className = "way-tabs";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", root.dataset.label);

    const tabs = panels.map((panel) => {
      const heading = panel.querySelector("h2");
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = `${panel.id}-tab`;
      tab.textContent = heading.textContent;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      heading.hidden = true;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      list.append(tab);
      return tab;
    });

    function show(index) {
      tabs.forEach((tab, place) => {
        tab.setAttribute("aria-selected", String(place === index));
        tab.tabIndex = place === index ? 0 : -1;
        panels[place].hidden = place !== index;
      });
    }

    list.addEventListener("click", (event) => {
      const index = tabs.indexOf(event.target.closest("[role=tab]"));
      if (index >= 0) show(index);
    });
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const index = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
      show(index);
      tabs[index].focus();
    });
    root.prepend(list);
    show(panels.findIndex((panel) => panel.id === `way-${root.dataset.current}`));
  }

  /* `disabled` is set only after the event: a disabled button's own name would not be sent. */
  function sayBusy(form) {
    const button = form.querySelector("button[data-busy]");
    const status = form.querySelector(".way-status");
    const buttons = [...document.querySelectorAll(`button[form="${form.id}"]`), button];
    form.addEventListener("submit", () => {
      status.textContent = button.dataset.busy;
      form.setAttribute("aria-busy", "true");
      setTimeout(() => buttons.forEach((each) => { each.disabled = true; }));
    });
    window.addEventListener("pageshow", () => { // also when one comes back with the browser's button
      status.textContent = "";
      form.removeAttribute("aria-busy");
      buttons.forEach((each) => { each.disabled = false; });
    });
  }

  function sayStanding(input, known) {
    let standing = input.parentElement.querySelector(".clip-standing");
    if (!standing) {
      standing = document.createElement("span");
      standing.className = "clip-standing";
      input.after(standing);
    }
    standing.setAttribute("aria-live", "polite");
    input.addEventListener("input", () => {
      const name = input.value.trim();
      standing.textContent = name && (known.has(name) ? KNOWN : NEW);
    });
  }

  document.querySelectorAll(".ways").forEach(makeTabs);
  document.querySelectorAll(".way-form").forEach(sayBusy);
  const known = new Set([...document.querySelectorAll("#outlets option")].map((option) => option.value));
  document.querySelectorAll("input[list=outlets]").forEach((input) => sayStanding(input, known));
  document.querySelectorAll(".bookmarklet a").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector(".bookmarklet-hint").textContent = DRAG;
  }));
})();
