// Building the page without strings of HTML: whatever a server says can only become text.

/** `h("button.send", { onclick: send }, "Envoyer")`: the class is the `::part()` that a site styles, too. */
export function h(name, props, ...children) {
  const [tag, kind] = name.split(".");
  return fill(set(document.createElement(tag), { class: kind, part: kind, type: tag === "button" && tag, ...props }), ...children);
}

export const svg = (tag, props, ...children) =>
  fill(set(document.createElementNS("http://www.w3.org/2000/svg", tag), props), ...children);

/** Attributes (false and null take one away) and listeners. */
export function set(node, { label, ...props }) {
  if (label) set(node, { "aria-label": label, title: label });
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === false || value == null) node.removeAttribute(key);
    else node.setAttribute(key, value);
  }
  return node;
}

/** Replaces what is in a node. */
export function fill(node, ...children) {
  node.replaceChildren(...children.filter(Boolean));
  return node;
}

/** French wants no line to end before these signs, or after «. */
const tied = (text) => text.replace(/(«) | (?=[:;!?»€%])/g, "$1\u00a0");

/** Web addresses become links. The point or the bracket after one belongs to the sentence. */
export const linked = (text) =>
  text
    .split(/(https?:\/\/[^\s<>"«»]*[^\s<>"«».,;:!?)\]'’])/i)
    .map((piece, place) => (place % 2 ? h("a", { href: piece, target: "_blank", rel: "noopener noreferrer" }, piece) : tied(piece)));

export const pause = (ms, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)));
  });

// Strokes on a grid of 24; the logo is a bubble with a spark.
const ICONS = {
  logo: "M12 3c5 0 9 3.3 9 8s-4 8-9 8l-3-.3L5 21l1-4c-2-1.5-3-3.6-3-6 0-4.7 4-8 9-8Zm0 3.5-1.2 3.3L7.5 11l3.3 1.2L12 15.5l1.2-3.3 3.3-1.2-3.3-1.2Z",
  close: "M6 6l12 12M18 6 6 18",
  menu: "M12 5v.1M12 12v.1M12 19v.1",
  send: "M12 19V5M5 12l7-7 7 7",
  mic: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM5 11a7 7 0 0 0 14 0M12 18v3",
  up: "M7 11v9H4v-9ZM7 11l4-7c2 0 3 1 2 3l-1 3h6a2 2 0 0 1 2 2l-1 6a2 2 0 0 1-2 2H7",
  copy: "M9 9h11v11H9ZM5 15V4h11",
};

export const icon = (name) =>
  svg("svg", { class: `icon i-${name}`, viewBox: "0 0 24 24", "aria-hidden": true }, svg("path", { d: ICONS[name] ?? ICONS.up }));
