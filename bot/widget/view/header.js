// The head of the panel: title, options, progress of a guided flow, and the question before erasing.
import { fill, h, set } from "../dom.js";
import { icon } from "./icons.js";

/**
 * @param {import("../texts.js").Texts} texts
 * @param {{close: () => void, copy: () => void, restart: () => void, erase: () => void, focus: () => void}} actions
 */
export function header(texts, actions) {
  const button = (/** @type {string} */ kind, /** @type {string} */ label, /** @type {() => void} */ onclick, /** @type {any} */ more = {}) =>
    h(`button.${kind}`, { type: "button", "aria-label": label, title: label, onclick, ...more }, icon(/** @type {any} */ (kind)));
  const toggle = button("menu", texts.menu, () => open(options.hidden), { "aria-expanded": "false", "aria-controls": "options" });
  const option = (/** @type {string} */ text, /** @type {string} */ name, /** @type {() => void} */ act) =>
    h("button.option", { type: "button", "data-option": name, onclick: () => (open(false), act()) }, text);
  const options = h(
    "div.options",
    { id: "options", hidden: true },
    option(texts.copyAll, "copy", () => (toggle.focus(), actions.copy())),
    option(texts.restart, "restart", () => (actions.restart(), actions.focus())),
    option(texts.erase, "erase", () => ask(true)),
  );
  const no = h("button.ghost", { type: "button", "data-erase": "no", onclick: () => (ask(false), toggle.focus()) }, texts.eraseNo);
  const yes = h("button.danger", { type: "button", "data-erase": "yes", onclick: () => (ask(false), actions.focus(), actions.erase()) }, texts.eraseYes);
  const sure = h("div.sure", { role: "alertdialog", "aria-label": texts.erase, "aria-describedby": "sure", hidden: true }, h("p", { id: "sure" }, texts.eraseSure), no, yes);
  const bar = h("span.full");
  const step = h("div.progress", { role: "progressbar", "aria-valuemin": 0, hidden: true }, h("span.step"), h("span.bar", {}, bar));

  /** @param {boolean} shown */
  function open(shown) {
    options.hidden = !shown;
    set(toggle, { "aria-expanded": String(shown) });
    if (shown) /** @type {HTMLElement} */ (options.firstChild).focus();
  }

  /** @param {boolean} shown */
  function ask(shown) {
    sure.hidden = !shown;
    if (shown) no.focus();
  }

  /** Closes what is open over the panel; true when there was something. */
  function escape() {
    const shown = !options.hidden || !sure.hidden;
    if (shown) toggle.focus();
    open(false);
    ask(false);
    return shown;
  }

  /** @param {{step: number, total: number} | undefined} question */
  function progress(question) {
    step.hidden = !question;
    if (!question) return;
    const text = texts.step(question.step, question.total);
    set(step, { "aria-valuenow": question.step, "aria-valuemax": question.total, "aria-valuetext": text, "aria-label": text });
    fill(/** @type {Element} */ (step.firstChild), text);
    bar.style.width = `${(100 * question.step) / question.total}%`;
  }

  const names = h("div.names", {}, h("h2", {}, texts.title), h("p", {}, texts.subtitle));
  const head = h("header.head", {}, icon("logo"), names, toggle, button("close", texts.close, actions.close), options);
  return { nodes: [head, step], sure, progress, escape };
}
