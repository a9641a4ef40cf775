/* What a reader may do with a page: choose its letters and colours, copy and share its address, cite it. */
(() => {
  "use strict";

  /* --- Settings: `theme.js` keeps and applies them, here they are chosen --- */

  const settings = document.querySelectorAll("[data-setting]");

  function showChoices() {
    for (const select of settings) select.value = window.readersChoice.read(select.dataset.setting);
  }

  for (const select of settings) {
    select.addEventListener("change", () => {
      window.readersChoice.choose(select.dataset.setting, select.value);
    });
  }
  showChoices();
  window.addEventListener("storage", showChoices);
  window.addEventListener("pageshow", showChoices);

  /* --- Copying and sharing --- */

  const SAID_FOR = 3000; /* milliseconds */

  /* `data-copy` is the text itself, or `#` and the id of the element that holds it. */
  function textOf(button) {
    const wanted = button.dataset.copy;
    return wanted.startsWith("#") ? document.getElementById(wanted.slice(1)).textContent.trim() : wanted;
  }

  /* Without https, and in some browsers inside other programs, there is no clipboard but the old one. */
  function copyTheOldWay(text) {
    const field = document.createElement("textarea");
    const focused = document.activeElement;
    field.value = text;
    field.readOnly = true;
    field.className = "unseen";
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    focused?.focus({ preventScroll: true });
    return isCopied;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyTheOldWay(text);
    }
  }

  /* The button says for a while what came of it, and so does the voice of a screen reader. */
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const label = button.textContent;
    let timer;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      const isCopied = await copy(textOf(button));
      button.textContent = isCopied ? button.dataset.done || "已复制" : "未能复制，请手动选取";
      clearTimeout(timer);
      timer = setTimeout(() => { button.textContent = label; }, SAID_FOR);
    });
  }

  for (const button of document.querySelectorAll("[data-share]")) {
    button.addEventListener("click", () => {
      const shared = { title: document.title, url: button.dataset.share };
      navigator.share(shared).catch(() => { /* The reader thought better of it. */ });
    });
  }

  /* --- The day on which a reader cites an article is today, where the reader is --- */

  const now = new Date();
  const twoFigures = (number) => String(number).padStart(2, "0");
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(twoFigures).join("-");
  for (const day of document.querySelectorAll("[data-today]")) day.textContent = today;
})();
