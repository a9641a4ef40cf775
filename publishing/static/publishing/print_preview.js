/* The printed page beside the text: follows typing, some moments after the last stroke.

   Asks for one page as a picture; an answer that was overtaken by newer typing is dropped. The picture is
   shown only once it is whole, so that nothing flickers. While it is folded away it asks for nothing; whether
   it is open is remembered in this browser. Pressed, the page is shown as large as it was made. Attributes of the
   panel say where to ask. */
(() => {
  "use strict";

  const REST = 400; // milliseconds after the last key

  /* A data: address, for the desk's policy lets pictures come from nowhere else. */
  function asAddress(blob) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });
  }

  class PrintPreview {
    constructor(panel) {
      this.panel = panel;
      this.form = panel.dataset.form && document.querySelector(panel.dataset.form);
      this.picture = panel.querySelector("img");
      this.status = panel.querySelector("[role=status]");
      this.count = panel.querySelector("[data-count]");
      this.steps = [...panel.querySelectorAll("button[data-step]")];
      this.larger = panel.querySelector("button[data-larger]");
      this.fold = panel.closest("details");
      this.page = 0; // the server chooses: the article's first
      this.isStale = true;
      this.listen();
    }

    listen() {
      for (const button of this.steps) button.addEventListener("click", () => this.turn(Number(button.dataset.step)));
      for (const each of [this.larger, this.picture]) each.addEventListener("click", () => this.enlarge());
      const changed = () => {
        this.isStale = true;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.refresh(), REST);
      };
      this.form?.addEventListener("input", changed);
      document.addEventListener("issue:changed", changed);
      // An open page may lie in a tab nobody looks at, or in a fold.
      document.addEventListener("visibilitychange", () => this.refresh());
      this.fold?.addEventListener("toggle", () => this.refresh());
      this.refresh();
    }

    refresh() {
      const isSeen = document.visibilityState === "visible" && (this.fold?.open ?? true);
      if (this.isStale && isSeen) this.show();
    }

    turn(step) {
      this.page += step;
      this.show();
    }

    /* Escape or a press puts it away. */
    enlarge() {
      const dialog = document.createElement("dialog");
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = gettext("关闭");
      dialog.className = "print-large";
      dialog.setAttribute("aria-label", this.picture.alt);
      dialog.append(close, this.picture.cloneNode());
      dialog.addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
    }

    ask(signal) {
      if (!this.form) return fetch(`${this.panel.dataset.address}?page=${this.page}`, { signal });
      const body = new FormData(this.form);
      for (const name of [...body.keys()]) if (body.get(name) instanceof File) body.delete(name);
      body.set("article", this.panel.dataset.article);
      body.set("page", this.page);
      return fetch(this.panel.dataset.address, { method: "POST", body, signal });
    }

    async show() {
      this.request?.abort();
      const mine = (this.request = new AbortController());
      this.isStale = false;
      this.panel.setAttribute("aria-busy", "true");
      try {
        const answer = await this.ask(mine.signal);
        const isPage = answer.headers.get("Content-Type") === "image/png";
        const problem = isPage ? "" : (await answer.json()).error;
        const address = isPage && (await asAddress(await answer.blob()));
        if (mine !== this.request) return;
        this.status.textContent = problem;
        if (isPage) await this.put(address, answer.headers);
      } catch (error) {
        if (error.name !== "AbortError") this.status.textContent = this.panel.dataset.failed;
      } finally {
        if (mine === this.request) this.panel.removeAttribute("aria-busy");
      }
    }

    async put(address, headers) {
      this.picture.src = address;
      await this.picture.decode();
      this.page = Number(headers.get("X-Page"));
      const total = Number(headers.get("X-Pages"));
      const words = interpolate(gettext("第 %(page)s 页，共 %(total)s 页"), { page: this.page, total }, true);
      this.picture.hidden = false;
      this.picture.alt = words;
      this.count.textContent = words;
      this.larger.disabled = false;
      for (const button of this.steps) {
        const page = this.page + Number(button.dataset.step);
        button.disabled = page < 1 || page > total;
      }
    }
  }

  /* The fold stands where it is wanted, open or not as it was left. */
  function unfold(fold) {
    const key = `jianbao:open:${fold.dataset.remember}`;
    try {
      const was = localStorage.getItem(key);
      if (was !== null) fold.open = was === "open";
      fold.addEventListener("toggle", () => localStorage.setItem(key, fold.open ? "open" : "folded"));
    } catch {
      /* Nothing is remembered in this browser. */
    }
    if (fold.dataset.after) document.querySelector(fold.dataset.after)?.after(fold);
    fold.hidden = false;
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("details[data-remember]").forEach(unfold);
    document.querySelectorAll("[data-print-preview]").forEach((panel) => new PrintPreview(panel));
  });
})();
