/* What is typed and not saved yet is kept in this browser, and offered back after a crash or a wrong click.

   Kept for a page and a person, some seconds after the last stroke; forgotten once the page was saved. Nothing
   leaves the browser. */
(() => {
  "use strict";

  const REST = 1500;
  const LONGEST_KEPT = 14 * 24 * 3600 * 1000;
  const PREFIX = "jianbao:unsaved:";
  const SKIPPED = new Set(["csrfmiddlewaretoken", "version"]);

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function write(key, value) {
    try {
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else localStorage.removeItem(key);
    } catch {
      /* A full or forbidden store: nothing is kept, and nothing is lost that was not so before. */
    }
  }

  function forgetOld() {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      const kept = read(key);
      if (!kept || Date.now() - kept.at > LONGEST_KEPT) write(key, null);
    }
  }

  function fields(form) {
    const values = {};
    for (const element of form.elements) {
      if (!element.name || SKIPPED.has(element.name) || element.type === "file" || element.type === "submit") continue;
      if (element.type === "checkbox" || element.type === "radio") {
        if (element.checked) values[element.name] = element.value;
      } else if (element.tagName === "SELECT" && element.multiple) {
        values[element.name] = [...element.selectedOptions].map((option) => [option.value, option.text]);
      } else if (element.tagName === "SELECT") {
        values[element.name] = [[element.value, element.selectedOptions[0]?.text || ""]];
      } else {
        values[element.name] = element.value;
      }
    }
    return values;
  }

  function same(one, other) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => JSON.stringify(one[name] ?? "") === JSON.stringify(other[name] ?? ""));
  }

  function choose(select, options) {
    for (const [value, text] of options) {
      if (value && ![...select.options].some((option) => option.value === value)) select.add(new Option(text, value));
    }
    const chosen = new Set(options.map(([value]) => value));
    for (const option of select.options) option.selected = chosen.has(option.value);
  }

  function restore(form, values) {
    for (const element of form.elements) {
      if (!element.name || SKIPPED.has(element.name) || element.type === "file" || element.type === "submit") continue;
      const kept = values[element.name];
      if (element.type === "checkbox" || element.type === "radio") element.checked = kept === element.value;
      else if (kept === undefined) continue;
      else if (element.tagName === "SELECT") choose(element, kept);
      else element.value = kept;
      element.dispatchEvent(new Event("input", { bubbles: true }));
      element.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  function offer(panel, kept, form, key) {
    const at = new Date(kept.at);
    const time = `${at.getMonth() + 1}月${at.getDate()}日 ${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
    panel.querySelector("[data-time]").textContent = time;
    panel.hidden = false;
    panel.querySelector("[data-restore]").addEventListener("click", () => {
      restore(form, kept.fields);
      panel.hidden = true;
    });
    panel.querySelector("[data-forget]").addEventListener("click", () => {
      write(key, null);
      panel.hidden = true;
    });
  }

  function prepare(panel) {
    const form = document.querySelector(panel.dataset.form);
    if (!form) return;
    forgetOld();
    const key = `${PREFIX}${panel.dataset.person}:${location.pathname}`;
    const kept = read(key);
    const failed = document.querySelector(".errornote, .errorlist") !== null;
    const atFirst = fields(form);
    if (kept && kept.sent && !failed) write(key, null);
    else if (kept && !failed && !same(kept.fields, atFirst)) offer(panel, kept, form, key);

    let timer = 0;
    const keep = (sent) => {
      const now = fields(form);
      if (sent || !same(now, atFirst)) write(key, { at: Date.now(), fields: now, sent });
      else write(key, null);
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => keep(false), REST);
    };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      keep(true);
    });
    window.addEventListener("pagehide", () => {
      if (timer && !read(key)?.sent) keep(false);
    });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-autosave]").forEach(prepare));
})();
