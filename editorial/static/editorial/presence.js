/* The article's editor says every half minute that it is open, and shows who else has it and who has saved it. */
(() => {
  "use strict";

  const EVERY = 30_000;

  const bar = document.getElementById("presence");
  if (!bar) return;
  const version = document.querySelector("#article_form input[name=version]");
  const token = document.querySelector("#article_form input[name=csrfmiddlewaretoken]");
  const [others, newer, link] = ["others", "newer", "difference"].map((name) => bar.querySelector(`.presence-${name}`));

  function said(extra) {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token.value);
    body.append("version", version.value);
    if (extra) body.append(extra, "1");
    return body;
  }

  function show(answer) {
    if (others.textContent !== answer.others) others.textContent = answer.others;
    if (newer.textContent !== answer.newer) newer.textContent = answer.newer;
    link.hidden = !answer.newer;
    link.href = answer.difference;
    bar.classList.toggle("is-newer", Boolean(answer.newer));
    bar.hidden = !answer.others && !answer.newer;
  }

  async function beat() {
    if (document.visibilityState === "hidden") return;
    try {
      const answer = await fetch(bar.dataset.address, { method: "POST", body: said() });
      if (answer.ok) show(await answer.json());
    } catch {
      // Offline for a moment: what was shown last stays; the next question is half a minute away.
    }
  }

  beat();
  setInterval(beat, EVERY);
  document.addEventListener("visibilitychange", beat);
  window.addEventListener("pagehide", () => navigator.sendBeacon(bar.dataset.address, said("leaving")));
  window.addEventListener("pageshow", (event) => { if (event.persisted) beat(); });
})();
