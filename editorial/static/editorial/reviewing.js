/* The review buttons stand outside the article's form: what is typed there and not saved would be left out of
   what is submitted or approved. So whoever submits saves with it; the others wait until it is saved. */
(() => {
  "use strict";

  const article = document.getElementById("article_form");
  const decide = document.querySelector("form.decide");
  if (!article || !decide) return;

  /* As the page came from the server, however early somebody began to type. */
  function isChanged(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") {
      const options = [...field.options];
      const came = options.filter((option) => option.defaultSelected);
      const first = field.multiple || came.length ? came : options.slice(0, 1);
      return options.some((option) => option.selected !== first.includes(option));
    }
    return "defaultValue" in field && field.type !== "submit" && field.value !== field.defaultValue;
  }

  decide.addEventListener("submit", (event) => {
    if (![...article.elements].some((field) => field.name && isChanged(field))) return;
    event.preventDefault();
    const name = event.submitter?.dataset.saveToo;
    const saving = name && article.querySelector(`[type=submit][name=${name}]`);
    if (saving) article.requestSubmit(saving);
    else decide.querySelector("[role=alert]").textContent = decide.dataset.unsaved;
  });
})();
