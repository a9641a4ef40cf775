/* Counts what will be printed: the characters of the preview, blanks left out, and the minutes they take. */
(() => {
  "use strict";

  const A_MINUTE = 400;

  function prepare(root) {
    const editor = root.querySelector(".markdownx-editor");
    const preview = root.querySelector(".markdownx-preview");
    const words = editor.dataset.count;
    if (!words) return;
    const shown = document.createElement("p");
    shown.className = "editor-count";
    root.after(shown);

    function count() {
      const total = [...preview.textContent.replace(/\s+/g, "")].length;
      const minutes = Math.max(1, Math.round(total / A_MINUTE));
      shown.textContent = words.replace("{total}", total.toLocaleString("zh-CN")).replace("{minutes}", minutes);
    }

    new MutationObserver(count).observe(preview, { childList: true, subtree: true, characterData: true });
    count();
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".markdownx").forEach(prepare));
})();
