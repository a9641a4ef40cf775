/* An article is read aloud with the browser's own voice, sentence by sentence: browsers cut off what is longer. */
(() => {
  "use strict";

  const panel = document.querySelector(".voice");
  const speech = window.speechSynthesis;
  if (!panel || !speech) return;

  const [play, stop] = panel.querySelectorAll("button");
  const isChinese = ({ lang }) => /^(zh|cmn)\b/i.test(lang.replace("_", "-"));
  const isMandarin = ({ lang }) => /\b(CN|Hans|cmn)\b/i.test(lang.replace("_", "-"));
  let voice = null;
  let left = []; /* the sentence that is being said and those after it, each with its paragraph */
  let saying = null; /* its utterance: browsers forget to tell the end of one that nothing holds */
  let paragraph = null;

  function chooseVoice() {
    const voices = speech.getVoices().filter(isChinese);
    voice = voices.find(isMandarin) ?? voices[0] ?? null;
    panel.classList.toggle("mute", !voice);
  }

  function sentences() {
    const blocks = document.querySelectorAll(".article-title, .summary, .prose :is(p, li, figcaption, h2, h3, h4, h5, h6)");
    return [...blocks]
      .filter((block) => !block.closest(".footnotes"))
      .flatMap((block) => {
        const words = block.cloneNode(true);
        /* Marks of notes are not said; blocks within this one have their own turn. */
        for (const part of words.querySelectorAll(".footnote-ref, p, ol, ul")) part.remove();
        return (words.textContent.match(/[^。！？；]+[。！？；”’）》」』]*/g) ?? [])
          .filter((text) => text.trim())
          .map((text) => ({ block, text: text.trim() }));
      });
  }

  function mark(block) {
    if (block === paragraph) return;
    paragraph?.classList.remove("being-read");
    paragraph = block;
    if (!block) return;
    block.classList.add("being-read");
    const { top, bottom } = block.getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight) block.scrollIntoView({ block: "center" });
  }

  function show(state) {
    panel.dataset.state = state;
    play.textContent = { silent: "朗读", speaking: "暂停", paused: "继续朗读" }[state];
    stop.hidden = state === "silent";
  }

  function readOn() {
    if (!left.length) return end();
    mark(left[0].block);
    const utterance = new SpeechSynthesisUtterance(left[0].text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.addEventListener("end", () => {
      if (utterance !== saying) return;
      left.shift();
      readOn();
    });
    utterance.addEventListener("error", () => {
      if (utterance === saying) end();
    });
    saying = utterance;
    speech.speak(utterance);
  }

  /* What is cut off may still report its end. */
  function hush() {
    saying = null;
    speech.cancel();
  }

  function end() {
    hush();
    left = [];
    mark(null);
    show("silent");
  }

  /* Not every browser can hold a voice: one that goes on begins its sentence again. */
  const pressed = {
    silent() {
      hush(); /* another page may still be reading */
      left = sentences();
      show("speaking");
      readOn();
    },
    speaking() {
      hush();
      show("paused");
    },
    paused() {
      show("speaking");
      readOn();
    },
  };

  show("silent");
  chooseVoice();
  speech.addEventListener?.("voiceschanged", chooseVoice);
  play.addEventListener("click", () => pressed[panel.dataset.state]());
  stop.addEventListener("click", () => {
    end();
    play.focus();
  });
  window.addEventListener("pagehide", end);
})();
