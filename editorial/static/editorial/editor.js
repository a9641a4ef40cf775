/* The Markdown editor's manners, beside django-markdownx's own script, which is loaded after this one.

   - A refused upload is said in a sentence above the text; nothing is written into the text.
   - Tab moves on to the next field, as everywhere else; a tab in Markdown would make a code block.
   - The preview is a named region that the keyboard reaches and scrolls, and that folds away. It goes along with
     the caret, unless somebody points into it. */
(() => {
  "use strict";

  const MOVES = /^(?:Arrow|Page|Home|End)/;
  const UPLOAD_FAILED = "图片没有传上去，请检查网络后再试。";
  const PREVIEW_FAILED = "预览暂时没有更新，请检查网络或重新登录；您写的文字还在。";

  function addNotice(root) {
    const notice = document.createElement("p");
    notice.className = "editor-notice";
    notice.setAttribute("role", "alert");
    notice.hidden = true;
    root.before(notice);
    return notice;
  }

  function say(notice, sentence) {
    notice.textContent = sentence;
    notice.hidden = !sentence;
  }

  /* The package puts the words "Invalid response" into the text right after this event. What stood
     there before is put back as soon as its handler has run to the end. */
  function refuseUpload(editor, notice, answer) {
    const { value, selectionStart, selectionEnd } = editor;
    say(notice, (answer && answer.error) || UPLOAD_FAILED);
    queueMicrotask(() => {
      editor.value = value;
      editor.setSelectionRange(selectionStart, selectionEnd);
    });
  }

  /* The preview below its name; pressing the name folds it away. */
  function frame(preview, name) {
    const frame = document.createElement("div");
    const fold = document.createElement("button");
    frame.className = "preview-frame";
    fold.className = "preview-fold";
    fold.type = "button";
    fold.id = "preview-fold";
    fold.textContent = name;
    fold.setAttribute("aria-expanded", "true");
    fold.addEventListener("click", () => {
      preview.hidden = !preview.hidden;
      fold.setAttribute("aria-expanded", String(!preview.hidden));
    });
    preview.before(frame);
    frame.append(fold, preview);
    preview.lang = "zh-CN";
    preview.tabIndex = 0;
    preview.setAttribute("role", "region");
    preview.setAttribute("aria-labelledby", fold.id);
  }

  /* Shows in the preview about what is at the caret. */
  function follow(editor, preview) {
    if (preview.matches(":hover, :focus")) return;
    const place = editor.selectionEnd / Math.max(editor.value.length, 1);
    preview.scrollTop = place * preview.scrollHeight - preview.clientHeight / 2;
  }

  function prepare(root) {
    const editor = root.querySelector(".markdownx-editor");
    const preview = root.querySelector(".markdownx-preview");
    const notice = addNotice(root);

    frame(preview, editor.dataset.previewName);

    root.addEventListener("markdownx.fileUploadEnd", () => say(notice, ""));
    for (const name of ["markdownx.fileUploadError", "fileUploadError"]) {
      root.addEventListener(name, (event) => refuseUpload(editor, notice, event.detail && event.detail[0]));
    }
    root.addEventListener("markdownx.update", (event) => {
      // The package shows whatever came, even a whole page: a login form, an error of the server.
      if (/^\s*<!doctype/i.test(event.detail[0])) {
        preview.replaceChildren();
        say(notice, PREVIEW_FAILED);
      } else if (notice.textContent === PREVIEW_FAILED) {
        say(notice, "");
      }
    });
    for (const name of ["input", "click", "markdownx.update"]) {
      root.addEventListener(name, () => follow(editor, preview), { capture: true });
    }
    root.addEventListener("keyup", ({ key }) => MOVES.test(key) && follow(editor, preview), { capture: true });
    root.addEventListener("markdownx.updateError", () => say(notice, PREVIEW_FAILED));
    root.addEventListener("keydown", (event) => event.target === editor && event.stopPropagation(), { capture: true });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".markdownx").forEach(prepare));
})();
