// Building the page without a string of HTML: whatever a server says can only become text.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element: `h("button.send", { type: "button", onclick: send }, "Envoyer")`.
 * Its classes are its `part` too, so that a site can style it and a test can find it.
 * @param {string} name a tag and its classes @param {Record<string, any>} [props] attributes, `on…` listeners
 * @param {...Child} children
 */
export function h(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length) set(node, { class: classes.join(" "), part: classes.join(" ") });
  return fill(set(node, props), ...children);
}

/** An element of a drawing. @param {string} tag @param {Record<string, any>} [props] @param {...Child} children */
export function svg(tag, props = {}, ...children) {
  return fill(set(document.createElementNS(SVG, tag), props), ...children);
}

/**
 * Sets attributes (false and null take one away) and adds listeners.
 * @template {Element} T @param {T} node @param {Record<string, any>} props @returns {T}
 */
export function set(node, props) {
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === false || value == null) node.removeAttribute(key);
    else node.setAttribute(key, value === true ? "" : value);
  }
  return node;
}

/** Replaces what is in a node. @template {Element} T @param {T} node @param {...Child} children @returns {T} */
export function fill(node, ...children) {
  node.replaceChildren(...children.filter((child) => child || child === "").map((child) => /** @type {Node} */ (child)));
  return node;
}

/** Whether an address may become a link or a picture. @param {string} address */
export const isWeb = (address) => /^https?:\/\/[^\s]+$/i.test(address);

/**
 * A text with its web addresses as links; everything else stays text.
 * @param {string} text @returns {(Node | string)[]}
 */
export function linked(text) {
  // The point, the bracket or the quote after an address belongs to the sentence.
  return text.split(/(https?:\/\/[^\s<>"«»]*[^\s<>"«».,;:!?)\]'’])/i).map((piece, place) => {
    if (place % 2 === 0) return piece;
    return h("a", { href: piece, target: "_blank", rel: "noopener noreferrer" }, piece);
  });
}

/** Waits; rejects at once when `signal` is aborted. @param {number} ms @param {AbortSignal} signal */
export function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => (clearTimeout(timer), reject(signal.reason));
    const timer = setTimeout(() => (signal.removeEventListener("abort", stop), resolve(undefined)), ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
