// The panel: what is said, quick replies, and where the student writes. It shows what chat.js tells it.
import { fill, h, set } from "../dom.js";
import { microphone } from "../voice.js";
import { composer } from "./composer.js";
import { header } from "./header.js";
import { icon } from "./icons.js";
import { replies } from "./replies.js";
import { TurnView } from "./turn.js";

/** @typedef {import("../chat.js").Turn} Turn */
/** @typedef {import("../texts.js").Texts} Texts */

/** How near to where we scrolled the student must be for us to scroll on, in pixels. */
const NEAR = 80;

/** The view of a Chat. */
export class Panel {
  /** @type {Map<string, TurnView>} */
  #turns = new Map();
  /** Where we last scrolled to. */
  #at = 0;

  /**
   * @param {Texts} texts
   * @param {{chat: () => import("../chat.js").Chat, close: () => void, job: () => string | null, news: (from: string, bubble: any) => void}} host
   * @param {AbortSignal} signal
   */
  constructor(texts, host, signal) {
    this.texts = texts;
    this.host = host;
    const send = (/** @type {string} */ text, /** @type {string} */ title) => host.chat().send(text, title);
    /** @type {import("./turn.js").Actions} */
    this.actions = {
      rate: (...rating) => host.chat().rate(...rating),
      say: send,
      copy: (text) => this.#copy(text),
      retry: () => host.chat().pump(),
    };
    this.log = h("div.log", { role: "log", "aria-live": "polite", "aria-label": texts.log });
    this.earlier = h("div.older", { hidden: true });
    this.working = h("div.busy", { role: "status", hidden: true });
    this.banner = h("div.banner", { role: "status" });
    this.replies = replies(texts, ({ payload, title }) => {
      // The button goes away: the focus would be lost, and Tab leads from here to the next replies.
      this.scroller.focus({ preventScroll: true });
      send(payload, title);
    });
    this.scroller = h("div.scroller", { tabindex: 0, role: "region", "aria-label": texts.log }, this.earlier, this.log, this.working, this.replies.node);
    this.composer = composer(texts, send, (field, tell) => microphone(texts, field, tell, signal), (text) => this.notice(text));
    this.header = header(texts, {
      close: host.close,
      copy: () => this.#copy(this.#everything()),
      restart: () => host.chat().restart(),
      erase: () => host.chat().erase(),
      focus: () => this.composer.field.focus(),
    });
    this.node = h("dialog.panel", { "aria-label": texts.title }, ...this.header.nodes, this.scroller, this.header.sure, this.banner, this.composer.node);
    for (const event of ["online", "offline"]) addEventListener(event, () => this.#line(), { signal });
    this.#line();
    this.greet();
  }

  /** The welcome, at the top of every conversation. Nothing is asked of the server for it. */
  greet() {
    const { texts } = this;
    const job = this.host.job();
    fill(this.log, h("div.welcome", { "aria-live": "off" }, h("div.bubble", {}, h("p", {}, job ? texts.helloJob : texts.hello)), h("p.privacy", {}, texts.privacy)));
    this.#offer();
  }

  /** A turn is new or has changed. @param {Turn} turn */
  turn(turn) {
    const known = this.#turns.get(turn.id);
    if (known) known.update(turn);
    else this.#add(turn);
    this.#offer();
    this.#follow();
  }

  /** @param {Turn} turn */
  #add(turn) {
    const view = new TurnView(turn, this.texts, this.actions);
    this.#turns.set(turn.id, view);
    this.log.append(view.node);
  }

  /** All turns, in their order. @param {Turn[]} turns */
  turns(turns) {
    const { scrollHeight, scrollTop } = this.scroller;
    const first = this.log.children[1];
    for (const turn of turns) {
      if (!this.#turns.has(turn.id)) this.#add(turn);
      const { node } = /** @type {TurnView} */ (this.#turns.get(turn.id));
      // Moving a node that is in its place already would have it read aloud again.
      this.log.insertBefore(node, first && turn.old && !first.contains(node) ? first : null);
    }
    this.#offer();
    if (first) this.scroller.scrollTop = scrollTop + this.scroller.scrollHeight - scrollHeight;
    else this.#follow(true);
  }

  /** The student said something. @param {string} id */
  said(id) {
    this.host.news("user", { text: this.host.chat().turns.get(id)?.text });
    this.#follow(true);
  }

  /** A new bubble of an answer. @param {import("../chat.js").Bubble} bubble */
  heard(bubble) {
    this.host.news("bot", bubble);
  }

  /** What is under way. @param {null | "typing" | "slow" | "again" | "limited"} what */
  busy(what) {
    set(this.working, { hidden: !what, "data-busy": what });
    this.replies.node.hidden ||= !!what;
    const dots = h("span.dots", { "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    fill(this.working, ...(what ? [dots, what !== "typing" && this.texts[what]] : []));
    if (!what) this.#offer();
    this.#follow();
  }

  /** Earlier turns can be asked for. @param {(() => void) | null} more */
  older(more) {
    set(this.earlier, { hidden: !more });
    fill(this.earlier, more && h("button.ghost", { type: "button", onclick: more }, this.texts.older));
  }

  /** What was said could not be read. @param {() => void} again */
  unread(again) {
    set(this.earlier, { hidden: false });
    const retry = () => (this.older(null), again());
    fill(this.earlier, h("p", {}, this.texts.notRead), h("button.ghost", { type: "button", onclick: retry }, this.texts.retry));
  }

  /** The conversation is gone. @param {string[] | null} last what remains to be read; null: that it was erased */
  gone(last) {
    this.#turns.clear();
    this.older(null);
    this.greet();
    const words = last ?? [this.texts.erased];
    this.log.append(...words.map((text) => h("div.bubble.last", {}, h("p", {}, text))));
    this.#follow(true);
  }

  /** A sentence that goes away. @param {string} text the sentence, or its name in texts.js */
  notice(text) {
    fill(this.banner, /** @type {any} */ (this.texts)[text] ?? text);
    clearTimeout(this.noticed);
    this.noticed = setTimeout(() => this.#line(), 5000);
  }

  /** Whether there is a line. */
  #line() {
    const offline = navigator.onLine === false;
    set(this.node, { "data-offline": offline });
    fill(this.banner, offline && this.texts.offline);
  }

  /** Quick replies and progress are those of the last turn. */
  #offer() {
    const turns = this.host.chat() ? [...this.host.chat().turns.values()] : [];
    const last = turns.at(-1);
    const { starters, startersJob } = this.texts;
    const local = (this.host.job() ? startersJob : starters).map((text) => ({ title: text, payload: text }));
    const said = last?.messages.findLast((message) => message.buttons?.length)?.buttons ?? [];
    this.replies.show(last ? (last.status === "done" ? said : []) : local);
    this.header.progress(last?.messages.findLast((message) => message.custom?.type === "question")?.custom);
  }

  /** Scrolls so that the last turn is read from its start. @param {boolean} [force] even if the student is elsewhere */
  #follow(force) {
    const { scroller } = this;
    if (!force && Math.abs(scroller.scrollTop - this.#at) > NEAR) return;
    const last = /** @type {HTMLElement | null} */ (this.log.lastElementChild);
    scroller.scrollTop = Math.min(last && this.#turns.size ? last.offsetTop - 12 : 0, scroller.scrollHeight - scroller.clientHeight);
    this.#at = scroller.scrollTop;
  }

  /** The conversation as text. */
  #everything() {
    const { you, bot } = this.texts;
    const turns = [...this.host.chat().turns.values()];
    const texts = (/** @type {Turn} */ turn) => turn.messages.filter(({ text }) => text).map(({ text }) => bot + text);
    return turns.flatMap((turn) => [you + turn.text, ...texts(turn)]).join("\n\n");
  }

  /** @param {string} text */
  #copy(text) {
    // There is no clipboard on a page without https.
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    copied.then(() => this.notice("copied"), () => this.notice("notCopied"));
  }
}
