/* The preflight report: prints it, and asks for each link of the issue whether it opens.

   A site may take seconds to answer, so links are asked for one by one, a few at a time, and each says at
   once what became of it. The server is told which link of which article is meant, never an address. */
(() => {
  "use strict";

  const AT_ONCE = 3;

  document.querySelector("[data-print]").addEventListener("click", () => window.print());

  const button = document.querySelector("[data-check-links]");
  const links = [...document.querySelectorAll("[data-link]")];
  const status = document.getElementById("links-status");

  async function check(link) {
    const shown = link.querySelector(".link-state");
    const body = new FormData();
    body.append("article", link.dataset.article);
    body.append("index", link.dataset.index);
    body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const answer = await (await fetch(button.dataset.address, { method: "POST", body })).json();
      shown.textContent = answer.message || answer.error;
      link.dataset.state = answer.state || "unsure";
    } catch {
      shown.textContent = button.dataset.failed;
      link.dataset.state = "unsure";
    }
    if (link.dataset.state !== "alive") link.closest("details").open = true;
  }

  async function checkAll() {
    const waiting = [...links];
    let done = 0;
    const say = () => {
      status.textContent = interpolate(gettext("正在查链接：%(done)s / %(total)s"), { done, total: links.length }, true);
    };
    const worker = async () => {
      for (let link = waiting.shift(); link; link = waiting.shift()) {
        await check(link);
        done += 1;
        say();
      }
    };
    button.disabled = true;
    say();
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    button.disabled = false;
    const bad = links.filter((link) => link.dataset.state !== "alive").length;
    const sentence = ngettext("有 %(bad)s 个链接打不开或拿不准，见下面各篇。", "有 %(bad)s 个链接打不开或拿不准，见下面各篇。", bad);
    status.textContent = bad ? interpolate(sentence, { bad }, true) : gettext("链接都打得开。");
  }

  if (button) button.addEventListener("click", checkAll);
})();
