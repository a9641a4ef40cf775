/* The review buttons stand outside the article's form: what is typed there and not saved would be left out of
   what is submitted or approved. So they wait until it is saved. */
(() => {
  "use strict";

  const article = document.getElementById("article_form");
  const decide = document.querySelector("form.decide");
  if (!article || !decide) return;

  const typed = () => new URLSearchParams(
    [...new FormData(article)].filter(([, value]) => typeof value === "string"),
  ).toString();
  let saved = "";
  window.addEventListener("load", () => { saved = typed(); });

  decide.addEventListener("submit", (event) => {
    if (saved === typed()) return;
    event.preventDefault();
    decide.querySelector("[role=alert]").textContent = decide.dataset.unsaved;
  });
})();
