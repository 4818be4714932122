// Every option of the widget, against the server of this page.
import { DeclicChat } from "/widget/element.js";

customElements.define("declic-chat", DeclicChat);
const form = /** @type {HTMLFormElement} */ (document.getElementById("options"));
const chat = document.createElement("declic-chat");
const other = document.createElement("declic-chat");
other.setAttribute("position", "left");
other.setAttribute("theme", "dark");

/** Attributes are read when the element comes into the page. */
function apply() {
  const { launcher, look, ...attributes } = Object.fromEntries(new FormData(form));
  for (const [name, value] of Object.entries(attributes)) chat.setAttribute(name, String(value));
  chat.className = String(look);
  chat.texts = { launcher };
  document.body.append(chat);
}

const actions = {
  open: () => chat.open(),
  close: () => chat.close(),
  send: () => chat.send("on gagne combien ?"),
  restart: () => chat.restart(),
  erase: () => chat.erase(),
  remove: () => (chat.remove(), setTimeout(() => document.body.append(chat), 1000)),
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  apply();
});
for (const button of document.querySelectorAll("[data-do]")) {
  button.addEventListener("click", () => actions[/** @type {HTMLElement} */ (button).dataset.do ?? ""]());
}
for (const name of ["open", "close", "message", "result"]) {
  document.addEventListener(`declic:${name}`, ({ detail }) => {
    const item = document.createElement("li");
    item.textContent = `declic:${name} ${detail ? JSON.stringify(detail).slice(0, 200) : ""}`;
    document.getElementById("events")?.prepend(item);
  });
}
document.body.append(other);
apply();
