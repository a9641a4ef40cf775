/* Search boxes suggest titles and names while one types (ARIA 1.2 combobox). Without it, Enter searches. */
(() => {
  "use strict";

  const PAUSE = 150; /* milliseconds without a key before the server is asked */
  const KINDS = { article: "文章", source: "来源", section: "栏目", author: "作者" };

  function combobox(form) {
    const input = form.querySelector("input[type=search]");
    const field = input.parentElement;
    const list = document.createElement("ul");
    const told = document.createElement("p");
    let chosen = -1;
    let pause;
    let asking = new AbortController();

    list.id = `${input.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "建议");
    told.className = "unseen";
    told.setAttribute("role", "status");
    field.append(list, told);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": list.id,
      "aria-expanded": "false",
    })) {
      input.setAttribute(name, value);
    }

    function close() {
      clearTimeout(pause);
      asking.abort();
      list.hidden = true;
      list.replaceChildren();
      told.textContent = "";
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    }

    function choose(place) {
      list.children[chosen]?.setAttribute("aria-selected", "false");
      chosen = place;
      const option = list.children[place];
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    }

    function show(suggestions) {
      choose(-1);
      list.replaceChildren(...suggestions.map(option));
      list.hidden = suggestions.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      told.textContent = list.hidden ? "没有建议，按回车搜索。" : `有 ${suggestions.length} 条建议，按上下键选择。`;
    }

    function option({ kind, label, url }, place) {
      const row = document.createElement("li");
      row.id = `${list.id}-${place}`;
      row.dataset.url = url;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.append(part("suggestion-label", label), part("suggestion-kind", KINDS[kind]));
      return row;
    }

    function part(name, text) {
      const span = document.createElement("span");
      span.className = name;
      span.textContent = text;
      return span;
    }

    /* What was asked before is stale the moment something else is typed. */
    async function ask() {
      asking = new AbortController();
      const { signal } = asking;
      try {
        const words = new URLSearchParams({ q: input.value });
        const answer = await fetch(`${form.dataset.suggest}?${words}`, { signal });
        if (!answer.ok) return close();
        const { suggestions } = await answer.json();
        if (!signal.aborted) show(suggestions);
      } catch {
        if (!signal.aborted) close();
      }
    }

    function typed() {
      clearTimeout(pause);
      asking.abort();
      if (!input.value.trim()) return close();
      pause = setTimeout(ask, PAUSE);
    }

    /* Half-written pinyin is not yet what one looks for. */
    input.addEventListener("input", (event) => event.isComposing || typed());
    input.addEventListener("compositionend", typed);

    const keys = {
      ArrowDown: () => choose(chosen + 1 < list.children.length ? chosen + 1 : -1),
      ArrowUp: () => choose(chosen < 0 ? list.children.length - 1 : chosen - 1),
      Escape: close,
      Enter: () => chosen >= 0 && location.assign(list.children[chosen].dataset.url),
    };
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden || !(event.key in keys)) return;
      if (event.key !== "Enter" || chosen >= 0) event.preventDefault();
      keys[event.key]();
    });

    /* The field keeps the focus while the mouse chooses. */
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) location.assign(row.dataset.url);
    });
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
  }

  document.querySelectorAll("form[data-suggest]").forEach(combobox);
})();
