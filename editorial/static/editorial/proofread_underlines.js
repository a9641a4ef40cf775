/* Underlines in a field: a sheet behind it with the same words in the same places, of which only lines show.

   The field stays what it is: caret, selection, undo and input method are the browser's own. */
"use strict";

(() => {
  const METRICS = [
    ...["fontFamily", "fontSize", "fontStyle", "fontWeight", "letterSpacing", "wordSpacing", "textAlign"],
    ...["textIndent", "tabSize", "wordBreak", "overflowWrap", "lineBreak", "direction"],
    ...["paddingTop", "paddingRight", "paddingBottom", "paddingLeft"],
  ];
  const GRAVEST_LAST = ["info", "warning", "error"];

  class Underlines {
    constructor(field) {
      this.field = field;
      this.isLine = field.tagName === "INPUT";
      this.rows = [];
      this.back = document.createElement("div");
      this.back.className = "proofread-back";
      this.back.setAttribute("aria-hidden", "true");
      this.sheet = this.back.appendChild(document.createElement("div"));
      this.sheet.className = "proofread-sheet";
      field.before(this.back);
      field.classList.add("proofread-text");
      field.parentElement.classList.add("proofread-frame");
      for (const name of ["scroll", "keyup", "select"]) field.addEventListener(name, () => this.scroll());
      new ResizeObserver(() => this.fit()).observe(field);
    }

    /* Shows `marks`, each {start, end, severity, name}; of those that overlap, the gravest, then the shortest. */
    show(marks) {
      const value = this.field.value;
      const rows = this.rowsOf(value, this.painted(value, marks));
      let head = 0;
      while (head < rows.length && head < this.rows.length && rows[head].key === this.rows[head].key) head += 1;
      let tail = 0;
      const most = Math.min(rows.length, this.rows.length) - head;
      while (tail < most && rows.at(-1 - tail).key === this.rows.at(-1 - tail).key) tail += 1;
      for (let left = this.rows.length - tail - head; left > 0; left -= 1) this.sheet.children[head].remove();
      const before = this.sheet.children[head] || null;
      for (const row of rows.slice(head, rows.length - tail)) this.sheet.insertBefore(this.drawn(row), before);
      this.rows = rows;
      this.fit();
    }

    /* For each place of the value the mark that it carries, as its number from 1; 0 is none. */
    painted(value, marks) {
      const paint = new Uint16Array(value.length);
      const rank = ({ severity }) => GRAVEST_LAST.indexOf(severity);
      this.marks = [...marks].sort((a, b) => rank(a) - rank(b) || b.end - b.start - (a.end - a.start));
      this.marks.forEach(({ start, end }, number) => {
        const isPoint = start >= end;
        paint.fill(number + 1, isPoint ? Math.max(0, Math.min(start, value.length - 1)) : start, isPoint ? start + 1 : end);
      });
      return paint;
    }

    rowsOf(value, paint) {
      let start = 0;
      return value.split("\n").map((line) => {
        const pieces = [];
        for (let place = 0; place < line.length; place += 1) {
          const number = paint[start + place];
          if (!pieces.length || pieces.at(-1).number !== number) pieces.push({ number, text: "" });
          pieces.at(-1).text += line[place];
        }
        const key = pieces.map(({ number, text }) => `${number ? this.signature(number) : ""}\n${text}`).join("\n");
        const row = { start, length: line.length, pieces, key };
        start += line.length + 1;
        return row;
      });
    }

    signature(number) {
      const { severity, name } = this.marks[number - 1];
      return `${severity} ${name}`;
    }

    drawn(row) {
      const line = document.createElement("div");
      for (const { number, text } of row.pieces) {
        if (!number) {
          line.append(text);
          continue;
        }
        const mark = line.appendChild(document.createElement("mark"));
        mark.className = `finding ${this.marks[number - 1].severity}`;
        mark.dataset.finding = this.marks[number - 1].name;
        mark.textContent = text;
      }
      if (!row.length) line.append(document.createElement("br"));
      return line;
    }

    /* Sets the one mark apart that is being dealt with. */
    point(name) {
      for (const mark of this.sheet.querySelectorAll("mark")) mark.classList.toggle("current", mark.dataset.finding === name);
    }

    /* Lays the sheet exactly behind the field's own words. */
    fit() {
      const style = getComputedStyle(this.field);
      for (const name of METRICS) this.sheet.style[name] = style[name];
      const [field, frame] = [this.field, this.field.parentElement];
      const [own, around] = [field.getBoundingClientRect(), frame.getBoundingClientRect()];
      const height = own.height - (field.offsetHeight - field.clientHeight);
      this.back.style.left = `${own.left - around.left - frame.clientLeft + frame.scrollLeft + field.clientLeft}px`;
      this.back.style.top = `${own.top - around.top - frame.clientTop + frame.scrollTop + field.clientTop}px`;
      this.back.style.width = `${own.width - (field.offsetWidth - field.clientWidth)}px`;
      this.back.style.height = `${height}px`;
      const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
      this.sheet.style.lineHeight = this.isLine ? `${height - padding}px` : style.lineHeight;
      this.sheet.style.whiteSpace = this.isLine ? "pre" : "pre-wrap";
      this.scroll();
    }

    scroll() {
      this.sheet.style.transform = `translate(${-this.field.scrollLeft}px, ${-this.field.scrollTop}px)`;
    }

    /* Scrolls the field so that the place stands in its upper third, unless it is in sight. */
    reveal(place) {
      const { top, height } = this.boxOf(place);
      const [from, sight] = [this.field.scrollTop, this.field.clientHeight];
      if (top < from || top + height > from + sight) this.field.scrollTop = Math.max(0, top - sight / 3);
    }

    /* Where the place stands on the sheet, in pixels from its top. */
    boxOf(place) {
      const index = this.rows.findLastIndex((row) => row.start <= place);
      const line = this.sheet.children[Math.max(index, 0)];
      const range = document.createRange();
      range.selectNodeContents(line);
      let left = place - this.rows[Math.max(index, 0)].start;
      const words = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      while (words.nextNode()) {
        if (left <= words.currentNode.length) {
          range.setStart(words.currentNode, left);
          range.setEnd(words.currentNode, Math.min(left + 1, words.currentNode.length));
          break;
        }
        left -= words.currentNode.length;
      }
      const box = range.getBoundingClientRect();
      return { top: box.top - this.sheet.getBoundingClientRect().top, height: box.height };
    }
  }

  window.jianbao = { ...window.jianbao, Underlines };
})();
