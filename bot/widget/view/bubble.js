// The text of a bubble: paragraphs, lists that unfold, links.
import { h, linked } from "../dom.js";

const POINT = "• ";
/** A list of more lines than `MOST` shows `FIRST` of them. */
const MOST = 6;
const FIRST = 5;

/** @param {string} text @param {import("../texts.js").Texts} texts @returns {HTMLElement[]} */
export function bubble(text, texts) {
  /** @type {string[][]} Lines of one kind, together. */
  const groups = [];
  for (const line of text.split("\n")) {
    const last = groups.at(-1);
    if (last && isPoint(last[0]) === isPoint(line)) last.push(line);
    else groups.push([line]);
  }
  return groups.flatMap((lines) => (isPoint(lines[0]) ? list(lines, texts) : paragraph(lines.join("\n"))));
}

/** @param {string} line */
const isPoint = (line) => line.startsWith(POINT);

/** @param {string} text */
const paragraph = (text) => (text.trim() ? [h("p", {}, ...linked(text.trim()))] : []);

/** @param {string[]} lines @param {import("../texts.js").Texts} texts */
function list(lines, texts) {
  const items = lines.map((line) => h("li", {}, ...linked(line.slice(POINT.length))));
  if (items.length <= MOST) return [h("ul", {}, ...items)];
  const rest = items.splice(FIRST);
  return [
    h("ul", {}, ...items),
    h("details.rest", {}, h("summary", {}, texts.rest(rest.length)), h("ul", {}, ...rest)),
  ];
}
