/* Counts what will be printed: the characters of the preview, blanks left out, and the minutes they take. */
(() => {
  "use strict";

  const A_MINUTE = 400;

  function prepare(root) {
    const preview = root.querySelector(".markdownx-preview");
    const shown = document.createElement("p");
    shown.className = "editor-count";
    window.jianbao.foot(root).append(shown);

    function count() {
      const total = [...preview.textContent.replace(/\s+/g, "")].length;
      const minutes = Math.max(1, Math.round(total / A_MINUTE));
      const values = { total: total.toLocaleString(document.documentElement.lang), minutes };
      const counted = ngettext("%(total)s 字，约 %(minutes)s 分钟", "%(total)s 字，约 %(minutes)s 分钟", total);
      shown.textContent = total ? interpolate(counted, values, true) : gettext("还没有字");
    }

    new MutationObserver(count).observe(preview, { childList: true, subtree: true, characterData: true });
    count();
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".markdownx").forEach(prepare);
  });
})();
