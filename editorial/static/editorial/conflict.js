/* The merge of a stale save: settles clashes one by one, hands out my text as a file, and asks before leaving.

   The page works without it: what each field keeps is a radio button, and the merge is a plain text field. */
(() => {
  "use strict";

  const form = document.querySelector(".conflict-form");
  const tools = document.querySelector(".conflict-tools");
  const TAKEN = { mine: (clash) => clash.mine, theirs: (clash) => clash.theirs, both: (clash) => clash.mine + clash.theirs };

  /* --- Clashes ------------------------------------------------------------------------------ */

  function settle(section) {
    const text = section.querySelector("textarea.merged");
    const left = section.querySelector(".conflict-left");
    const clashes = [...section.querySelectorAll(".clash")];
    let open = clashes.length;

    function tell() {
      for (const clash of clashes) clash.hidden = !text.value.includes(clash.dataset.clash);
      const still = clashes.filter((clash) => !clash.hidden).length;
      if (still === open) return;
      open = still;
      const sentence = ngettext("%(open)s 处两份都在，要您定", "%(open)s 处两份都在，要您定", open);
      left.textContent = open ? interpolate(sentence, { open }, true) : gettext("都定好了，可以保存");
      left.toggleAttribute("data-settled", !open);
    }

    for (const clash of clashes) {
      clash.querySelector(".clash-acts").hidden = false;
      clash.addEventListener("click", (event) => {
        const way = event.target.dataset.take;
        if (!way) return;
        text.value = text.value.replace(clash.dataset.clash, () => TAKEN[way](clash.dataset));
        tell();
        text.focus();
      });
    }
    text.addEventListener("input", tell);
    text.addEventListener("focus", () => { section.querySelector(".keep input[value=merged]").checked = true; });
  }

  document.querySelectorAll(".conflict:has(textarea.merged)").forEach(settle);

  /* --- My text ------------------------------------------------------------------------------ */

  function mine() {
    const fields = [...document.querySelectorAll("textarea[data-label]")];
    return fields.map((field) => `【${field.dataset.label}】\n${field.value}\n`).join("\n");
  }

  const download = tools.querySelector("[data-download]");
  download.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([mine()], { type: "text/plain;charset=utf-8" }));
    link.download = `${download.dataset.download}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  });

  const copy = tools.querySelector("[data-copy]");
  copy.hidden = !navigator.clipboard; // there is none outside https and the machine itself
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(mine());
    copy.textContent = copy.dataset.copy;
  });
  tools.hidden = !document.querySelector("textarea[data-label]");

  /* --- Leaving ------------------------------------------------------------------------------ */

  let saving = false;
  form.addEventListener("submit", () => { saving = true; });
  window.addEventListener("beforeunload", (event) => { if (!saving) event.preventDefault(); });
})();
