// Quick replies: one stop of the Tab key, arrows between them.
import { fill, h } from "../dom.js";

/** @typedef {{title: string, payload: string}} Reply */

/** @param {import("../texts.js").Texts} texts @param {(reply: Reply) => void} choose */
export function replies(texts, choose) {
  const node = h("div.replies", { role: "group", "aria-label": texts.replies, hidden: true, onkeydown: move });

  /** @param {KeyboardEvent} event */
  function move(event) {
    const buttons = /** @type {HTMLElement[]} */ ([...node.children]);
    const last = buttons.length - 1;
    const here = buttons.indexOf(/** @type {HTMLElement} */ (event.target));
    const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = buttons[(to + buttons.length) % buttons.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  }

  /** Shows these replies, or none. @param {Reply[]} list */
  function show(list) {
    node.hidden = list.length === 0;
    const button = (/** @type {Reply} */ reply, /** @type {number} */ place) =>
      h("button.reply", { type: "button", tabindex: place ? -1 : 0, onclick: () => choose(reply) }, reply.title);
    fill(node, ...list.map(button));
  }

  return { node, show };
}
