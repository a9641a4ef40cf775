/* The reader's own theme and size of letters, put on before the first paint. They stay in this browser; other
   scripts change them through `readersChoice`. */
(() => {
  "use strict";

  const root = document.documentElement;
  const choices = { theme: ["light", "dark"], size: ["small", "large", "largest"] };

  /* A browser may forbid keeping anything; then a choice holds for the page. */
  function remembered(name) {
    try {
      return localStorage.getItem(name) ?? "";
    } catch {
      return "";
    }
  }

  function remember(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch {
      /* Forbidden. */
    }
  }

  /* Any value but those above is the standard: as the machine has it. */
  function put(name, value) {
    if (choices[name].includes(value)) root.dataset[name] = value;
    else delete root.dataset[name];
    if (name === "theme") colourTheBrowser();
  }

  /* The browser's own bar takes the colour of the page; without a choice, each of the two stands for its scheme. */
  function colourTheBrowser() {
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      meta.dataset.own ??= meta.content;
      const chosen = root.dataset.theme && getComputedStyle(root).getPropertyValue("--paper").trim();
      meta.content = chosen || meta.dataset.own;
    }
  }

  root.classList.add("scripted");
  if ("speechSynthesis" in window) root.classList.add("speaking");
  if (navigator.share) root.classList.add("sharing");
  for (const name of Object.keys(choices)) put(name, remembered(name));

  window.readersChoice = {
    read: (name) => root.dataset[name] ?? "",
    choose(name, value) {
      put(name, value);
      remember(name, value);
    },
  };

  /* Another tab of the site changed it. */
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key in choices) put(key, newValue ?? "");
  });
})();
