// The panel: the `View` (types.d.ts) of a Chat.
import { composer, header, replies } from "./controls.js";
import { fill, h, set } from "./dom.js";
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
    const { messages, status } = [...this.#turns.values()].at(-1)?.turn ?? {};
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

  #everything() {
    const { you, bot } = this.texts;
    const texts = ({ turn: { text, messages } }) => [you + text, ...messages.filter((one) => one.text).map((one) => bot + one.text)];
    return [...this.#turns.values()].flatMap(texts).join("\n\n");
  }

  async #copy(text) {
    // A page without https has no clipboard.
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    this.notice(copied ? "copied" : "notCopied");
  }
}
