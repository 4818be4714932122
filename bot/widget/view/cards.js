// What is more than text: a comparison as a table, the result of a guided flow.
import { h } from "../dom.js";
import { bubble } from "./bubble.js";
import { chart } from "./radar.js";

/** @typedef {import("../texts.js").Texts} Texts */
/** @typedef {{slug: string, title: string, score: number, reasons: string[]}} Job */

/** A slug as a name, when the server gives no title. @param {string} slug */
const named = (slug) => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll("-", " ");

/**
 * Jobs side by side. The label of a row stands above its values: three columns do not fit beside it on a phone.
 * @param {{jobs: string[], titles?: string[], rows: any[]}} card @param {string} words the same as text @param {Texts} texts
 */
export function comparison({ jobs, titles, rows }, words, texts) {
  /** @param {any} row @param {string | null} value @param {number} place */
  const cell = (row, value, place) =>
    h(
      "td",
      { class: value === null ? "unsaid" : null },
      value ?? texts.unsaid,
      row.highest === place && h("strong.highest", {}, "▲ ", texts.highest),
    );
  /** @param {any} row */
  const group = (row) =>
    h(
      "tbody",
      {},
      h("tr", {}, h("th", { scope: "rowgroup", colspan: jobs.length }, row.label)),
      h("tr", {}, ...row.values.map((/** @type {string | null} */ value, /** @type {number} */ place) => cell(row, value, place))),
    );
  const heads = jobs.map((slug, place) => h("th", { scope: "col" }, titles?.[place] ?? named(slug)));
  const table = h("table", {}, h("caption", {}, texts.comparison), h("thead", {}, h("tr", {}, ...heads)), ...rows.map(group));
  return h(
    "div.comparison",
    {},
    h("div.table", { role: "region", tabindex: 0, "aria-label": texts.comparison }, table),
    h("details.words", { "aria-live": "off" }, h("summary", {}, texts.asText), ...bubble(words, texts)),
  );
}

/** @param {any} card @param {Texts} texts @param {(text: string) => void} say */
export function result(card, texts, say) {
  /** @param {string} title @param {string[]} points @param {string} kind */
  const points = (title, points, kind) =>
    points?.length > 0 && h(`div.${kind}`, {}, h("h4", {}, title), h("ul", {}, ...points.map((point) => h("li", {}, point))));
  /** @param {string} title @param {Job[]} jobs */
  const leads = (title, jobs) =>
    jobs?.length > 0 && h("div.jobs", {}, h("h4", {}, title), h("ul", {}, ...jobs.map((one) => job(one, texts, say))));
  return [
    h("h3", {}, texts.result),
    card.axes?.length > 0 && chart(card.axes, texts),
    points(texts.strengths, card.strengths, "strengths"),
    points(texts.watch, card.watch_points, "watch"),
    leads(texts.jobs, card.jobs),
    leads(texts.surprise, card.surprise ? [card.surprise] : []),
  ];
}

/** @param {Job} job @param {Texts} texts @param {(text: string) => void} say */
function job({ title, reasons }, texts, say) {
  const more = { type: "button", "aria-label": `${texts.more} : ${title}`, onclick: () => say(texts.tellMe(title)) };
  return h("li.job", {}, h("strong", {}, title), h("p", {}, (reasons ?? []).join(" · ")), h("button.more", more, texts.more));
}
