/* What is typed and not saved yet is kept in this browser, and offered back after a crash or a wrong click.

   Kept for a page and a person, a moment after the last stroke; forgotten once the desk says that it was
   saved. The front page tells of it. Nothing leaves the browser. What is brought back is the form as it was, down to the version that it
   was opened with: what a colleague has saved since is then merged on saving, like every stale save. */
(() => {
  "use strict";

  const REST = 1000;
  const LONGEST_KEPT = 14 * 24 * 3600 * 1000;
  const PREFIX = "jianbao:unsaved:";
  const SENT = "jianbao:sent";
  const CLOCK = { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const SKIPPED = "[name=csrfmiddlewaretoken], [name*=__prefix__], [type=file], [type=submit], [type=button]";

  /* --- The store ------------------------------------------------------------------------------ */

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
      /* A full or forbidden store keeps nothing; saving works as ever. */
    }
  }

  function keys() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    } catch {
      return [];
    }
  }

  /* What is too old; and where the page says that something was saved, what this window sent last. */
  function tidy() {
    try {
      const sent = sessionStorage.getItem(SENT);
      if (sent && document.querySelector(".messagelist .success")) {
        write(sent, null);
        sessionStorage.removeItem(SENT);
      }
      for (const key of keys()) if (!(Date.now() - read(key)?.at < LONGEST_KEPT)) write(key, null);
    } catch {
      /* Nothing is kept in this browser. */
    }
  }

  function remember(sent) {
    try {
      sessionStorage.setItem(SENT, sent);
    } catch {
      /* It will be offered once, although it was saved. */
    }
  }

  /* --- The form, as values and back ------------------------------------------------------------ */

  function elements(form) {
    return [...form.elements].filter((each) => each.name && !each.matches(SKIPPED));
  }

  function valueOf(element) {
    if (element.type === "checkbox" || element.type === "radio") return element.checked;
    if (element.tagName === "SELECT") return [...element.selectedOptions].map((each) => [each.value, each.text]);
    return element.value;
  }

  /* By the element's name; those that share one are told apart by their place. */
  function fields(form) {
    const values = {};
    for (const element of elements(form)) (values[element.name] ??= []).push(valueOf(element));
    return values;
  }

  function same(one, other) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    const isMachinery = (name) => name === "version" || name.startsWith("initial-");
    return [...names].every((name) => isMachinery(name) || JSON.stringify(one[name]) === JSON.stringify(other[name]));
  }

  function choose(select, chosen) {
    for (const [value, text] of chosen) {
      if (![...select.options].some((option) => option.value === value)) select.add(new Option(text, value));
    }
    const values = new Set(chosen.map(([value]) => value));
    for (const option of select.options) option.selected = values.has(option.value);
  }

  function give(element, value) {
    if (JSON.stringify(valueOf(element)) === JSON.stringify(value)) return;
    if (element.type === "checkbox" || element.type === "radio") element.checked = value;
    else if (element.tagName === "SELECT") choose(element, value);
    else if (element.tagName === "TEXTAREA") window.jianbao.type(element, 0, element.value.length, value);
    else element.value = value;
    element.dispatchEvent(new Event("input", { bubbles: true }));
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* As many rows in each table of the form as there were. */
  function matchRows(form, values) {
    for (const total of form.querySelectorAll("input[name$=-TOTAL_FORMS]")) {
      const prefix = total.name.replace(/-TOTAL_FORMS$/, "");
      const group = document.getElementById(`${prefix}-group`);
      const wanted = Number(values[total.name]?.[0] ?? total.value);
      const rows = () => [...group.querySelectorAll(`[id^="${prefix}-"]:not(.empty-form)`)].filter((row) => /-\d+$/.test(row.id));
      while (rows().length < wanted && group.querySelector(".add-row a")) group.querySelector(".add-row a").click();
      for (const row of rows().slice(wanted)) row.remove();
    }
  }

  function restore(form, values) {
    matchRows(form, values);
    const seen = {};
    for (const element of elements(form)) {
      const place = (seen[element.name] = (seen[element.name] ?? -1) + 1);
      const value = values[element.name]?.[place];
      if (value !== undefined) give(element, value);
    }
  }

  /* --- Offering it -------------------------------------------------------------------------------- */

  function when(milliseconds) {
    return new Date(milliseconds).toLocaleString(document.documentElement.lang, CLOCK);
  }

  class Autosave {
    constructor(panel, form) {
      this.panel = panel;
      this.form = form;
      this.key = `${PREFIX}${panel.dataset.person}:${location.pathname}`;
      // A refused form holds what was typed, and none of it is saved.
      this.isRefused = document.querySelector(".errornote") !== null;
      this.first = fields(form);
      this.offered = null;
      const kept = read(this.key);
      if (kept && !this.isRefused) this.offer(kept);
      this.listen();
    }

    listen() {
      for (const name of ["input", "change"]) this.form.addEventListener(name, () => this.soon());
      window.django?.jQuery(this.form).on("change", () => this.soon()); // Select2 tells jQuery alone
      this.form.addEventListener("submit", () => {
        this.keep();
        remember(this.key);
      });
      window.addEventListener("pagehide", () => this.timer && this.keep());
    }

    offer(kept) {
      if (same(kept.fields, this.first)) return this.discard(kept);
      const has = (name) => this.panel.querySelector(`[data-${name}]`);
      this.offered = kept;
      has("time").textContent = when(kept.at);
      has("newer").hidden = (kept.fields.version?.[0] ?? "") === (this.first.version?.[0] ?? "");
      has("restore").onclick = () => this.bringBack(kept);
      has("forget").onclick = () => this.discard(kept);
      this.panel.hidden = false;
    }

    bringBack(kept) {
      this.settle();
      restore(this.form, kept.fields);
      this.keep();
    }

    /* What was typed while one offer stood open has kept the offer behind it. */
    discard(kept) {
      this.settle();
      write(this.key, kept.earlier ?? null);
      if (kept.earlier) this.offer(kept.earlier);
    }

    settle() {
      this.offered = null;
      this.panel.hidden = true;
    }

    soon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), REST);
    }

    keep() {
      clearTimeout(this.timer);
      this.timer = 0;
      const now = fields(this.form);
      const isTyped = this.isRefused || !same(now, this.first);
      const kept = { at: Date.now(), fields: now, ...(this.offered && { earlier: this.offered }) };
      write(this.key, isTyped ? kept : this.offered);
    }
  }

  /* A line for each text that the person left behind, with the way back to it; the page there offers it. */
  function tell(list) {
    const template = list.querySelector("template");
    const own = `${PREFIX}${list.dataset.person}:`;
    for (const key of keys().filter((each) => each.startsWith(own))) {
      const line = template.content.cloneNode(true);
      const link = line.querySelector("a");
      link.href = key.slice(own.length);
      link.textContent = read(key).fields.title?.[0] || link.dataset.untitled;
      list.append(line);
    }
    list.hidden = list.childElementCount === 1;
  }

  document.addEventListener("DOMContentLoaded", () => {
    tidy();
    for (const each of document.querySelectorAll("[data-unsaved]")) tell(each);
    for (const panel of document.querySelectorAll("[data-autosave]")) {
      const form = document.querySelector(panel.dataset.form);
      if (form) new Autosave(panel, form);
    }
  });
})();
