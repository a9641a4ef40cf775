/* Publishing takes a second or two: says so, and keeps a second click from asking twice. */
"use strict";

document.querySelector("form.publish").addEventListener("submit", (event) => {
  const button = event.target.querySelector("input[type=submit]");
  button.disabled = true;
  button.value = button.dataset.busy;
});
