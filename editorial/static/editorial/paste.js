/* Paste from Word, a spreadsheet or a web page: the server makes clean Markdown of the clipboard's HTML.

   Plain text, pictures and Ctrl+Shift+V are left to the browser. The words land where they were pasted,
   whatever is typed meanwhile; where the server cannot read them, the plain words land there. */
(() => {
  "use strict";

  const RICH = /<(?:h[1-6]|p|b|strong|i|em|s|del|a|img|ul|ol|table|blockquote)[\s>]/i;

  /* The places at which something is still to be put in. They move along with what is typed before them. */
  class Places {
    constructor(field) {
      this.field = field;
      this.value = field.value;
      this.waiting = [];
      this.isFilling = false;
      field.addEventListener("input", () => this.follow());
    }

    add() {
      this.follow();
      const place = { start: this.field.selectionStart, end: this.field.selectionEnd };
      this.waiting.push(place);
      return place;
    }

    follow() {
      if (this.field.value === this.value) return;
      const { start, end, words } = window.jianbao.difference(this.value, this.field.value);
      const by = words.length - (end - start);
      for (const place of this.waiting) {
        if (place.start > end || (place.start === end && (this.isFilling || start < end))) {
          place.start += by;
          place.end += by;
        } else if (place.end > start) {
          // What was to be replaced is being typed in: nothing of it goes.
          place.start = Math.min(place.start, start);
          place.end = place.start;
        }
      }
      this.value = this.field.value;
    }

    fill(place, words) {
      this.follow();
      this.waiting = this.waiting.filter((each) => each !== place);
      this.isFilling = true; // a paste that comes later stays behind this one; what is typed behind it does not
      window.jianbao.type(this.field, place.start, place.end, words);
      this.isFilling = false;
    }
  }

  async function convert(editor, html, token) {
    const body = new FormData();
    body.append("html", html);
    body.append("csrfmiddlewaretoken", token);
    const answer = await fetch(editor.dataset.pasteAddress, { method: "POST", body });
    return answer.json();
  }

  function prepare(root) {
    const editor = root.querySelector(".markdownx-editor");
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    const status = document.createElement("p");
    status.className = "editor-status";
    status.setAttribute("role", "status");
    window.jianbao.foot(root).prepend(status);
    const places = new Places(editor);
    let composed = Promise.resolve();
    let before = Promise.resolve();

    editor.addEventListener("compositionstart", () => {
      composed = new Promise((resolve) => editor.addEventListener("compositionend", resolve, { once: true }));
    });

    async function put(place, html, plain, earlier) {
      const answer = await convert(editor, html, token.value).catch(() => ({ error: editor.dataset.pasteFailed }));
      await earlier;
      await composed; // an input method loses its letters when the text changes below it
      places.follow();
      places.fill(place, window.jianbao.apart(editor.value, place, answer.markdown || plain));
      status.textContent = answer.error || answer.notice || "";
    }

    root.addEventListener("paste", (event) => {
      const html = event.clipboardData.getData("text/html");
      const plain = event.clipboardData.getData("text/plain");
      if (event.target !== editor || !html || !plain.trim() || !RICH.test(html)) return;
      event.preventDefault();
      event.stopImmediatePropagation(); // Word and Excel add a picture of the words, which is not to be uploaded
      status.textContent = editor.dataset.pasteBusy;
      before = put(places.add(), html, plain, before);
    }, { capture: true });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".markdownx:has([data-paste-address])").forEach(prepare);
  });
})();
