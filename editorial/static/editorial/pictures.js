/* Pictures in the text: a button beside paste and drop, and the question what is to be seen on each.

   django-markdownx uploads what is pasted or dropped and writes ![](address) into the text. This asks for the
   description that readers hear or see when there is no picture, and puts it between the brackets. */
(() => {
  "use strict";

  const BARE = /!\[\]\((\/pictures\/[0-9a-f]+\.(?:png|jpg))\)/g;

  function bareAddresses(editor) {
    return new Set([...editor.value.matchAll(BARE)].map((match) => match[1]));
  }

  function describe(editor, address, words) {
    const at = editor.value.indexOf(`![](${address})`);
    if (at < 0 || !words) return;
    const safe = words.replace(/[[\]\\\n]/g, " ").trim();
    editor.setRangeText(safe, at + 2, at + 2, "end");
    editor.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function ask(dialog, editor, address) {
    const form = dialog.querySelector("form");
    const field = dialog.querySelector("input");
    dialog.querySelector("img").src = dialog.dataset.pictures + address.split("/").pop();
    field.value = "";
    form.onsubmit = () => describe(editor, address, field.value);
    dialog.showModal();
    field.focus();
  }

  function prepare(root) {
    const editor = root.querySelector(".markdownx-editor");
    const tools = document.querySelector("[data-picture-tools]");
    if (!tools) return;
    const dialog = tools.querySelector("dialog");
    const input = tools.querySelector("input[type=file]");
    let known = bareAddresses(editor);
    root.before(tools);
    tools.hidden = false;

    root.addEventListener("markdownx.fileUploadEnd", () => {
      // The package writes the address right after this event.
      setTimeout(() => {
        const fresh = [...bareAddresses(editor)].filter((address) => !known.has(address));
        known = bareAddresses(editor);
        if (fresh.length) ask(dialog, editor, fresh[0]);
      }, 0);
    });
    tools.querySelector("[data-choose]").addEventListener("click", () => input.click());
    dialog.querySelector("[data-later]").addEventListener("click", () => dialog.close());

    input.addEventListener("change", () => {
      if (!input.files.length) return;
      const dropped = new DataTransfer();
      for (const file of input.files) dropped.items.add(file);
      editor.focus();
      editor.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
      input.value = "";
    });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".markdownx").forEach(prepare));
})();
