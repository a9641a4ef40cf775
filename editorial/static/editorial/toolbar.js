/* The buttons above the text: each puts the Markdown of a sub-heading, bold words, a list, a link or a table where
   the caret is, as if it had been typed. On what they have made the first three take it back.

   What a button puts in is {start, end, words, from, to}: `words` in the place of `value[start:end]`, and the
   part of them that is selected then, so that the next stroke writes over an example. */
(() => {
  "use strict";

  const HEADING = /^#{1,6} +/;
  const ITEM = /^[-*+] +/;
  const BEFORE_WORDS = /^((?:[-*+] +|\d+\. +|#{1,6} +)?\s*)(\S.*?)(\s*)$/;
  const ADDRESS = /^https?:\/\/\S+$/;

  function chosen({ value, selectionStart: start, selectionEnd: end }) {
    return { value, start, end, words: value.slice(start, end) };
  }

  /* The lines that the selection touches, from their beginning to their end. */
  function wholeLines({ value, selectionStart, selectionEnd }) {
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const next = value.indexOf("\n", selectionEnd);
    const end = next < 0 ? value.length : next;
    return { value, start, end, words: value.slice(start, end) };
  }

  /* `words` as blocks of their own; `from` and `to` count within them. */
  function block({ value, start, end }, words, from = 0, to = words.length) {
    const written = window.jianbao.apart(value, { start, end }, words);
    const gap = written.indexOf(words);
    return { start, end, words: written, from: gap + from, to: gap + to };
  }

  function marked(field, mark, worn, example) {
    const place = wholeLines(field);
    const lines = place.words.split("\n");
    const written = lines.filter((line) => line.trim());
    if (!written.length) return block(place, mark + example, mark.length);
    if (!written.every((line) => worn.test(line))) {
      return block(place, lines.map((line) => line.trim() && mark + line.trim().replace(worn, "")).join("\n"));
    }
    const words = lines.map((line) => line.replace(worn, "")).join("\n");
    return { start: place.start, end: place.end, words, from: 0, to: words.length };
  }

  function bold(field, example) {
    const { value, start, end, words } = chosen(field);
    if (!words.trim()) return { start, end, words: `**${example}**`, from: 2, to: 2 + example.length };
    if (value.slice(start - 2, start) === "**" && value.slice(end, end + 2) === "**") {
      return { start: start - 2, end: end + 2, words, from: 0, to: words.length };
    }
    const told = words.split("\n").map((line) => line.replace(BEFORE_WORDS, "$1**$2**$3")).join("\n");
    const isOne = told === `**${words}**`;
    return { start, end, words: told, from: isOne ? 2 : 0, to: told.length - (isOne ? 2 : 0) };
  }

  function link(field, example) {
    const { start, end, words } = chosen(field);
    const named = words.replace(/\s+/g, " ").trim();
    if (ADDRESS.test(named)) return { start, end, words: `[${example}](${named})`, from: 1, to: 1 + example.length };
    const shown = (named || example).replace(/[[\]]/g, "\\$&");
    const told = `[${shown}](https://)`;
    return { start, end, words: told, from: told.length - "https://)".length, to: told.length - 1 };
  }

  /* Below the paragraph in which the caret stands. */
  function table(field, example) {
    const { value, end } = wholeLines(field);
    const words = `| ${example} | ${example} |\n| --- | --- |\n|  |  |\n|  |  |`;
    return block({ value, start: end, end }, words, 2, 2 + example.length);
  }

  const MAKE = {
    heading: (field, example) => marked(field, "## ", HEADING, example),
    bold,
    list: (field, example) => marked(field, "- ", ITEM, example),
    link,
    table,
  };

  function put(field, { start, end, words, from, to }) {
    window.jianbao.type(field, start, end, words);
    field.focus();
    field.setSelectionRange(start + from, start + to);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const tools = document.querySelector("[data-editor-tools]");
    const root = document.querySelector(".markdownx");
    if (!tools || !root) return;
    const field = root.querySelector(".markdownx-editor");
    root.before(tools);
    tools.hidden = false;
    for (const button of tools.querySelectorAll("[data-put]")) {
      button.addEventListener("click", () => put(field, MAKE[button.dataset.put](field, button.dataset.example)));
    }
  });
})();
