// Shows one state of the widget: /demo/states.html?state=result&theme=dark
import { DeclicChat } from "/widget/element.js";
import { ANSWERS, HISTORY, QUESTIONS } from "/demo/answers.js";
import { fake } from "/demo/fake.js";

const STATES = ["closed", "badge", "open", "invitation", "history", ...Object.keys(QUESTIONS)];
const asked = new URLSearchParams(location.search);
const state = asked.get("state") ?? "closed";

for (const name of STATES) {
  const link = Object.assign(document.createElement("a"), { href: `?state=${name}`, textContent: name });
  const item = document.createElement("li");
  item.append(link);
  document.getElementById("states")?.append(item);
}

if (state === "offline") Object.defineProperty(navigator, "onLine", { get: () => false });
// Each state begins from nothing, but for what it is about.
localStorage.clear();
sessionStorage.clear();
const server = `${location.origin}/fake/${state}`;
if (HISTORY[state]) localStorage.setItem(`declic:${server}`, JSON.stringify({ key: { conversation: "fake", token: "fake" } }));

customElements.define("declic-chat", DeclicChat);
const chat = document.createElement("declic-chat");
chat.transport = fake(state);
chat.setAttribute("server", server);
chat.setAttribute("job", "assistant-de-production-audiovisuelle");
chat.setAttribute("invite", state === "invitation" ? "0.1" : "0");
if (asked.has("theme")) chat.setAttribute("theme", asked.get("theme") ?? "");
document.body.append(chat);
if (state === "badge") chat.send(QUESTIONS.answer);
else if (!["closed", "invitation"].includes(state)) chat.open();
if (QUESTIONS[state]) chat.send(QUESTIONS[state]);
