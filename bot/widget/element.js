// The element <declic-chat>: its attributes, its life, and what the site hears of it.
import { Chat } from "./chat.js";
import { fill, h, set } from "./dom.js";
import { invitation } from "./invitation.js";
import { Store } from "./storage.js";
import { TEXTS } from "./texts.js";
import { connect } from "./transport.js";
import { icon } from "./view/icons.js";
import { Panel } from "./view/panel.js";

const HOME = new URL("..", import.meta.url);
const STYLES = new URL("styles.css", import.meta.url).href;
/** On such a screen the panel fills it; styles.css has the same query. */
const SMALL = "(max-width: 480px), (max-height: 480px)";
/** Seconds before the invitation on a job page. */
const INVITE = 20;

export class DeclicChat extends HTMLElement {
  static observedAttributes = ["open", "server", "title"];

  #root = this.attachShadow({ mode: "open" });
  /** @type {AbortController | null} One for every listener outside of the shadow root. */
  #life = null;
  /** @type {Chat | null} */
  #chat = null;
  /** @type {Panel | null} */
  #panel = null;
  #texts = {};
  #transport = null;
  #byStudent = false;
  #unread = 0;

  /** Texts that replace those of texts.js. */
  set texts(texts) {
    this.#texts = texts;
    this.#rebuild();
  }

  get texts() {
    return { ...TEXTS, ...this.#texts, ...(this.title && { title: this.title }) };
  }

  /** What speaks with the server, for a demo or a test; see `connect` in transport.js. */
  set transport(transport) {
    this.#transport = transport;
    this.#rebuild();
  }

  connectedCallback() {
    if (this.#life) return;
    this.#life = new AbortController();
    const { signal } = this.#life;
    const { texts } = this;
    const server = new URL(this.getAttribute("server") || HOME, location.href).href.replace(/\/+$/, "");
    this.store = new Store(server);
    const open = () => this.open();
    const chat = () => /** @type {Chat} */ (this.#chat);
    const panel = new Panel(texts, { chat, close: () => this.close(), job: () => this.getAttribute("job"), news: (...all) => this.#news(...all) }, signal);
    this.#panel = panel;
    this.#chat = new Chat(this.#transport ?? connect(server), this.store, panel, () => this.#metadata());
    this.badge = h("span.badge", { hidden: true });
    this.launcher = h("button.launcher", { type: "button", "aria-haspopup": "dialog", onclick: open }, icon("logo"), h("span.label", {}, texts.launcher), this.badge);
    const seconds = Number(this.getAttribute("invite") ?? (this.hasAttribute("job") ? INVITE : 0));
    const isOpen = () => this.hasAttribute("open");
    this.invitation = invitation({ texts, store: this.store, seconds, open, isOpen, signal });
    this.#build(signal);
    this.#count(0);
    if (this.store.wasOpen || isOpen()) isOpen() ? this.#show() : set(this, { open: true });
    else if (this.#chat.unfinished) this.#chat.restore();
  }

  disconnectedCallback() {
    this.#chat?.end();
    this.#life?.abort();
    this.#life = this.#chat = this.#panel = null;
    fill(this.#root);
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.#life || before === now) return;
    if (name !== "open") this.#rebuild();
    else if (now === null) this.#hide();
    else if (before === null) this.#show();
  }

  #rebuild() {
    if (!this.#life) return;
    this.disconnectedCallback();
    this.connectedCallback();
  }

  /** @param {AbortSignal} signal */
  #build(signal) {
    const { node } = /** @type {Panel} */ (this.#panel);
    const all = h("div.widget", { lang: "fr", hidden: true }, this.invitation?.node, this.launcher, node);
    // Nothing is seen before it has its style: no flash, and nothing on the page moves.
    const link = h("link", { rel: "stylesheet", href: STYLES, onload: () => (all.hidden = false) });
    fill(this.#root, link, all);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      if (!this.#panel?.header.escape()) this.close();
    });
    // The back button of a phone.
    node.addEventListener("cancel", (event) => (event.preventDefault(), this.close()));
    const small = matchMedia(SMALL);
    small.addEventListener("change", () => this.#place(), { signal });
    visualViewport?.addEventListener("resize", () => this.#fit(), { signal });
    visualViewport?.addEventListener("scroll", () => this.#fit(), { signal });
  }

  /** Opens the panel. */
  open() {
    this.#byStudent = true;
    set(this, { open: true });
    this.#byStudent = false;
  }

  /** Closes the panel. */
  close() {
    set(this, { open: null });
  }

  /** Says something for the student. @param {string} text */
  send(text) {
    this.#chat?.send(String(text));
  }

  /** Starts a new conversation. */
  restart() {
    this.#chat?.restart();
  }

  /** Erases every conversation, here and on the server. */
  async erase() {
    return this.#chat?.erase();
  }

  #show() {
    this.store.wasOpen = true;
    this.#count(0);
    this.invitation?.enough();
    this.#place();
    this.#chat?.restore();
    this.#tell("open");
  }

  #hide() {
    this.store.wasOpen = false;
    /** @type {HTMLDialogElement} */ (this.#panel?.node).close();
    this.launcher.hidden = false;
    this.launcher.focus();
    this.#tell("close");
  }

  /** Over the whole of a small screen nothing else can be reached; beside a page everything can. */
  #place() {
    if (!this.hasAttribute("open")) return;
    const { node, composer, scroller } = /** @type {Panel} */ (this.#panel);
    const before = /** @type {HTMLElement | null} */ (this.#byStudent ? null : document.activeElement);
    node.close();
    matchMedia(SMALL).matches ? node.showModal() : node.show();
    this.launcher.hidden = true;
    // On a touch screen the keyboard would cover the welcome.
    if (this.#byStudent) (matchMedia("(pointer: coarse)").matches ? scroller : composer.field).focus();
    else before?.focus();
    this.#fit();
  }

  /** Keeps the panel above the keyboard of a phone. */
  #fit() {
    const { style } = /** @type {Panel} */ (this.#panel).node;
    const { height = 0, offsetTop = 0, scale = 1 } = visualViewport ?? {};
    // When the student has zoomed in, the viewport is a part of the page, not what the keyboard leaves.
    const covered = scale === 1 && innerHeight - height > 100;
    style.height = covered ? `${height}px` : "";
    style.top = covered ? `${offsetTop}px` : "";
  }

  /** What goes with a message. */
  #metadata() {
    const job = this.getAttribute("job");
    const page = this.getAttribute("page") ?? location.origin + location.pathname;
    return { ...(job && { job }), page: page.slice(0, 500) };
  }

  /** @param {string} from @param {any} bubble */
  #news(from, { text, custom }) {
    if (from === "bot" && text && !this.hasAttribute("open")) this.#count(this.#unread + 1);
    this.#tell("message", { from, text, custom });
    if (custom?.type === "result") this.#tell("result", custom);
  }

  /** Shows how many bubbles came while the panel was closed. @param {number} unread */
  #count(unread) {
    const { texts } = this;
    this.#unread = unread;
    this.badge.hidden = !unread;
    fill(this.badge, String(unread));
    set(this.launcher, { "aria-label": texts.open + (unread ? ` (${texts.unread(unread)})` : "") });
  }

  /** @param {string} name @param {any} [detail] */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`declic:${name}`, { bubbles: true, composed: true, detail }));
  }
}
