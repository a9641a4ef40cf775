/* Copies the link that is shown once. */

for (const button of document.querySelectorAll("[data-copy]")) {
  const link = button.parentElement.querySelector("input");
  button.hidden = false;
  button.addEventListener("click", async () => {
    link.select();
    try {
      await navigator.clipboard.writeText(link.value);
    } catch {
      document.execCommand("copy"); // without https there is no clipboard
    }
    button.textContent = button.dataset.copied;
  });
}
