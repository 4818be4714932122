// One turn: what the student said, and the bubbles and cards of the answer.
import { fill, h, isWeb, set } from "../dom.js";
import { bubble } from "./bubble.js";
import { comparison, result } from "./cards.js";
import { icon } from "./icons.js";

/** @typedef {import("../chat.js").Turn} Turn */
/** @typedef {import("../chat.js").Bubble} Bubble */
/** @typedef {import("../texts.js").Texts} Texts */
/** @typedef {{rate: (id: string, index: number, value: string) => void, say: (text: string) => void, copy: (text: string) => void, retry: () => void}} Actions */

/** Shows a turn and follows what becomes of it; nodes that did not change stay, so that they are read aloud once. */
export class TurnView {
  /** @type {{same: string, node: HTMLElement, index: number}[]} One for each message. */
  #shown = [];

  /** @param {Turn} turn @param {Texts} texts @param {Actions} actions */
  constructor(turn, texts, actions) {
    this.texts = texts;
    this.actions = actions;
    this.status = h("p.status", { hidden: true });
    this.answer = h("div.answer");
    const said = h("p.said", {}, h("span.hidden", {}, texts.you), turn.text);
    // What was read again is no news to a screen reader.
    this.node = h("section.turn", { "data-turn": turn.id, "aria-live": turn.old ? "off" : null }, said, this.status, this.answer);
    this.update(turn);
  }

  /** @param {Turn} turn */
  update(turn) {
    this.turn = turn;
    set(this.node, { "data-status": turn.status });
    this.#tell(turn.status);
    /** @type {Bubble[]} The texts since the last card. */
    let part = [];
    turn.messages.forEach((message, place) => {
      if (message.text) part.push(message);
      this.#place(message, place, part);
      if (message.custom?.type === "answer" || message.custom?.type === "comparison") part = [];
    });
    this.#shown.splice(turn.messages.length).forEach(({ node }) => node.remove());
  }

  /** @param {Bubble} message @param {number} place @param {Bubble[]} part */
  #place(message, place, part) {
    const rating = this.turn?.ratings[message.index] ?? null;
    const same = JSON.stringify([message, rating]);
    const known = this.#shown[place];
    if (known?.same === same) return;
    if (known && message.custom && JSON.parse(known.same)[1] !== rating) return this.#press(known, same, rating);
    const node = this.#draw(message, part);
    if (known) known.node.replaceWith(node);
    else this.answer.append(node);
    this.#shown[place] = { same, node, index: message.index };
  }

  /** A rating changes its buttons only: a new node would take the focus away. */
  #press(/** @type {{same: string, node: HTMLElement}} */ known, /** @type {string} */ same, /** @type {string | null} */ rating) {
    known.same = same;
    for (const button of known.node.querySelectorAll("[data-rate]")) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-rate") === rating));
    }
  }

  /** @param {Bubble} message @param {Bubble[]} part @returns {HTMLElement} */
  #draw(message, part) {
    const { texts } = this;
    const { text, image, custom } = message;
    const words = part.map((one) => one.text).join("\n\n");
    if (custom?.type === "comparison") {
      // The table says the same as these bubbles; they stay within reach under it.
      this.#shown.forEach(({ node, index }) => (node.hidden ||= part.some((one) => one.index === index)));
      return h("div.card", { "data-custom": custom.type }, comparison(custom, words, texts), this.#tools(message, words, null));
    }
    if (custom?.type === "result") {
      return h("div.card", { "data-custom": custom.type, "aria-live": "off" }, ...result(custom, texts, this.actions.say));
    }
    if (custom?.type === "answer") return this.#tools(message, words, custom.source);
    if (custom) {
      if (custom.type === "safety") set(this.node, { "data-safety": true });
      return h("div", { "data-custom": custom.type, hidden: true });
    }
    const picture = image && isWeb(image) && h("img.picture", { src: image, alt: text || texts.image, loading: "lazy" });
    return h("div.bubble", {}, h("span.hidden", {}, texts.bot), picture || null, ...bubble(text ?? "", texts));
  }

  /** Under an answer: where it comes from, thumbs, copy. @param {Bubble} message @param {string} words @param {any} source */
  #tools(message, words, source) {
    const { texts, actions } = this;
    const { id = "", ratings = {} } = this.turn ?? {};
    const rating = ratings[message.index];
    /** @param {"up" | "down"} value */
    const thumb = (value) => {
      const press = ({ currentTarget }) => {
        const pressed = currentTarget.getAttribute("aria-pressed") === "true";
        actions.rate(id, message.index, pressed ? "none" : value);
      };
      const props = { type: "button", "data-rate": value, "aria-pressed": String(rating === value), onclick: press };
      return h("button.tool", { ...props, "aria-label": texts[value], title: texts[value] }, icon(value));
    };
    const copy = { type: "button", "aria-label": texts.copy, title: texts.copy, onclick: () => actions.copy(words) };
    return h(
      "div.tools",
      { "data-custom": message.custom.type, "aria-live": "off" },
      source && h("p.source", {}, texts.source(source)),
      h("div.row", {}, thumb("up"), thumb("down"), h("button.tool.copy", copy, icon("copy"))),
    );
  }

  /** How far the message has come. @param {string} status */
  #tell(status) {
    const { texts } = this;
    const words = { waiting: texts.waiting, failed: texts.failed, refused: texts.refused }[status];
    set(this.status, { hidden: !words });
    const retry = status === "failed" && h("button.retry", { type: "button", onclick: this.actions.retry }, texts.retry);
    fill(this.status, words, retry);
  }
}
