/* The panel of findings beside the text: filters, cards, what was let stand, proven figures, the diff to confirm.

   It shows what it is given and calls back; it asks the server nothing and knows nothing of the text. */
"use strict";

(() => {
  const SHOWN = 40;

  /* The beginning and the end of long words, line ends made visible. */
  function shortened(words) {
    const line = words.replaceAll(/\n+/g, "¶");
    return line.length <= SHOWN ? line : `${line.slice(0, SHOWN / 2)}…${line.slice(-SHOWN / 4)}`;
  }

  function element(name, text, className = "") {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  class Panel {
    /* `calls` are what the panel's buttons do: go(finding), fix(finding or null), describe(finding),
       letStand(finding, reason), countAgain(finding), undo(). */
    constructor(root, calls) {
      this.root = root;
      this.calls = calls;
      this.chosen = { severity: "", family: "" };
      this.answer = null;
      this.current = null;
      this.cards = new Map();
      this.find(".proofread-mend").addEventListener("click", () => calls.fix(null));
      this.find(".proofread-undo").addEventListener("click", () => calls.undo());
      this.find('[data-act="leave"]').addEventListener("click", () => this.find("dialog").close());
    }

    find(selector) {
      return this.root.querySelector(selector);
    }

    /* --- What is said ----------------------------------------------------------------------- */

    busy(isBusy) {
      this.root.setAttribute("aria-busy", String(isBusy));
    }

    complain(sentence) {
      const problem = this.find(".proofread-problem");
      problem.textContent = sentence;
      problem.hidden = !sentence;
    }

    offerUndo(isOffered) {
      this.find(".proofread-undo").hidden = !isOffered;
    }

    /* --- Findings --------------------------------------------------------------------------- */

    /* `isBlank`: nothing is written yet, so that nothing is praised either. */
    show(answer, isBlank) {
      this.answer = answer;
      this.isBlank = isBlank;
      if (!this.open().some((finding) => finding.id === this.current)) this.current = null;
      this.complain("");
      this.tell();
      this.drawFilters();
      this.drawCards();
      this.drawSaid();
      this.drawVerified();
      const mend = this.find(".proofread-mend");
      mend.hidden = !answer.fixable;
      mend.textContent = interpolate(gettext("全部安全修正（%(fixable)s 处）"), answer, true);
    }

    open() {
      return this.answer ? this.answer.findings.filter((finding) => finding.is_open) : [];
    }

    /* The open findings that the filters leave, in the order of the text. */
    wanted() {
      const { severity, family } = this.chosen;
      return this.open().filter(
        (finding) => (!severity || finding.severity === severity) && (!family || finding.family === family),
      );
    }

    tell() {
      const met = this.answer.levels.filter(({ count }) => count);
      const counted = met.map((level) => interpolate(gettext("%(name)s %(count)s 处"), level, true));
      const none = this.isBlank ? gettext("写下文字就开始检查") : gettext("没有发现问题");
      const sentence = counted.join(gettext("，")) || none;
      const status = this.find(".proofread-status");
      if (status.textContent !== sentence) status.textContent = sentence;
      this.root.classList.toggle("proofread-clear", !counted.length && !this.isBlank);
    }

    drawFilters() {
      const total = this.open().length;
      const all = { value: "", name: gettext("全部"), count: total };
      this.drawChips("severity", this.answer.levels);
      this.drawChips("family", [all, ...this.answer.families]);
    }

    drawChips(kind, choices) {
      const group = this.find(`[data-filter="${kind}"]`);
      choices.forEach((choice, place) => {
        const chip = group.children[place] || group.appendChild(this.chip(kind, choice));
        const isChosen = this.chosen[kind] === choice.value;
        chip.setAttribute("aria-pressed", String(isChosen));
        chip.disabled = !choice.count && !isChosen && choice.value !== "";
        chip.lastElementChild.textContent = choice.count;
      });
    }

    chip(kind, { value, name }) {
      const chip = element("button", "", "proofread-chip");
      chip.type = "button";
      chip.append(element("span", name, kind === "severity" ? `proofread-sign ${value}` : ""), " ", element("b", ""));
      chip.addEventListener("click", () => {
        this.chosen[kind] = this.chosen[kind] === value ? "" : value;
        this.drawFilters();
        this.drawCards();
      });
      return chip;
    }

    /* Cards that stay keep their element, so that nobody loses the focus or half a reason. */
    drawCards() {
      const list = this.find(".proofread-cards");
      const wanted = this.wanted();
      const ids = new Set(wanted.map((finding) => finding.id));
      for (const [id, card] of this.cards) if (!ids.has(id)) (card.remove(), this.cards.delete(id));
      wanted.forEach((finding, place) => {
        if (!this.cards.has(finding.id)) this.cards.set(finding.id, this.card(finding));
        const card = this.cards.get(finding.id);
        card.finding = finding;
        if (list.children[place] !== card) list.insertBefore(card, list.children[place] || null);
      });
      const none = this.find(".proofread-none");
      none.hidden = wanted.length > 0 || this.isBlank;
      none.textContent = this.open().length
        ? gettext("这样筛选没有提示，请换一类看看。")
        : gettext("写下来的文字没有要提示的地方。");
      this.point(this.current);
    }

    card(finding) {
      const card = this.stamped("proofread-card", finding);
      const act = (name) => card.querySelector(`[data-act="${name}"]`);
      const [reason, why] = [card.querySelector(".proofread-reason"), card.querySelector(".proofread-why")];
      act("fix").hidden = !finding.has_fix;
      act("describe").hidden = finding.rule !== "img.alt" || !window.jianbao.isUndescribed(finding.words);
      act("describe").addEventListener("click", () => this.calls.describe(card.finding));
      act("source").hidden = finding.rule !== "source.missing";
      act("source").addEventListener("click", () => this.calls.go(card.finding));
      act("let-stand").hidden = finding.severity === "error" || !("mayLetStand" in this.root.dataset);
      why.textContent = finding.about;
      if (finding.standard) why.append(interpolate(gettext("依据：%(standard)s。"), finding, true));
      act("fix").addEventListener("click", () => this.calls.fix(card.finding));
      act("why").addEventListener("click", () => this.unfold(act("why"), why));
      act("let-stand").addEventListener("click", () => {
        this.unfold(act("let-stand"), reason);
        if (!reason.hidden) reason.querySelector("button").focus();
      });
      const own = reason.querySelector("input");
      const letStand = (words) => this.calls.letStand(card.finding, words);
      for (const quick of reason.querySelectorAll("[data-reason]")) {
        quick.addEventListener("click", () => letStand(quick.dataset.reason));
      }
      act("confirm").addEventListener("click", () => letStand(own.value));
      own.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault(); // the form around is the article's
        letStand(own.value);
      });
      return card;
    }

    unfold(button, part) {
      part.hidden = !part.hidden;
      button.setAttribute("aria-expanded", String(!part.hidden));
    }

    /* What cards have in common, from the page's own template. */
    stamped(template, finding) {
      const card = document.getElementById(template).content.firstElementChild.cloneNode(true);
      card.finding = finding;
      card.classList.add(finding.severity);
      card.querySelector(".proofread-level").textContent = finding.severity_name;
      card.querySelector(".proofread-title").textContent = finding.title;
      card.querySelector(".proofread-field").textContent = finding.field_name;
      card.querySelector(".proofread-message").textContent = finding.message;
      const words = card.querySelector(".proofread-words");
      words.hidden = !finding.words || finding.field === "credit";
      if (finding.has_fix && finding.is_open) {
        const instead = finding.fix ? shortened(finding.fix) : gettext("（删去）");
        words.append(element("del", shortened(finding.words)), " → ", element("ins", instead));
      } else {
        words.append(element("mark", shortened(finding.words), `finding ${finding.severity}`));
      }
      card.addEventListener("click", (event) => {
        const onControl = event.target.closest("button, input, .proofread-reason, .proofread-why");
        if (!onControl || event.target.closest(".proofread-go")) this.calls.go(card.finding);
      });
      return card;
    }

    /* Sets apart the card of the finding that is being dealt with, and brings it into the panel's sight. */
    point(id) {
      this.current = id;
      for (const [name, card] of this.cards) {
        if (name === id) card.setAttribute("aria-current", "true");
        else card.removeAttribute("aria-current");
      }
      const card = this.cards.get(id);
      if (!card) return;
      const scroll = this.find(".proofread-scroll");
      const top = card.offsetTop - scroll.offsetTop;
      const isSeen = top >= scroll.scrollTop && top + card.offsetHeight <= scroll.scrollTop + scroll.clientHeight;
      if (!isSeen) scroll.scrollTop = top - 12;
    }

    /* The finding after or before the current one; without one, the first after the caret. */
    next(step, caret) {
      const wanted = this.wanted();
      const at = wanted.findIndex((finding) => finding.id === this.current);
      if (at >= 0) return wanted[(at + step + wanted.length) % wanted.length];
      const ahead = wanted.findIndex((finding) => finding.field === "body" && finding.start >= caret);
      const first = ahead < 0 ? wanted.length : ahead;
      return wanted[(first + (step < 0 ? -1 : 0) + wanted.length) % wanted.length];
    }

    /* The card that takes the place of one that went. */
    focusNear(place) {
      const cards = this.find(".proofread-cards").children;
      const card = cards[Math.min(place, cards.length - 1)];
      (card ? card.querySelector(".proofread-go") : this.find(".proofread-scroll")).focus();
    }

    placeOf(finding) {
      return this.wanted().findIndex(({ id }) => id === finding.id);
    }

    /* --- What was let stand, and what is proven --------------------------------------------- */

    drawSaid() {
      const said = this.answer.findings.filter((finding) => !finding.is_open);
      const summary = ngettext("已忽略 %(count)s 处", "已忽略 %(count)s 处", said.length);
      this.fold(".proofread-said", said.length, summary, said.map((finding) => {
        const card = this.stamped("proofread-said", finding);
        const told = interpolate(gettext("%(reason)s —— %(by)s，%(at)s"), finding.acknowledgement, true);
        card.querySelector(".proofread-message").textContent = told;
        const back = card.querySelector('[data-act="count-again"]');
        back.hidden = !("mayCountAgain" in this.root.dataset);
        back.addEventListener("click", () => this.calls.countAgain(finding));
        return card;
      }));
    }

    drawVerified() {
      const { verified } = this.answer;
      const summary = ngettext("✓ 已核实的数字 %(count)s 处", "✓ 已核实的数字 %(count)s 处", verified.length);
      this.fold(".proofread-verified", verified.length, summary, verified.map((claim) => {
        const item = document.getElementById("proofread-verified").content.firstElementChild.cloneNode(true);
        item.querySelector(".proofread-words").textContent = claim.words;
        item.querySelector(".proofread-sum").textContent = claim.sum;
        item.querySelector("button").addEventListener("click", () => this.calls.go(claim));
        return item;
      }));
    }

    fold(selector, count, summary, items) {
      const fold = this.find(selector);
      fold.hidden = !count;
      fold.querySelector("summary").textContent = interpolate(summary, { count }, true);
      fold.querySelector(".proofread-list").replaceChildren(...items);
    }

    /* --- The diff --------------------------------------------------------------------------- */

    /* Shows what fixes would change; calls `apply` when the editor says so. */
    confirm({ count, fields }, apply) {
      const dialog = this.find("dialog");
      const heading = ngettext("修正 %(count)s 处", "修正 %(count)s 处", count);
      dialog.querySelector("h2").textContent = interpolate(heading, { count }, true);
      dialog.querySelector(".proofread-changes").replaceChildren(...fields.flatMap(({ name, paragraphs }) => [
        element("h3", name),
        ...paragraphs.map((stretches) => {
          const paragraph = document.createElement("p");
          for (const [change, text] of stretches) {
            paragraph.append(change === "same" ? text : element(change === "gone" ? "del" : "ins", text));
          }
          return paragraph;
        }),
      ]));
      const button = dialog.querySelector('[data-act="apply"]');
      button.onclick = () => {
        dialog.close();
        apply();
      };
      dialog.showModal();
      button.focus();
    }
  }

  window.jianbao = { ...window.jianbao, Panel };
})();
