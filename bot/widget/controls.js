// What the student uses.
import { fill, h, icon, set } from "./dom.js";

export function header(texts, actions) {
  const option = (name, act) => h("button.option", { "data-option": name, onclick: () => (escape(), act()) }, texts[name]);
  const sure = h("details.sure", {}, h("summary.option", {}, texts.erase), h("p", {}, texts.eraseSure), option("eraseYes", actions.erase));
  const options = h("div.options", {}, option("copyAll", actions.copy), option("restart", actions.restart), sure);
  const menu = h("details.menu", {}, h("summary", { label: texts.menu }, icon("menu")), options);
  const close = h("button.close", { label: texts.close, onclick: actions.close }, icon("close"));
  const names = h("div.names", {}, h("h2", {}, texts.title), h("p", {}, texts.subtitle));
  const flow = h("label.progress");

  /** Closes the options; false when they were not open. */
  function escape() {
    if (!menu.open) return false;
    menu.open = sure.open = false;
    menu.firstChild.focus();
    return true;
  }

  function progress({ step, total } = {}) {
    flow.hidden = !total;
    fill(flow, texts.step(step, total), h("progress", { value: step, max: total }));
  }

  return { nodes: [h("div.head", {}, icon("logo"), names, menu, close), flow], progress, escape };
}

/** Quick replies: one stop of the Tab key, arrows between them. */
export function replies(texts, choose) {
  const node = h("div.replies", { role: "group", "aria-label": texts.replies, onkeydown: move });

  function move(event) {
    const buttons = [...node.children];
    const here = buttons.indexOf(event.target);
    const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = buttons.at(to % buttons.length);
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  }

  const button = (reply, place) => h("button.reply", { tabindex: place ? -1 : 0, onclick: () => choose(reply) }, reply.title);
  const show = (list = []) => {
    node.hidden = !list.length;
    fill(node, ...list.map(button));
  };
  return { node, show };
}

export function composer(texts, send, tell, signal) {
  const props = { rows: 1, maxlength: 2000, placeholder: texts.placeholder, "aria-label": texts.write, enterkeyhint: "send" };
  const field = h("textarea.field", { ...props, oninput: grow, onkeydown: enter });
  const button = h("button.send", { type: "submit", label: texts.send }, icon("send"));

  function grow() {
    field.style.height = "";
    field.style.height = `${field.scrollHeight + 2}px`;
  }

  function enter(event) {
    // While an accent is being composed, Enter belongs to it.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  }

  function submit(event) {
    event.preventDefault();
    send(field.value);
    field.value = "";
    grow();
  }

  return { node: h("form.composer", { onsubmit: submit }, field, microphone(texts, field, grow, tell, signal), button), field };
}

/** Where the browser can listen. What was heard is shown; the student sends it. */
function microphone(texts, field, grow, tell, signal) {
  const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  if (!Recognition) return null;
  let listening;
  const pressed = () => set(button, { "aria-pressed": `${!!listening}` });
  const button = h("button.mic", {
    label: texts.speak,
    onclick: () => {
      if (listening) return listening.stop();
      const before = field.value;
      listening = Object.assign(new Recognition(), {
        lang: "fr-BE",
        interimResults: true,
        onresult: ({ results }) => {
          field.value = `${before} ${Array.from(results, ([best]) => best.transcript).join("")}`.trim();
          grow();
        },
        onerror: ({ error }) => tell(error === "not-allowed" ? "noMicrophone" : "notHeard"),
        onend: () => pressed((listening = null)),
      });
      pressed();
      tell("listening");
      listening.start();
    },
  }, icon("mic"));
  pressed();
  signal.addEventListener("abort", () => listening?.abort());
  return button;
}
