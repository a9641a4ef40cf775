/* Places in a text field at which something is still to be put in, as a paste that the server reads first.

   They move along with what is typed before them. What was asked for first is put in first. */
(() => {
  "use strict";

  const jianbao = (window.jianbao ??= {});

  class Places {
    constructor(field) {
      this.field = field;
      this.value = field.value;
      this.waiting = [];
      this.isFilling = false;
      this.composed = Promise.resolve();
      this.before = Promise.resolve();
      field.addEventListener("input", () => this.follow());
      field.addEventListener("compositionstart", () => {
        this.composed = new Promise((resolve) => field.addEventListener("compositionend", resolve, { once: true }));
      });
    }

    /* Puts the words that are `coming` in the place of what is selected now; where none come, that stays. */
    put(coming) {
      this.follow();
      const place = { start: this.field.selectionStart, end: this.field.selectionEnd };
      this.waiting.push(place);
      this.before = this.fill(place, coming, this.before);
      return this.before;
    }

    async fill(place, coming, earlier) {
      const words = await coming;
      await earlier;
      await this.composed; // an input method loses its letters when the text changes below it
      this.follow();
      this.waiting = this.waiting.filter((each) => each !== place);
      if (!words) return;
      this.isFilling = true; // what is to come later stays behind this; what is typed behind it does not
      jianbao.type(this.field, place.start, place.end, jianbao.apart(this.field.value, place, words));
      this.isFilling = false;
    }

    follow() {
      if (this.field.value === this.value) return;
      const { start, end, words } = jianbao.difference(this.value, this.field.value);
      const by = words.length - (end - start);
      for (const place of this.waiting) {
        if (place.start > end || (place.start === end && (this.isFilling || start < end))) {
          place.start += by;
          place.end += by;
        } else if (place.end > start) {
          // What was to be replaced is being typed in: nothing of it goes.
          place.start = Math.min(place.start, start);
          place.end = place.start;
        }
      }
      this.value = this.field.value;
    }
  }

  const known = new WeakMap();

  /* The places of a field: the same for all who ask, or they would not know of each other. */
  jianbao.places = (field) => {
    if (!known.has(field)) known.set(field, new Places(field));
    return known.get(field);
  };
})();
