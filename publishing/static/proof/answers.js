/* In the article's editor: finds the words of a remark in the text, and answers it without leaving the page, so that
   nothing typed is lost. Without this script the link leads to the remarks of the round. */

const blanks = /\s+/g;

function find(quote) {
  const field = document.querySelector("textarea[name=body]");
  const letters = quote.replace(/…$/, "").replace(blanks, "");
  const places = [];
  let text = "";
  for (let place = 0; place < field.value.length; place += 1) {
    if (!/[\s*_`~]/.test(field.value[place])) {
      places.push(place);
      text += field.value[place];
    }
  }
  const found = text.indexOf(letters);
  const target = found < 0 ? document.getElementById("id_title") : field;
  target.focus();
  if (found >= 0) {
    field.setSelectionRange(places[found], places[found + letters.length - 1] + 1);
  }
  target.scrollIntoView({ block: "center" });
}

function answer(link) {
  const line = link.parentElement;
  const label = document.createElement("label");
  const input = Object.assign(document.createElement("input"), { maxLength: 200, value: link.dataset.usual });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: link.dataset.button });
  const problem = document.createElement("span");
  problem.setAttribute("role", "alert");
  button.className = "button";
  label.append(`${link.dataset.label} `, input);
  line.replaceChildren(label, " ", button, " ", problem);
  input.select();
  const send = async () => {
    button.disabled = true;
    problem.textContent = await resolve(link.dataset.resolve, input.value).catch(() => link.dataset.failed);
    button.disabled = false;
    if (!problem.textContent) {
      done(line.closest("[data-remark]"), input.value);
    }
  };
  button.addEventListener("click", send);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault(); // would save the article
      send();
    }
  });
}

async function resolve(address, resolution) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const response = await fetch(address, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": token },
    body: new URLSearchParams({ resolution }),
  });
  return (await response.json()).error ?? "";
}

function done(remark, resolution) {
  remark.lastElementChild.textContent = `✓ ${resolution}`;
  remark.classList.add("answered");
  remark.removeAttribute("data-remark");
}

for (const button of document.querySelectorAll("[data-find]")) {
  button.hidden = false;
  button.addEventListener("click", () => find(button.dataset.find));
}
for (const link of document.querySelectorAll("[data-resolve]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    answer(link);
  });
}
