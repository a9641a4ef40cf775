/* The printed page beside the text: follows typing, some moments after the last stroke.

   Asks for one page as a picture; an answer that was overtaken by newer typing is dropped. The picture is
   shown only once it is whole, so that nothing flickers. Attributes of the panel say where to ask. */
(() => {
  "use strict";

  const REST = 500;

  /* A data: address, for the desk's policy lets pictures come from nowhere else. */
  function asAddress(blob) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });
  }

  function prepare(panel) {
    const form = panel.dataset.form && document.querySelector(panel.dataset.form);
    const picture = panel.querySelector("img");
    const status = panel.querySelector("[role=status]");
    const count = panel.querySelector("[data-count]");
    const [back, on] = panel.querySelectorAll("button[data-step]");
    let page = 0;
    let total = 0;
    let request = null;
    let timer = 0;

    function ask() {
      if (!form) return fetch(`${panel.dataset.address}?page=${page}`, { signal: request.signal });
      const body = new FormData(form);
      for (const name of [...body.keys()]) if (body.get(name) instanceof File) body.delete(name);
      body.set("article", panel.dataset.article || "");
      body.set("page", page);
      return fetch(panel.dataset.address, { method: "POST", body, signal: request.signal });
    }

    async function show() {
      if (request) request.abort();
      request = new AbortController();
      const mine = request;
      panel.setAttribute("aria-busy", "true");
      try {
        const answer = await ask();
        if (!answer.ok || answer.headers.get("Content-Type") !== "image/png") {
          const refusal = await answer.json().catch(() => ({}));
          status.textContent = refusal.error || panel.dataset.failed;
          return;
        }
        const address = await asAddress(await answer.blob());
        if (mine !== request) return;
        picture.src = address;
        await picture.decode().catch(() => {});
        picture.hidden = false;
        status.textContent = "";
        page = Number(answer.headers.get("X-Page"));
        total = Number(answer.headers.get("X-Pages"));
        count.textContent = panel.dataset.count.replace("{page}", page).replace("{total}", total);
        picture.alt = count.textContent;
        back.disabled = page <= 1;
        on.disabled = page >= total;
      } catch (error) {
        if (error.name !== "AbortError") status.textContent = panel.dataset.failed;
      } finally {
        if (mine === request) panel.removeAttribute("aria-busy");
      }
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(show, REST);
    }

    for (const button of [back, on]) {
      button.addEventListener("click", () => {
        page = Math.min(Math.max(page + Number(button.dataset.step), 1), total);
        show();
      });
    }
    if (form) form.addEventListener("input", later);
    document.addEventListener("issue:changed", later);

    const open = panel.closest("details");
    if (!open || open.open) show();
    else open.addEventListener("toggle", () => { if (open.open && !total) show(); });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-print-preview]").forEach(prepare));
})();
