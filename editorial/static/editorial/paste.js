/* Paste from Word, a spreadsheet or a web page: the server makes clean Markdown of the clipboard's HTML.

   Plain text and Ctrl+Shift+V are left to the browser, pictures to pictures.js. The words land where they were pasted,
   whatever is typed meanwhile; where the server cannot read them, the plain words land there. */
(() => {
  "use strict";

  const FAILED = gettext("网络不通，只粘贴了文字。要保留标题和表格，请稍后再粘贴一次。");
  const RICH = /<(?:h[1-6]|p|b|strong|i|em|s|del|a|img|ul|ol|table|blockquote)[\s>]/i;

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
    const places = window.jianbao.places(editor);

    async function put(html, plain) {
      const coming = convert(editor, html, token.value).catch(() => ({ error: FAILED }));
      await places.put(coming.then(({ markdown }) => markdown || plain));
      const { error, notice } = await coming;
      status.textContent = error || notice || "";
    }

    root.addEventListener("paste", (event) => {
      const html = event.clipboardData.getData("text/html");
      const plain = event.clipboardData.getData("text/plain");
      if (event.target !== editor || !html || !plain.trim()) return;
      event.stopImmediatePropagation(); // Word and Excel add a picture of the words, which is not to be uploaded
      if (!RICH.test(html)) return;
      event.preventDefault();
      status.textContent = gettext("正在整理粘贴的内容……");
      put(html, plain);
    }, { capture: true });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".markdownx:has([data-paste-address])").forEach(prepare);
  });
})();
