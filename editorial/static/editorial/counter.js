/* Counts what will be printed: the characters of the preview, blanks left out, and the minutes they take. */
(() => {
  "use strict";

  const A_MINUTE = 400;

  function prepare(root) {
    const editor = root.querySelector(".markdownx-editor");
    const preview = root.querySelector(".markdownx-preview");
    const shown = document.createElement("p");
    shown.className = "editor-count";
    window.jianbao.foot(root).append(shown);

    function count() {
      const total = [...preview.textContent.replace(/\s+/g, "")].length;
      const minutes = Math.max(1, Math.round(total / A_MINUTE));
      const words = total ? editor.dataset.count : editor.dataset.countNone;
      shown.textContent = words.replace("{total}", total.toLocaleString("zh-CN")).replace("{minutes}", minutes);
    }

    new MutationObserver(count).observe(preview, { childList: true, subtree: true, characterData: true });
    count();
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".markdownx:has([data-count])").forEach(prepare);
  });
})();
