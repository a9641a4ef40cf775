/* Paste from Word or a web page: the server turns the clipboard's HTML into clean Markdown.

   Plain text, pictures and a paste with Shift are left to the browser. When the server cannot read it, the
   plain words are pasted, as the browser would have done. */
(() => {
  "use strict";

  const RICH = /<(?:h[1-6]|b|strong|i|em|table|ul|ol|li|a\s|p|img|span\s[^>]*style)[\s>]/i;

  function insert(editor, words) {
    editor.focus();
    // The only way by which the browser's own undo takes the paste back.
    if (!document.execCommand("insertText", false, words)) {
      editor.setRangeText(words, editor.selectionStart, editor.selectionEnd, "end");
      editor.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function separated(editor, markdown) {
    const before = editor.value.slice(0, editor.selectionStart);
    const hasBlocks = markdown.includes("\n\n") || /^(?:#|- |1\. |\||>)/.test(markdown);
    const gap = !hasBlocks || !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    return gap + markdown;
  }

  async function convert(address, html, token) {
    const body = new FormData();
    body.append("html", html);
    body.append("csrfmiddlewaretoken", token);
    const answer = await fetch(address, { method: "POST", body });
    return answer.json();
  }

  function prepare(root) {
    const editor = root.querySelector(".markdownx-editor");
    const address = editor.dataset.pasteAddress;
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    const status = document.createElement("p");
    status.className = "editor-status";
    status.setAttribute("role", "status");
    root.after(status);

    editor.addEventListener("paste", async (event) => {
      const html = event.clipboardData.getData("text/html");
      const plain = event.clipboardData.getData("text/plain");
      if (!address || !html || !plain || !RICH.test(html)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      status.textContent = editor.dataset.pasteBusy;
      let words = plain;
      let sentence = "";
      try {
        const answer = await convert(address, html, token.value);
        words = answer.markdown || plain;
        sentence = answer.error || "";
      } catch {
        sentence = editor.dataset.pasteFailed;
      }
      insert(editor, separated(editor, words));
      status.textContent = sentence;
    });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".markdownx").forEach(prepare));
})();
