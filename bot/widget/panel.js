// The panel, and what the student uses in it. It is the `View` (types.d.ts) of a Chat.
import { fill, h, icon, set } from "./dom.js";
import { TurnView } from "./turn.js";

/** A student who has scrolled further than this, in pixels, is reading something else. */
const NEAR = 80;

export class Panel {
  #turns = new Map();
  #at = 0;
  #noticed;

  constructor(texts, host, signal) {
    Object.assign(this, { texts, host });
    const say = (text, title) => host.chat.send(text, title);
    const copy = (text) => this.#copy(text);
    const retry = () => host.chat.pump();
    this.actions = { say, copy, retry, rate: (...rating) => host.chat.rate(...rating) };
    this.header = header(texts, {
      close: () => host.close(),
      copy: () => copy(this.#everything()),
      restart: () => host.restart(),
      erase: () => host.erase(),
    });
    this.replies = replies(texts, ({ payload, title }) => {
      say(payload, title);
      // The button and the focus with it go away; from the new turn Tab leads to the next replies.
      this.log.lastChild.focus({ preventScroll: true });
    });
    this.composer = composer(texts, say, (name) => this.notice(name), signal);
    this.before = h("div.before");
    this.log = h("div.log", { role: "log", "aria-live": "polite", "aria-label": texts.log });
    this.working = h("div.busy", { role: "status" });
    this.banner = h("div.banner", { role: "status" });
    const said = [this.before, this.log, this.working, this.replies.node];
    this.scroller = h("div.scroller", { tabindex: 0, role: "group", "aria-label": texts.title }, ...said);
    this.node = h("dialog.panel", { "aria-label": texts.title }, ...this.header.nodes, this.scroller, this.banner, this.composer.node);
    this.gone([]);
    this.#line();
    signal.addEventListener("abort", () => clearTimeout(this.#noticed));
    addEventListener("offline", () => this.#line(), { signal });
    addEventListener("online", () => retry(this.#line()), { signal });
  }

  turn(turn) {
    const known = this.#turns.get(turn.id);
    if (known) known.update(turn);
    else this.#add(turn, null);
    this.#offer();
    this.#follow();
  }

  #add(turn, next) {
    const view = new TurnView(turn, this.texts, this.actions);
    this.#turns.set(turn.id, view);
    this.log.insertBefore(view.node, next);
  }

  restored(turns) {
    const [, first = null] = this.log.children;
    for (const turn of turns) if (!this.#turns.has(turn.id)) this.#add(turn, first);
    this.#offer();
    this.#follow(true);
  }

  said(text) {
    this.host.news("user", { text });
    this.#follow(true);
  }

  heard(bubble) {
    this.host.news("bot", bubble);
  }

  busy(what) {
    set(this.working, { "data-busy": what });
    fill(this.working, what && h("span.dots", {}, h("i"), h("i"), h("i")), this.texts[what]);
    this.#offer();
    this.#follow();
  }

  unread(again) {
    const { notRead, retry } = this.texts;
    fill(this.before, h("p", {}, notRead), h("button.ghost", { onclick: () => again(fill(this.before)) }, retry));
  }

  gone(last) {
    const { hello, helloJob, privacy } = this.texts;
    const bubble = (text) => h("div.bubble", {}, h("p", {}, text));
    this.#turns.clear();
    fill(this.before);
    fill(this.log, h("div.welcome", { "aria-live": "off" }, bubble(this.host.job ? helloJob : hello), h("p.privacy", {}, privacy)));
    this.log.append(...last.map(bubble));
    this.#offer();
    this.#follow(true);
  }

  notice(name) {
    fill(this.banner, this.texts[name]);
    clearTimeout(this.#noticed);
    this.#noticed = setTimeout(() => this.#line(), 5000);
  }

  #line() {
    fill(this.banner, navigator.onLine === false && this.texts.offline);
  }

  /** Quick replies and progress are those of the last turn. */
  #offer() {
    const { texts, host } = this;
    const { messages, status } = this.#all().at(-1) ?? {};
    const starters = (host.job ? texts.startersJob : texts.starters).map((title) => ({ title, payload: title }));
    const buttons = messages ? messages.findLast((one) => one.buttons?.length)?.buttons : starters;
    this.replies.show(!status || status === "done" ? buttons : []);
    this.header.progress(messages?.findLast(({ custom }) => custom?.type === "question")?.custom);
  }

  /** The last turn is read from its start. */
  #follow(force) {
    const { scroller, log } = this;
    if (!force && Math.abs(scroller.scrollTop - this.#at) > NEAR) return;
    scroller.scrollTop = log.children[1] ? log.lastChild.offsetTop - 12 : 0;
    this.#at = scroller.scrollTop;
  }

  #all() {
    return [...(this.host.chat?.turns.values() ?? [])];
  }

  #everything() {
    const { you, bot } = this.texts;
    const texts = ({ text, messages }) => [you + text, ...messages.filter((one) => one.text).map((one) => bot + one.text)];
    return this.#all().flatMap(texts).join("\n\n");
  }

  async #copy(text) {
    // A page without https has no clipboard.
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    this.notice(copied ? "copied" : "notCopied");
  }
}

function header(texts, actions) {
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
function replies(texts, choose) {
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

function composer(texts, send, tell, signal) {
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
