/* The import page without reloading. Every form here works by itself as well; this script

   - takes a file that is dropped on the page, and says at once when it is too large;
   - has the document read and shows how far it is (lines of JSON, one for each page);
   - posts a change and puts the changed parts in place: what is unfolded, typed or scrolled stays;
   - leads from a remark to its page or line of the original. */
(() => {
  "use strict";

  const STEPS = "application/x-ndjson";

  // --- Uploading ---------------------------------------------------------------------------------

  function prepareUpload(form) {
    const input = form.querySelector("input[type=file]");
    const zone = form.querySelector(".drop");
    const status = form.querySelector(".upload-status");
    const isTooLarge = () => input.files.length > 0 && input.files[0].size > Number(form.dataset.limit);

    function check() {
      input.setCustomValidity(isTooLarge() ? form.dataset.tooLarge : "");
      status.textContent = input.validationMessage && isTooLarge() ? form.dataset.tooLarge : "";
    }

    form.querySelector(".drop-hint").hidden = false;
    input.addEventListener("change", check);
    for (const name of ["dragover", "dragleave", "drop"]) {
      zone.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.toggle("over", name === "dragover");
      });
    }
    zone.addEventListener("drop", (event) => {
      if (event.dataTransfer.files.length === 0) return;
      const one = new DataTransfer();
      one.items.add(event.dataTransfer.files[0]);
      input.files = one.files;
      check();
      form.requestSubmit();
    });
    form.addEventListener("submit", () => {
      status.textContent = form.dataset.busy;
      form.querySelector("button").disabled = true;
    });
  }

  // --- Reading -----------------------------------------------------------------------------------

  async function* linesOf(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + part.value).split("\n");
      rest = lines.pop();
      yield* lines.map((line) => JSON.parse(line));
    }
  }

  function prepareReading(form) {
    const button = form.querySelector("button");
    const bar = form.querySelector("progress");
    const status = form.querySelector(".read-status");

    function show(step) {
      if (step.total) Object.assign(bar, { max: step.total, value: step.done });
      status.textContent = step.problem || step.message;
    }

    async function read() {
      button.disabled = true;
      bar.parentElement.hidden = false;
      status.textContent = form.dataset.busy;
      let last = {};
      try {
        const response = await fetch(form.action, {
          method: "POST",
          body: new FormData(form),
          headers: { Accept: STEPS },
        });
        for await (const step of linesOf(response)) show((last = step));
      } catch {
        last = {};
      }
      if (last.address) {
        location.replace(last.address);
        return;
      }
      bar.parentElement.hidden = true;
      button.disabled = false;
      status.textContent = last.problem || form.dataset.failed;
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      read();
    });
    if ("start" in form.dataset) read();
  }

  // --- Changing ----------------------------------------------------------------------------------

  const isDirty = (control) =>
    control instanceof HTMLSelectElement
      ? false
      : control.type !== "hidden" && control.value !== control.defaultValue;

  const dirtyControls = (root, except) =>
    [...root.querySelectorAll("input, textarea")].filter((one) => isDirty(one) && !except.contains(one));

  function prepareRevision(root) {
    const status = () => root.querySelector("#import-status");

    function say(sentence, isProblem) {
      const words = document.createElement("p");
      words.textContent = sentence;
      words.className = isProblem ? "import-problem" : "import-note";
      status().replaceChildren(words);
    }

    /* The parts of the answer in the place of ours, and in them what was unfolded, typed and scrolled. */
    function swap(answer, form) {
      const open = [...root.querySelectorAll("[data-part] details[open]")].map((each) => each.id);
      const typed = dirtyControls(root, form).map(({ id, value }) => [id, value]);
      const scrolled = root.querySelector(".proposal").scrollTop;
      const fresh = answer.querySelectorAll("#import [data-part]");
      root.querySelectorAll("[data-part]").forEach((part, place) => part.replaceWith(fresh[place]));
      for (const id of open) {
        const details = document.getElementById(id);
        if (details && !(form.closest("details") && details.id === form.closest("details").id)) details.open = true;
      }
      for (const [id, value] of typed) {
        const control = document.getElementById(id);
        if (control) control.value = value;
      }
      root.querySelector(".proposal").scrollTop = scrolled;
    }

    /* The keyboard goes on where it was: at the same button, or at the article, or at the pane. */
    function refocus(article, action) {
      const place = article && document.getElementById(article);
      const button = place && place.querySelector(`.tools button[value="${action}"]:enabled`);
      (button || place || root.querySelector(".proposal")).focus({ preventScroll: !button });
      if (button) place.scrollIntoView({ block: "nearest" });
    }

    async function post(form, button) {
      const body = new FormData(form, button);
      root.setAttribute("aria-busy", "true");
      try {
        const response = await fetch(form.action, { method: "POST", body });
        const answer = new DOMParser().parseFromString(await response.text(), "text/html");
        const problem = answer.querySelector(".import-problem p");
        if (problem) {
          say(problem.textContent, true);
          status().append(freshLink());
        } else if (!response.ok || !answer.querySelector("#import")) {
          say(root.dataset.failed, true);
        } else {
          const article = form.closest(".draft");
          swap(answer, form);
          const said = answer.querySelector(".messagelist li");
          say(said ? said.textContent : root.dataset.saved, false);
          refocus(article && article.id, button ? button.value : "");
        }
      } catch {
        say(root.dataset.failed, true);
      }
      root.removeAttribute("aria-busy");
    }

    function freshLink() {
      const link = document.createElement("a");
      link.href = location.pathname;
      link.textContent = root.dataset.fresh;
      return link;
    }

    root.addEventListener("submit", (event) => {
      const form = event.target;
      const scope = form.closest(".draft") || (form.matches(".masthead, .department .tools") ? form : root);
      if (form.matches(".change, .import-form") && dirtyControls(scope, form).length > 0) {
        event.preventDefault();
        say(root.dataset.unsaved, true);
        dirtyControls(scope, form)[0].focus();
      } else if (form.matches(".change")) {
        event.preventDefault();
        if (!root.hasAttribute("aria-busy")) post(form, event.submitter);
      } else if (form.matches(".import-form")) {
        say(form.dataset.busy, false);
        event.submitter.disabled = true;
      }
    });

    root.addEventListener("click", (event) => {
      const jump = event.target.closest("a.jump");
      if (!jump) return;
      const line = nearestLine(root, Number(jump.hash.replace("#line", "")));
      if (!line) return;
      event.preventDefault();
      line.closest("details").open = true;
      root.querySelectorAll(".line-current").forEach((each) => each.classList.remove("line-current"));
      line.classList.add("line-current");
      const page = jump.dataset.page && document.getElementById(`page${jump.dataset.page}`);
      if (page) page.closest("details").open = true;
      bring(page || line);
    });
  }

  /* Scrolls the original to a place, and the window only as far as it takes to see the original. */
  function bring(place) {
    const pane = place.closest(".pane");
    pane.scrollTo({ top: place.offsetTop - pane.clientHeight / 4 });
    pane.scrollIntoView({ block: "nearest" });
  }

  /* A remark may stand on a line that has no words of its own: then the last one before it. */
  function nearestLine(root, number) {
    const lines = [...root.querySelectorAll(".lines li")];
    return lines.filter((line) => Number(line.id.replace("line", "")) <= number).pop() || lines[0];
  }

  document.querySelectorAll(".upload-form").forEach(prepareUpload);
  document.querySelectorAll(".read-form").forEach(prepareReading);
  document.querySelectorAll("#import").forEach(prepareRevision);
})();
