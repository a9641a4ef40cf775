/* Pictures in the text: pasted, dropped or chosen with a button, and the question what is to be seen on each.

   The server takes the picture, and ![](address) lands where it was pasted, whatever is typed meanwhile; where the
   server does not, editor.js says why. Then this asks for the description that readers hear, or see where the picture
   is missing, and for the words that are printed below the picture, if any, and writes
   ![description](address "words below"), a paragraph of its own: only there have pictures words below them. Or it takes
   the picture out again. Whoever wants the description later is led back here by the finding that it is missing.

   This stands in for django-markdownx's own uploading, which loses what can be undone and, while it waits, the place. */
(() => {
  "use strict";

  const FAILED = gettext("图片没有传上去，请检查网络后再试。");
  const BARE = /^!\[\s*\]\((\/pictures\/[^\s)]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\)$/;

  async function upload(editor, picture) {
    const body = new FormData();
    body.append("image", picture);
    body.append("csrfmiddlewaretoken", editor.form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(editor.dataset.markdownxUploadUrlsPath, { method: "POST", body });
    return answer.json();
  }

  class Question {
    constructor(dialog, editor) {
      this.dialog = dialog;
      this.editor = editor;
      this.description = dialog.querySelector("[data-description]");
      this.caption = dialog.querySelector("[data-caption]");
      this.waiting = [];
      dialog.addEventListener("close", () => this.answered());
    }

    /* About pictures in the text, each as it is written there. */
    ask(pictures) {
      this.waiting.push(...pictures);
      if (!this.dialog.open) this.next();
    }

    next() {
      this.picture = this.waiting.shift();
      if (!this.picture) return this.editor.focus();
      const [, address, caption = ""] = BARE.exec(this.picture);
      this.address = address;
      this.dialog.querySelector("img").src = this.dialog.dataset.picture.replace("picture.png", address.split("/").pop());
      this.caption.value = caption.replace(/\\(["\\])/g, "$1");
      this.description.value = this.dialog.returnValue = "";
      this.dialog.showModal();
      this.description.focus();
    }

    /* Only once the dialog is gone can anything be typed into the text behind it. */
    answered() {
      const start = this.editor.value.indexOf(this.picture);
      const place = { start, end: start + this.picture.length };
      const decision = start >= 0 && this.dialog.returnValue;
      if (decision === "described") this.describe(place);
      if (decision === "unwanted") this.takeOut(place);
      this.next();
    }

    describe(place) {
      const description = this.description.value.replace(/[[\]\\\n]/g, " ").trim();
      const caption = this.caption.value.trim().replace(/["\\]/g, "\\$&");
      if (!description) return;
      const words = `![${description}](${this.address}${caption && ` "${caption}"`})`;
      window.jianbao.type(this.editor, place.start, place.end, window.jianbao.apart(this.editor.value, place, words));
    }

    /* With the picture goes the gap that set it apart. */
    takeOut({ start, end }) {
      const [before, after] = [this.editor.value.slice(0, start), this.editor.value.slice(end)];
      const gap = before.match(/\n*$/)[0].length;
      const isApart = (gap || !before) && /^(?:\n|$)/.test(after);
      const from = isApart ? start - gap : start;
      const rest = isApart && before.trim() && after.trim() ? "\n\n" : "";
      const to = isApart ? end + after.match(/^\n*/)[0].length : end;
      window.jianbao.type(this.editor, from, to, rest);
    }
  }

  /* How pictures are put into the text of this editor. */
  function taker(root, question) {
    const editor = root.querySelector(".markdownx-editor");
    const places = window.jianbao.places(editor);
    let waiting = 0;

    async function put(picture) {
      const coming = upload(editor, picture).catch(() => ({ error: FAILED }));
      await places.put(coming.then(({ image_code: written }) => written));
      return coming;
    }

    return async (pictures) => {
      waiting += 1;
      root.classList.add("uploading");
      const answers = await Promise.all(Array.from(pictures, put));
      waiting -= 1;
      root.classList.toggle("uploading", waiting > 0);
      const refusals = new Set(answers.map(({ error }) => error ?? ""));
      root.dispatchEvent(new CustomEvent("picture:answered", { detail: [...refusals].join("") }));
      question?.ask(answers.flatMap(({ image_code: written }) => written || []));
    };
  }

  function prepare(root, take) {
    const editor = root.querySelector(".markdownx-editor");

    function given(event, { files }) {
      if (event.target !== editor) return;
      event.stopImmediatePropagation(); // the package would upload once more, and keep words from being dropped
      if (!files.length) return;
      event.preventDefault();
      take(files);
    }

    root.addEventListener("paste", (event) => given(event, event.clipboardData), { capture: true });
    root.addEventListener("drop", (event) => given(event, event.dataTransfer), { capture: true });
    for (const name of ["dragenter", "dragover"]) {
      root.addEventListener(name, (event) => {
        if (!event.dataTransfer.types.includes("Files")) event.stopImmediatePropagation();
      }, { capture: true });
    }
  }

  function prepareButton(tools, take) {
    const input = tools.querySelector("input[type=file]");
    tools.querySelector("[data-picture]").addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      take(input.files);
      input.value = "";
    });
  }

  /* Whether these words of the text are a picture of the newsroom's that nobody has described yet. */
  (window.jianbao ??= {}).isUndescribed = (words) => BARE.test(words);

  document.addEventListener("DOMContentLoaded", () => {
    const [root, tools, dialog] = [".markdownx", "[data-editor-tools]", "[data-picture-question]"].map((each) => document.querySelector(each));
    if (!root) return;
    const question = dialog && new Question(dialog, root.querySelector(".markdownx-editor"));
    const take = taker(root, question);
    prepare(root, take);
    if (question) root.addEventListener("picture:undescribed", ({ detail }) => question.ask([detail]));
    if (tools) prepareButton(tools, take);
  });
})();
