/* The figures index: rows are sieved while one types, subjects put in another order. Without it, all is shown. */
(() => {
  "use strict";

  const sieve = document.querySelector(".sieve");
  const list = document.querySelector(".statistics");
  if (!sieve || !list) return;

  const words = sieve.querySelector("input");
  const order = sieve.querySelector("select");
  const found = sieve.querySelector(".sieve-found");
  const several = document.querySelector(".several");

  /* Full and half width, capitals and blanks make no difference. */
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  const subjects = [...list.children].map((section, place) => {
    const name = section.querySelector("h2").textContent;
    const periods = [...section.querySelectorAll(".told")].map((told) => ({
      told,
      figures: [...told.querySelectorAll(".figure")].map((figure) => ({
        figure,
        text: fold(name + told.querySelector("p").textContent + figure.textContent),
      })),
    }));
    const count = periods.reduce((sum, { figures }) => sum + figures.length, 0);
    return { section, periods, place, count, newest: Number(section.dataset.newest) };
  });

  const orders = {
    name: (one, other) => one.place - other.place,
    newest: (one, other) => other.newest - one.newest || one.place - other.place,
    count: (one, other) => other.count - one.count || one.place - other.place,
  };

  /* Shows the figures that have every word, and of periods and subjects those that have such a figure. */
  function sift() {
    const wanted = words.value.split(/\s+/).map(fold).filter(Boolean);
    let total = 0;
    let named = 0;
    for (const { section, periods } of subjects) {
      let left = 0;
      for (const { told, figures } of periods) {
        for (const { figure, text } of figures) figure.hidden = !wanted.every((word) => text.includes(word));
        const shown = figures.filter(({ figure }) => !figure.hidden).length;
        told.hidden = shown === 0;
        left += shown;
      }
      section.hidden = left === 0;
      total += left;
      named += left ? 1 : 0;
    }
    if (several) several.hidden = wanted.length > 0;
    found.textContent = wanted.length ? tell(total, named) : "";
  }

  function tell(total, named) {
    return total ? `找到 ${total} 条数字，${named} 项指标。` : "没有找到，请换一个词或少写几个词。";
  }

  function arrange() {
    list.append(...[...subjects].sort(orders[order.value]).map(({ section }) => section));
  }

  /* The words stand in the address, so that what was found can be sent on. */
  function note() {
    const address = new URL(location.href);
    if (words.value.trim()) address.searchParams.set("q", words.value.trim());
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  }

  let pause;
  words.addEventListener("input", () => {
    sift();
    clearTimeout(pause);
    pause = setTimeout(note, 400);
  });
  order.addEventListener("change", arrange);

  sieve.hidden = false;
  words.value = new URL(location.href).searchParams.get("q") ?? "";
  sift();
})();
