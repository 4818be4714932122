// The drawings of the buttons: strokes on a grid of 24, in the colour of the text around them.
import { svg } from "../dom.js";

const PATHS = {
  // A bubble with a spark in it: the "déclic".
  logo: "M12 3c5.2 0 9 3.3 9 7.7s-3.8 7.7-9 7.7c-.9 0-1.8-.1-2.6-.3L5 20.5l.7-3.8C4 15.3 3 13.1 3 10.7 3 6.3 6.8 3 12 3ZM12 6.4l1.2 3.1 3.1 1.2-3.1 1.2L12 15l-1.2-3.1-3.1-1.2 3.1-1.2Z",
  close: "M6 6l12 12M18 6 6 18",
  menu: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  send: "M12 19V5M5.5 11.5 12 5l6.5 6.5",
  mic: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21",
  up: "M7 11v9H4v-9ZM7 11l4-7c1.7 0 2.5 1.2 2.2 2.8L12.7 10H18a2 2 0 0 1 2 2.4l-1.2 6A2 2 0 0 1 16.8 20H7",
  down: "M7 13V4H4v9ZM7 13l4 7c1.7 0 2.5-1.2 2.2-2.8L12.7 14H18a2 2 0 0 0 2-2.4l-1.2-6A2 2 0 0 0 16.8 4H7",
  copy: "M9 9h10v11H9ZM5 15V4h10",
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  return svg("svg", { class: `icon ${name}`, viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: PATHS[name] }));
}
