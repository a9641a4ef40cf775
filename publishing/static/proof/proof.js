/* Selected words of a proof become the passage of a remark. Without this script a remark is made of its whole
   paragraph. Places are counted in code points of the words, as publishing/weaving.py counts them: what went since
   the round before, numbers of remarks and marks of footnotes are no words. */

const NO_WORDS = ".gone, .pin, .footnote-ref, [role=doc-backlink]";
const LONGEST_SHOWN = 60;

const offer = document.querySelector(".proof-select");
let chosen = null;
let isPressed = false;

function lettersBefore(words, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(words);
  range.setEnd(node, offset);
  const copy = range.cloneContents();
  for (const silent of copy.querySelectorAll(NO_WORDS)) {
    silent.remove();
  }
  return copy.textContent;
}

function passageOf(selection) {
  if (selection.rangeCount === 0 || selection.isCollapsed) {
    return null;
  }
  const range = selection.getRangeAt(0);
  const start = range.startContainer;
  const words = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest?.("[data-words]");
  if (!words) {
    return null;
  }
  // A selection that runs on into the next paragraph ends with this one.
  const ends = words.contains(range.endContainer);
  const before = lettersBefore(words, range.startContainer, range.startOffset);
  const upTo = ends
    ? lettersBefore(words, range.endContainer, range.endOffset)
    : lettersBefore(words, words, words.childNodes.length);
  const text = upTo.slice(before.length);
  if (!text.trim()) {
    return null;
  }
  return { row: words.closest(".proof-row"), start: [...before].length, end: [...upTo].length, text, range };
}

function look() {
  if (isPressed) {
    return; // a finger on the button takes the selection away
  }
  chosen = passageOf(document.getSelection());
  offer.hidden = chosen === null;
  if (chosen === null) {
    return;
  }
  const box = chosen.range.getBoundingClientRect();
  const left = Math.min(box.left + scrollX, scrollX + document.documentElement.clientWidth - offer.offsetWidth - 16);
  offer.style.setProperty("--top", `${box.bottom + scrollY + 8}px`);
  offer.style.setProperty("--left", `${Math.max(left, 16)}px`);
}

function shorten(text) {
  const letters = [...text.replace(/\s+/g, " ").trim()];
  return letters.length <= LONGEST_SHOWN ? letters.join("") : `${letters.slice(0, LONGEST_SHOWN - 1).join("")}…`;
}

function remarkOn({ row, start, end, text }) {
  const say = row.querySelector(".say");
  const form = say.querySelector("form");
  form.dataset.whole ??= form.elements.end.value;
  form.elements.start.value = start;
  form.elements.end.value = end;
  const quote = form.querySelector(".say-quote");
  quote.textContent = shorten(text);
  quote.hidden = false;
  say.open = true;
  offer.hidden = true;
  form.elements.text.focus();
}

function wholeParagraph(say) {
  const form = say.querySelector("form");
  form.elements.start.value = 0;
  form.elements.end.value = form.dataset.whole ?? form.elements.end.value;
  form.querySelector(".say-quote").hidden = true;
}

document.addEventListener("selectionchange", look);
document.addEventListener("pointerdown", (event) => {
  isPressed = event.target === offer;
  if (isPressed) {
    event.preventDefault(); // keeps the selection of a mouse
  }
});
offer.addEventListener("click", () => {
  isPressed = false;
  if (chosen) {
    remarkOn(chosen);
  }
});

for (const say of document.querySelectorAll(".say")) {
  say.addEventListener("toggle", () => {
    if (say.open) {
      say.querySelector("textarea").focus();
    } else {
      wholeParagraph(say);
    }
  });
  say.addEventListener("submit", () => {
    say.querySelector("button").disabled = true;
  });
}

// A folded remark that the address names is opened.
const named = location.hash && document.getElementById(location.hash.slice(1));
if (named instanceof HTMLDetailsElement) {
  named.open = true;
}
