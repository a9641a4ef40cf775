/* Pictures in the text: a button beside paste and drop, and the question what is to be seen on each.

   django-markdownx uploads what is pasted or dropped and writes ![](address) into the text. This asks for the
   description that readers hear, or see where the picture is missing, and for the words that are printed below
   the picture, if any, and writes ![description](address "words below") as a paragraph of its own: only there
   have pictures words below them. */
(() => {
  "use strict";

  const BARE = /!\[\]\((\/pictures\/[0-9a-f]+\.(?:png|jpg))\)/g;

  class Question {
    constructor(dialog, editor) {
      this.dialog = dialog;
      this.editor = editor;
      this.description = dialog.querySelector("[data-description]");
      this.caption = dialog.querySelector("[data-caption]");
      this.waiting = [];
      dialog.addEventListener("close", () => this.answered());
    }

    ask(addresses) {
      this.waiting.push(...addresses);
      if (!this.dialog.open) this.next();
    }

    next() {
      this.address = this.waiting.shift();
      if (!this.address) return this.editor.focus();
      const name = this.address.split("/").pop();
      this.dialog.querySelector("img").src = this.dialog.dataset.picture.replace("picture.png", name);
      this.description.value = this.caption.value = this.dialog.returnValue = "";
      this.dialog.showModal();
      this.description.focus();
    }

    /* Only once the dialog is gone can anything be typed into the text behind it. */
    answered() {
      const description = this.description.value.replace(/[[\]\\\n]/g, " ").trim();
      const caption = this.caption.value.trim().replace(/["\\]/g, "\\$&");
      const bare = `![](${this.address})`;
      const at = this.editor.value.indexOf(bare);
      if (this.dialog.returnValue === "described" && description && at >= 0) {
        const place = { start: at, end: at + bare.length };
        const words = `![${description}](${this.address}${caption && ` "${caption}"`})`;
        window.jianbao.type(this.editor, place.start, place.end, window.jianbao.apart(this.editor.value, place, words));
      }
      this.next();
    }
  }

  function prepare(root, tools, dialog) {
    const editor = root.querySelector(".markdownx-editor");
    const input = tools.querySelector("input[type=file]");
    const question = new Question(dialog, editor);
    const addresses = () => new Set([...editor.value.matchAll(BARE)].map((match) => match[1]));
    let known = addresses();

    root.addEventListener("markdownx.fileUploadEnd", () => {
      // The package writes the address, which no event tells the page's other scripts.
      editor.dispatchEvent(new InputEvent("input", { bubbles: true }));
      const now = addresses();
      question.ask([...now].filter((address) => !known.has(address)));
      known = now;
    });
    tools.querySelector("[data-picture]").addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      const chosen = new DataTransfer();
      for (const file of input.files) chosen.items.add(file);
      input.value = "";
      if (chosen.files.length) editor.dispatchEvent(new DragEvent("drop", { dataTransfer: chosen, bubbles: true, cancelable: true }));
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    const [root, tools, dialog] = [".markdownx", "[data-editor-tools]", "[data-picture-question]"].map((each) => document.querySelector(each));
    if (root && tools && dialog) prepare(root, tools, dialog);
  });
})();
