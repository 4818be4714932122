// The axes of a result as a star, and as a list that says the same.
import { h, svg } from "../dom.js";

/** @typedef {{label: string, value: number}} Axis */

const SIZE = 240;
const RADIUS = 88;
/** Fewer axes make no surface. */
const LEAST = 3;
let charts = 0;

/** @param {number} place @param {number} of @param {number} length 1 is the end of an axis */
function point(place, of, length) {
  const angle = (2 * Math.PI * place) / of - Math.PI / 2;
  const at = (/** @type {number} */ part) => Math.round((SIZE / 2 + part * RADIUS * length) * 10) / 10;
  return [at(Math.cos(angle)), at(Math.sin(angle))];
}

/** @param {number[]} lengths @param {string} kind */
function shape(lengths, kind) {
  const points = lengths.map((length, place) => point(place, lengths.length, length).join()).join(" ");
  return svg("polygon", { class: kind, points });
}

/** Labels are whole phrases, so the star has numbers and the list under it says which is which. @param {Axis[]} axes @param {import("../texts.js").Texts} texts */
function star(axes, texts) {
  const id = `radar-${(charts += 1)}`;
  const whole = axes.map(() => 1);
  const spokes = axes.map((_, place) => {
    const [x2, y2] = point(place, axes.length, 1);
    return svg("line", { class: "grid", x1: SIZE / 2, y1: SIZE / 2, x2, y2 });
  });
  const numbers = axes.map((_, place) => {
    const [x, y] = point(place, axes.length, 1.2);
    return svg("text", { x, y, "text-anchor": "middle", dy: "0.35em" }, String(place + 1));
  });
  const dots = axes.map(({ value }, place) => {
    const [cx, cy] = point(place, axes.length, value / 100);
    return svg("circle", { class: "dot", cx, cy, r: 4 });
  });
  return svg(
    "svg",
    { class: "radar", part: "radar", viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img", "aria-labelledby": `${id}-t ${id}-d` },
    svg("title", { id: `${id}-t` }, texts.result),
    svg("desc", { id: `${id}-d` }, texts.radar(axes.map(({ label, value }) => texts.axis(label, value)).join(", "))),
    ...[0.25, 0.5, 0.75, 1].map((length) => shape(whole.map(() => length), "grid")),
    ...spokes,
    shape(axes.map(({ value }) => value / 100), "surface"),
    ...dots,
    ...numbers,
  );
}

/** @param {Axis[]} axes @param {import("../texts.js").Texts} texts */
export function chart(axes, texts) {
  const kept = axes.map(({ label, value }) => ({ label, value: Math.max(0, Math.min(100, Number(value) || 0)) }));
  const bar = (/** @type {Axis} */ { label, value }) => {
    const full = h("span.full");
    full.style.width = `${value}%`;
    return h("li", {}, texts.axis(label, value), h("span.bar", { "aria-hidden": "true" }, full));
  };
  return h("div.chart", {}, kept.length >= LEAST && star(kept, texts), h("ol.axes", {}, ...kept.map(bar)));
}
