/* The Markdown editor's manners, beside django-markdownx's own script, which is loaded after this one.

   - What went wrong with a picture or the preview is said in a sentence above the text.
   - Tab moves on to the next field, as everywhere else; a tab in Markdown would make a code block.
   - Rows of a kind are numbered 1, 2, 3, where Django writes #1, #2, #3 after a colon.
   - The preview is a named region that the keyboard reaches and scrolls, and that folds away. It goes along with
     the caret, unless somebody points into it. */
(() => {
  "use strict";

  const MOVES = /^(?:Arrow|Page|Home|End)/;
  const PREVIEW_FAILED = gettext("预览暂时没有更新，请检查网络或重新登录；您写的文字还在。");

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

  /* The preview below its name; pressing the name folds it away. */
  function frame(preview) {
    const frame = document.createElement("div");
    const fold = document.createElement("button");
    frame.className = "preview-frame";
    fold.className = "preview-fold";
    fold.type = "button";
    fold.id = "preview-fold";
    fold.textContent = gettext("读者看到的样子");
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

    frame(preview);

    root.addEventListener("picture:answered", ({ detail }) => say(notice, detail));
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

  /* Rows that are saved already are called by what they hold. */
  function number(group) {
    group.querySelectorAll(".inline-related:not(.empty-form) > h3 > .inline_label").forEach((label, place) => {
      const kind = label.previousElementSibling;
      kind.textContent = kind.textContent.replace(/[:\uff1a]$/, "");
      if (/^#?\d+$/.test(label.textContent)) label.textContent = place + 1;
    });
  }

  const numberAll = () => document.querySelectorAll(".inline-group").forEach(number);

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".markdownx").forEach(prepare);
    numberAll();
  });
  for (const name of ["formset:added", "formset:removed"]) document.addEventListener(name, numberAll);
})();
