/* The articles are put in order: dragged by mouse or finger, or lifted and moved with the keyboard.

   What is shown moves at once and is saved behind it, one order after the other. When the newsroom refuses,
   everything goes back to the order that was last saved, and a sentence says why. */
(() => {
  "use strict";

  const form = document.getElementById("arrange");
  const status = document.getElementById("arrange-status");
  const problem = document.querySelector(".arrange-problem");
  const shelves = [...document.querySelectorAll(".shelf")];
  const EDGE = 72;
  const SLACK = 4;

  const listOf = (shelf) => shelf.querySelector(".shelf-lines");
  const shelfOf = (line) => line.closest(".shelf");
  const linesIn = (list) => [...list.querySelectorAll(".shelf-line")];
  const handleOf = (line) => line.querySelector(".line-handle");

  // --- The order, as it stands on the page ------------------------------------------------------

  const order = () => shelves.map((shelf) => [
    Number(shelf.dataset.section), linesIn(listOf(shelf)).map((line) => line.dataset.article),
  ]);

  function restore(wanted) {
    for (const [section, uids] of wanted) {
      const list = listOf(shelves.find((shelf) => Number(shelf.dataset.section) === section));
      list.append(...uids.map((uid) => document.getElementById(`article-${uid}`)));
    }
    follow();
  }

  /* What else on the page tells the order: the printed contents, and which ways a menu offers. */
  function follow() {
    const every = shelves.flatMap((shelf) => linesIn(listOf(shelf)));
    const ends = { up: every[0], down: every.at(-1) };
    for (const shelf of shelves) {
      const lines = linesIn(listOf(shelf));
      const printed = document.querySelector(`[data-printed="${shelf.dataset.section}"]`);
      printed.hidden = lines.length === 0;
      printed.querySelector("ol").append(
        ...lines.map((line) => document.querySelector(`[data-printed-article="${line.dataset.article}"]`)),
      );
      for (const line of lines) {
        for (const button of line.querySelectorAll("button[name=to]")) {
          button.hidden = button.value === shelf.dataset.section || ends[button.value] === line;
        }
      }
    }
  }

  function placeOf(line) {
    const lines = linesIn(line.parentElement);
    const [number, section] = [lines.indexOf(line) + 1, shelfOf(line).dataset.name];
    return interpolate(gettext("第 %(number)s 篇，共 %(total)s 篇，%(section)s"), { number, total: lines.length, section }, true);
  }

  function say(sentence, line) {
    status.textContent = interpolate(sentence, { title: line.dataset.title, place: placeOf(line) }, true);
  }

  // --- Saving -----------------------------------------------------------------------------------

  let saved = order();
  let sending = Promise.resolve();

  async function send() {
    const wanted = order();
    if (JSON.stringify(wanted) === JSON.stringify(saved)) return;
    try {
      const response = await fetch(form.dataset.order, {
        method: "POST",
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ seen: form.elements.seen.value, sections: wanted }),
      });
      const answer = await response.json();
      if (!response.ok) return refuse(answer.error, answer.is_outdated);
      form.elements.seen.value = answer.seen;
      saved = wanted;
      problem.hidden = true;
      document.dispatchEvent(new Event("issue:changed"));
    } catch {
      refuse(gettext("没有存上，已放回原处。请检查网络后再移。"), false);
    }
  }

  function refuse(sentence, isOutdated) {
    letGo();
    restore(saved);
    problem.textContent = sentence;
    if (isOutdated) {
      const reload = document.createElement("a");
      reload.href = window.location.pathname;
      reload.textContent = gettext("刷新页面");
      problem.append(" ", reload);
    }
    problem.hidden = false;
  }

  function settle(line) {
    for (const outcome of form.parentElement.querySelectorAll(".outcome")) outcome.remove(); // of a move before
    follow();
    say(gettext("《%(title)s》放在%(place)s。"), line);
    sending = sending.then(send);
  }

  // --- With the keyboard ------------------------------------------------------------------------

  let lifted = null;

  function lift(line) {
    lifted = { line, next: line.nextElementSibling, list: line.parentElement };
    mark(line, true);
    say(gettext("已提起《%(title)s》，%(place)s。按上下键移动，按回车放下，按退出键放弃。"), line);
  }

  function mark(line, isLifted) {
    line.classList.toggle("is-lifted", isLifted);
    handleOf(line).setAttribute("aria-pressed", String(isLifted));
  }

  function drop() {
    const { line } = lifted;
    lifted = null;
    mark(line, false);
    settle(line);
  }

  function putBack() {
    const { line, next, list } = lifted;
    lifted = null;
    mark(line, false);
    list.insertBefore(line, next);
    say(gettext("《%(title)s》放回原处，%(place)s。"), line);
  }

  /* One place on; over the end of a section into the next one. */
  function step(line, direction) {
    const beside = direction < 0 ? line.previousElementSibling : line.nextElementSibling;
    const beyond = shelves[shelves.indexOf(shelfOf(line)) + direction];
    if (beside) {
      beside[direction < 0 ? "before" : "after"](line);
    } else if (beyond) {
      listOf(beyond)[direction < 0 ? "append" : "prepend"](line);
    }
  }

  function onKey(event) {
    if (!lifted) return;
    const direction = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === "Escape") {
      putBack();
    } else if (direction) {
      const { line } = lifted;
      step(line, direction);
      status.textContent = placeOf(line);
      line.scrollIntoView({ block: "nearest" });
    } else {
      return;
    }
    event.preventDefault();
    event.currentTarget.focus(); // a row that is moved in the page loses the focus
  }

  // --- With mouse or finger ---------------------------------------------------------------------

  let drag = null;
  const gap = document.createElement("li");
  gap.className = "line-gap";

  function onPress(event) {
    if (event.button !== 0 || lifted || drag) return;
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    drag = { line: handle.closest(".shelf-line"), from: event.clientY + window.scrollY, y: event.clientY, isMoving: false };
  }

  function onDrag(event) {
    if (!drag) return;
    drag.y = event.clientY;
    if (drag.isMoving || Math.abs(drag.y + window.scrollY - drag.from) < SLACK) return;
    drag.isMoving = true;
    drag.line.classList.add("is-dragged");
    requestAnimationFrame(followPointer);
  }

  /* Once a frame: scrolls near the edges of the window, carries the row, shows where it would fall. */
  function followPointer() {
    if (!drag?.isMoving) return;
    const overshoot = Math.min(drag.y - EDGE, 0) + Math.max(drag.y - window.innerHeight + EDGE, 0);
    window.scrollBy(0, overshoot / 4);
    drag.line.style.transform = `translateY(${drag.y + window.scrollY - drag.from}px)`;
    const shelf = shelves.find((each) => drag.y < each.getBoundingClientRect().bottom) ?? shelves.at(-1);
    const list = listOf(shelf);
    const middle = (line) => { const box = line.getBoundingClientRect(); return box.top + box.height / 2; };
    const below = linesIn(list).find((line) => line !== drag.line && middle(line) > drag.y);
    if (gap.parentElement !== list || gap.nextElementSibling !== (below ?? null)) list.insertBefore(gap, below ?? null);
    requestAnimationFrame(followPointer);
  }

  function onRelease() {
    const line = drag?.isMoving ? drag.line : null;
    if (line && gap.isConnected) gap.replaceWith(line);
    letGo();
    if (line) settle(line);
  }

  /* Ends a drag or a lift without a word, leaving the row where it stands. */
  function letGo() {
    if (drag) {
      drag.line.classList.remove("is-dragged");
      drag.line.style.transform = "";
    }
    if (lifted) mark(lifted.line, false);
    gap.remove();
    drag = null;
    lifted = null;
  }

  // --- The menus of the rows --------------------------------------------------------------------

  const menus = [...document.querySelectorAll(".line-moves")];

  function closeMenus(except = null) {
    for (const menu of menus) if (menu !== except) menu.open = false;
  }

  /* Upwards where there is no room below, unless there is none above either. */
  function turn(menu) {
    menu.classList.remove("is-upwards");
    const box = menu.querySelector("div").getBoundingClientRect();
    const above = menu.getBoundingClientRect().top;
    menu.classList.toggle("is-upwards", box.bottom > window.innerHeight && box.height < above);
  }

  function onMenuKey(event) {
    if (event.key !== "Escape" || !event.currentTarget.open) return;
    event.stopPropagation(); // a row that is lifted stays so
    event.currentTarget.open = false;
    event.currentTarget.querySelector("summary").focus();
  }

  for (const menu of menus) {
    menu.addEventListener("toggle", () => menu.open && turn(menu));
    menu.addEventListener("keydown", onMenuKey);
    if (menu.open) turn(menu);
  }
  for (const name of ["pointerdown", "focusin"]) {
    document.addEventListener(name, (event) => closeMenus(event.target.closest(".line-moves")));
  }

  // --- Handles ----------------------------------------------------------------------------------

  document.getElementById("arrange-hint").hidden = false;
  for (const handle of document.querySelectorAll(".line-handle")) {
    const line = handle.closest(".shelf-line");
    handle.hidden = false;
    handle.addEventListener("click", (event) => {
      if (event.detail > 0) return; // by mouse one drags; keys and screen readers click without a pointer
      if (lifted) drop();
      else lift(line);
      handle.focus();
    });
    handle.addEventListener("keydown", onKey);
    handle.addEventListener("pointerdown", onPress);
    handle.addEventListener("pointermove", onDrag);
    handle.addEventListener("pointerup", onRelease);
    handle.addEventListener("pointercancel", letGo);
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") letGo(); });
  document.addEventListener("focusin", (event) => {
    if (lifted && event.target !== handleOf(lifted.line)) putBack();
  });
})();
