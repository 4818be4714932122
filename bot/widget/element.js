// The element <declic-chat>: docs/widget.md tells its attributes, methods and events.
import { Chat } from "./chat.js";
import { fill, h, icon, pause, set } from "./dom.js";
import { Panel } from "./panel.js";
import { Store } from "./storage.js";
import { TEXTS } from "./texts.js";
import { connect } from "./transport.js";

/** The same query as in styles.css. */
const SMALL = "(max-width: 480px), (max-height: 480px)";

export class DeclicChat extends HTMLElement {
  static observedAttributes = ["open", "server"];

  #life;
  #root = this.attachShadow({ mode: "open" });
  #texts = TEXTS;
  #panel;
  #store;
  #launcher;
  #invitation;
  #unread;
  #asked;

  set texts(texts) {
    this.#texts = { ...TEXTS, ...texts };
    this.attributeChangedCallback();
  }


  get job() {
    return this.getAttribute("job");
  }

  get isOpen() {
    return this.hasAttribute("open");
  }

  open() {
    this.#asked = true;
    set(this, { open: "" });
    this.#asked = false;
  }

  close() {
    set(this, { open: null });
  }

  send(text) {
    this.chat?.send(`${text}`);
  }

  restart() {
    this.chat?.restart();
  }

  async erase() {
    await this.chat?.erase();
  }

  connectedCallback() {
    const { signal } = (this.#life = new AbortController());
    const { texts } = this;
    if (texts) {
      delete this.texts; // set before the element was defined, it hides the setter
      this.#texts = { ...TEXTS, ...texts };
    }
    const server = new URL(this.getAttribute("server") || new URL("..", import.meta.url), location).href.replace(/\/$/, "");
    this.#store = new Store(server);
    this.#panel = new Panel(this.#texts, this, signal);
    this.chat = new Chat(this.transport ?? connect(server), this.#store, this.#panel, () => this.#metadata());
    this.#launcher = h("button.launcher", { "aria-haspopup": "dialog", onclick: () => this.open() });
    // A live region that comes with its text is not read aloud.
    this.#invitation = h("div.invitation", { role: "status" });
    this.#build(signal);
    this.#count(0);
    this.#invite(signal);
    if (this.isOpen) this.#show();
    else if (this.#store.wasOpen) set(this, { open: "" });
    else if (this.#store.read().outbox.length) this.chat.restore();
  }

  disconnectedCallback() {
    this.chat.end();
    this.#life.abort();
    this.#life = null;
    fill(this.#root);
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#life) return;
    if (name !== "open") this.disconnectedCallback(), this.connectedCallback();
    else if (now === null) this.#hide();
    else if (before === null) this.#show();
  }

  #build(signal) {
    const { node, header } = this.#panel;
    const all = h("div.widget", { lang: "fr", hidden: "" }, this.#invitation, this.#launcher, node);
    // Unseen until it has its style: no flash.
    const href = new URL("styles.css", import.meta.url);
    fill(this.#root, h("link", { rel: "stylesheet", href, onload: () => (all.hidden = false) }), all);
    // Escape, or the back button of a phone.
    const leave = (event) => {
      event.preventDefault();
      if (!header.escape()) this.close();
    };
    set(node, { oncancel: leave, onkeydown: (event) => event.key === "Escape" && leave(event) });
    matchMedia(SMALL).addEventListener("change", () => this.#place(), { signal });
    visualViewport.addEventListener("resize", () => this.#fit(), { signal });
    visualViewport.addEventListener("scroll", () => this.#fit(), { signal });
  }

  #invite(signal) {
    const { invitation, dismiss } = this.#texts;
    const seconds = this.getAttribute("invite") ?? (this.job && 20);
    const accept = h("button.accept", { onclick: () => this.open() }, invitation);
    const refuse = h("button.dismiss", { label: dismiss, onclick: () => this.#invited() }, icon("close"));
    const show = () => this.#store.read().invited || fill(this.#invitation, accept, refuse);
    if (seconds > 0) pause(seconds * 1000, signal).then(show, () => {});
  }

  #invited() {
    fill(this.#invitation);
    this.#store.update({ invited: true });
  }

  #show() {
    this.#store.wasOpen = true;
    this.#invited();
    this.#count(0);
    this.#place();
    this.chat.restore();
    this.#tell("open");
  }

  #hide() {
    this.#store.wasOpen = false;
    const focused = this.#root.activeElement;
    this.#panel.node.close();
    this.#launcher.hidden = false;
    if (focused) this.#launcher.focus();
    this.#tell("close");
  }

  /** Modal when it covers the page. */
  #place() {
    if (!this.isOpen) return;
    const { node, composer, scroller } = this.#panel;
    const before = document.activeElement;
    const small = matchMedia(SMALL).matches;
    node.close();
    small ? node.showModal() : node.show();
    this.#launcher.hidden = true;
    // A keyboard on the screen would cover the welcome. An opening that nobody asked for takes no focus.
    if (small || this.#asked) (matchMedia("(pointer: coarse)").matches ? scroller : composer.field).focus();
    else this.#root.activeElement?.blur(), before?.focus();
    this.#fit();
  }

  /** Keeps the panel above the keyboard of a phone. */
  #fit() {
    const { height, offsetTop, scale } = visualViewport;
    const { style } = this.#panel.node;
    // Zoomed in, this is a part of the page and not what the keyboard leaves.
    const covered = scale === 1 && innerHeight - height > 100;
    style.height = covered ? `${height}px` : "";
    style.top = covered ? `${offsetTop}px` : "";
  }

  #metadata() {
    const page = this.getAttribute("page") ?? location.origin + location.pathname;
    return { job: this.job ?? undefined, page: page.slice(0, 500) };
  }

  news(from, { text, custom }) {
    if (from === "bot" && text && !this.isOpen) this.#count(this.#unread + 1);
    this.#tell("message", { from, text, custom });
    if (custom?.type === "result") this.#tell("result", custom);
  }

  #count(unread) {
    const { launcher, open, unread: told } = this.#texts;
    this.#unread = unread;
    set(this.#launcher, { "aria-label": `${launcher} ${unread ? told(unread) : open}` });
    fill(this.#launcher, icon("logo"), h("span.label", {}, launcher), unread && h("span.badge", {}, `${unread}`));
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`declic:${name}`, { bubbles: true, composed: true, detail }));
  }
}
