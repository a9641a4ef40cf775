/* Preflight while one types: asks the server what it finds in the form, and shows it in the text, the preview
   and the panel. Nothing is saved here but reasons; typing never waits. */
"use strict";

(() => {
  const PAUSE = 600; // milliseconds after the last key
  const FIELDS = ["title", "subtitle", "summary", "body"];
  const UNREACHED = gettext("检查没有做成，请看看网络；先前的提示还留着，您写的文字也在。");
  const UNREADABLE = gettext("检查暂时做不了，请重新登录或稍后再试；先前的提示还留着，您写的文字也在。");
  const CHANGED = gettext("文字刚刚改过，没有修正。请等检查做完再试。");

  /* Puts the text into the field as if it had been typed there, and leaves the focus in it. */
  function retype(field, text) {
    field.focus({ preventScroll: true });
    const { start, end, words } = window.jianbao.difference(field.value, text);
    window.jianbao.type(field, start, end, words);
  }

  class Desk {
    constructor(section, root) {
      this.section = section;
      this.root = root;
      this.preview = root.querySelector(".markdownx-preview");
      this.form = section.closest("form");
      this.fields = {};
      this.underlines = {};
      for (const name of FIELDS) {
        const field = this.form.elements[name];
        if (!field) continue;
        this.fields[name] = field;
        this.underlines[name] = new window.jianbao.Underlines(field);
      }
      this.values = this.typed();
      this.findings = [];
      this.marked = null; // the preview with its marks, and the body that it was made of
      this.composing = false;
      this.done = null; // the fixes just made: field → [before, after]
      this.panel = new window.jianbao.Panel(section, {
        go: (finding) => this.go(finding),
        fix: (finding) => this.fix(finding),
        describe: (finding) => this.describe(finding),
        letStand: (finding, reason) => this.letStand(finding, reason),
        countAgain: (finding) => this.countAgain(finding),
        undo: () => this.undo(),
      });
      root.append(section);
      root.classList.add("proofread-desk");
      section.hidden = false;
      this.listen(root);
      this.check();
    }

    listen(root) {
      for (const [name, field] of Object.entries(this.fields)) {
        field.addEventListener("compositionstart", () => { this.composing = true; });
        field.addEventListener("compositionend", () => { this.composing = false; this.edited(); });
        field.addEventListener("click", () => this.clicked(name));
      }
      this.form.addEventListener("input", (event) => this.isOurs(event) || this.edited());
      // Select2 tells jQuery alone that an outlet was chosen.
      window.django.jQuery(this.form).on("change", (event) => this.isOurs(event) || this.schedule());
      for (const name of ["formset:added", "formset:removed"]) document.addEventListener(name, () => this.schedule());
      root.addEventListener("markdownx.update", () => {
        if (!this.isAsTyped(this.values)) this.edited(); // a picture was put in, which no event tells
        this.showPreview();
      });
      this.preview.addEventListener("click", (event) => {
        const mark = event.target.closest("mark[data-finding]");
        if (mark) this.point(this.findings[Number(mark.dataset.finding)]);
      });
      // Before editor.js, which lets no key through to the package's script.
      document.addEventListener("keydown", (event) => this.step(event), { capture: true });
    }

    isOurs(event) {
      return this.section.contains(event.target);
    }

    typed() {
      return Object.fromEntries(Object.entries(this.fields).map(([name, field]) => [name, field.value]));
    }

    isAsTyped(values) {
      return Object.entries(this.fields).every(([name, field]) => field.value === values[name]);
    }

    /* --- Typing ----------------------------------------------------------------------------- */

    /* Marks move along with what is typed before them; those in which something was typed go. */
    edited() {
      if (this.composing) return;
      for (const [name, field] of Object.entries(this.fields)) {
        if (field.value === this.values[name]) continue;
        const { start, end, words } = window.jianbao.difference(this.values[name], field.value);
        const by = words.length - (end - start);
        for (const place of [...this.findings, ...this.verified()].filter((each) => each.field === name)) {
          if (place.end <= start) continue;
          if (place.start >= end) (place.start += by, place.end += by);
          else place.isGone = true;
        }
        this.values[name] = field.value;
        this.underline(name);
      }
      if (this.done && !Object.entries(this.done).every(([name, [, after]]) => this.values[name] === after)) {
        this.done = null;
        this.panel.offerUndo(false);
      }
      this.schedule();
    }

    verified() {
      return this.panel.answer ? this.panel.answer.verified : [];
    }

    underline(name) {
      const shown = this.findings
        .map((finding, number) => ({ ...finding, name: String(number) }))
        .filter((finding) => finding.field === name && finding.is_open && !finding.isGone);
      this.underlines[name].show(shown);
    }

    schedule() {
      clearTimeout(this.timer);
      this.request?.abort();
      if (!this.composing) this.timer = setTimeout(() => this.check(), PAUSE);
    }

    /* --- Asking ----------------------------------------------------------------------------- */

    async check() {
      clearTimeout(this.timer);
      this.request?.abort();
      this.request = new AbortController();
      await this.ask("check", {}, (answer) => this.show(answer), this.request.signal);
    }

    /* Posts the form as it stands; `then` gets the answer unless something was typed meanwhile. */
    async ask(what, values, then, signal = undefined) {
      const asked = this.typed();
      this.panel.busy(true);
      try {
        const answer = await this.post(what, values, signal);
        if (answer.error) this.panel.complain(answer.error);
        else if (this.isAsTyped(asked)) then(answer);
      } catch (error) {
        if (error.name === "AbortError") return;
        this.panel.complain(error instanceof SyntaxError ? UNREADABLE : UNREACHED);
      }
      this.panel.busy(false);
    }

    async post(what, values, signal) {
      const body = new FormData(this.form);
      for (const [name, value] of Object.entries({ article: this.section.dataset.article, ...values })) body.set(name, value);
      const response = await fetch(this.section.dataset[what], { method: "POST", body, signal });
      return response.json();
    }

    show(answer) {
      this.findings = answer.findings;
      this.digest = answer.digest;
      this.values = this.typed();
      this.marked = { body: this.values.body, html: answer.preview };
      this.panel.show(answer, Object.values(this.values).every((text) => !text.trim()));
      this.showPreview();
      for (const name of Object.keys(this.fields)) this.underline(name);
      this.emphasise();
    }

    /* The Markdown editor's own script shows the body without marks; those we have are put back. */
    showPreview() {
      if (this.marked?.body !== this.fields.body.value) return;
      this.preview.innerHTML = this.marked.html;
      this.emphasise();
    }

    /* --- One finding ------------------------------------------------------------------------ */

    /* Shows the finding everywhere at once, the caret left where it is. */
    point(finding) {
      if (!finding) return;
      this.panel.point(finding.id);
      this.emphasise();
      if (finding.field === "body" && !finding.isGone) this.underlines.body.reveal(finding.start);
    }

    emphasise() {
      const number = this.findings.findIndex((finding) => finding.id === this.panel.current);
      const name = number < 0 ? "" : String(number);
      for (const underlines of Object.values(this.underlines)) underlines.point(name);
      for (const mark of this.preview.querySelectorAll("mark.finding")) {
        mark.classList.toggle("current", mark.dataset.finding === name);
      }
      const mark = name && this.preview.querySelector(`mark[data-finding="${name}"]`);
      if (!mark) return;
      const [own, around] = [mark.getBoundingClientRect(), this.preview.getBoundingClientRect()];
      if (own.top < around.top || own.bottom > around.bottom) {
        this.preview.scrollTop += own.top - around.top - this.preview.clientHeight / 3;
      }
    }

    /* Selects the words in their field. A credit has none of its own; its attributions are shown. */
    go(finding) {
      if (finding.id) this.point(finding);
      const field = this.fields[finding.field];
      if (!field) {
        const group = document.getElementById("attributions-group");
        group?.scrollIntoView({ block: "center" });
        group?.querySelector(".select2-selection, input:not([type=hidden])")?.focus({ preventScroll: true });
        return;
      }
      field.focus({ preventScroll: true });
      if (!finding.isGone) {
        field.setSelectionRange(finding.start, finding.end);
        this.underlines[finding.field].reveal(finding.start);
      }
      field.scrollIntoView({ block: "nearest" });
    }

    /* A click into underlined words shows what is said of them. */
    clicked(name) {
      const { selectionStart: start, selectionEnd: end } = this.fields[name];
      if (start !== end) return;
      const here = this.findings.filter(
        (each) => each.field === name && each.is_open && !each.isGone && each.start <= start && start <= each.end,
      );
      const [shortest] = here.sort((a, b) => a.end - a.start - (b.end - b.start));
      this.point(shortest);
    }

    step(event) {
      if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      const finding = this.panel.next(event.shiftKey ? -1 : 1, this.fields.body.selectionStart);
      if (finding) this.go(finding);
    }

    /* --- Dealing with findings -------------------------------------------------------------- */

    fix(finding) {
      const asked = { finding: finding ? finding.id : "all", digest: this.digest };
      this.ask("fix", asked, (answer) => {
        const shown = this.typed();
        this.panel.confirm(answer, () => {
          if (this.isAsTyped(shown)) this.mend(answer.fields);
          else this.panel.complain(CHANGED);
        });
      });
    }

    mend(fields) {
      const before = this.typed();
      for (const { field, text } of fields) retype(this.fields[field], text);
      this.done = Object.fromEntries(fields.map(({ field, text }) => [field, [before[field], text]]));
      this.panel.offerUndo(true);
    }

    undo() {
      const done = Object.entries(this.done || {});
      this.done = null;
      this.panel.offerUndo(false);
      for (const [name, [before]] of done) retype(this.fields[name], before);
    }

    /* pictures.js asks. */
    describe(finding) {
      this.go(finding);
      this.root.dispatchEvent(new CustomEvent("picture:undescribed", { detail: finding.words }));
    }

    letStand(finding, reason) {
      const place = this.panel.placeOf(finding);
      this.ask("letStand", { finding: finding.id, reason }, (answer) => {
        this.show(answer);
        this.panel.focusNear(place);
      });
    }

    countAgain(finding) {
      this.ask("countAgain", { acknowledgement: finding.acknowledgement.id }, (answer) => {
        this.show(answer);
        this.panel.focusNear(Math.max(0, this.panel.placeOf(finding)));
      });
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const section = document.getElementById("proofread");
    const root = document.querySelector(".markdownx");
    if (section && root) new Desk(section, root);
  });
})();
