/* Words put into a text field as if they had been typed, so that the browser's own undo takes them back. */
(() => {
  "use strict";

  const jianbao = (window.jianbao ??= {});

  /* The one stretch in which two texts differ: `before[start:end]` became `words`. */
  jianbao.difference = (before, after) => {
    const most = Math.min(before.length, after.length);
    let start = 0;
    while (start < most && before[start] === after[start]) start += 1;
    let tail = 0;
    while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
    return { start, end: before.length - tail, words: after.slice(start, after.length - tail) };
  };

  /* Puts `words` in the place of `field.value[start:end]`. The caret stays with the words it stood at, and
     whoever had the focus keeps it. */
  jianbao.type = (field, start, end, words) => {
    const focused = document.activeElement;
    const { selectionStart, selectionEnd } = field;
    const moved = (place) => (place < start ? place : Math.max(place - end, 0) + start + words.length);
    field.focus({ preventScroll: true });
    field.setSelectionRange(start, end);
    // A field that is folded away takes no focus, and the command goes to whatever has it.
    if (document.activeElement !== field || !document.execCommand(words ? "insertText" : "delete", false, words)) {
      field.setRangeText(words, start, end, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    field.setSelectionRange(moved(selectionStart), moved(selectionEnd));
    if (focused !== field && focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  };

  const BLOCK = /^(?:#|[-*+] |\d+\. |\||>|!\[)|\n\n/;

  /* `words` for the place of `value[start:end]`: headings, lists, tables, pictures and paragraphs among them stand apart
     from what is around them. */
  jianbao.apart = (value, { start, end }, words) => {
    if (!BLOCK.test(words)) return words;
    const [before, after] = [value.slice(0, start), value.slice(end)];
    const gap = (count) => "\n".repeat(Math.max(0, 2 - count));
    return (before && gap(before.match(/\n*$/)[0].length)) + words + (after && gap(after.match(/^\n*/)[0].length));
  };

  /* The line below the editor on which its tools say something. */
  jianbao.foot = (root) => {
    if (root.nextElementSibling?.className !== "editor-foot") {
      const foot = document.createElement("div");
      foot.className = "editor-foot";
      root.after(foot);
    }
    return root.nextElementSibling;
  };
})();
