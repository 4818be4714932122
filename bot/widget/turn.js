// One turn: what the student said, and the bubbles and cards of the answer.
import { fill, h, icon, linked, set, svg } from "./dom.js";

const list = (items) => h("ul", {}, ...items.map((item) => h("li", {}, ...[item].flat())));

function points(lines, texts) {
  const items = lines.map((line) => linked(line.slice(2)));
  const rest = items.splice(items.length > 6 ? 5 : 6);
  return [list(items), rest.length && h("details", {}, h("summary", {}, texts.rest(rest.length)), list(rest))];
}

const written = (text, texts) =>
  (text.match(/(^• .*\n?)+|(^(?!• ).*\n?)+/gm) ?? [])
    .map((group) => group.trim())
    .flatMap((group) => (group.startsWith("• ") ? points(group.split("\n"), texts) : group && h("p", {}, ...linked(group))));

/** Nodes that did not change stay, so that they are read aloud once. */
export class TurnView {
  #shown = [];
  #status = h("p.status");
  #answer = h("div.answer");

  constructor(turn, texts, actions) {
    Object.assign(this, { texts, actions });
    // What was read again is no news to a screen reader.
    const props = { "data-turn": turn.id, tabindex: -1, "aria-live": turn.old && "off" };
    this.node = h("div.turn", props, h("p.said", {}, h("span.hidden", {}, texts.you), turn.text), this.#status, this.#answer);
    this.update(turn);
  }

  update(turn) {
    const { texts, actions } = this;
    const { messages, ratings, status } = turn;
    this.turn = turn;
    set(this.node, { "data-status": status });
    fill(this.#status, texts[status], status === "failed" && h("button.ghost", { onclick: actions.retry }, texts.retry));
    messages.forEach((message, place) => {
      const same = JSON.stringify(message);
      if (this.#shown[place]?.same !== same) {
        const node = this.#drawn(message, place);
        this.#answer.insertBefore(node, this.#shown[place]?.node);
        this.#shown[place]?.node.remove();
        this.#shown[place] = { same, node };
      }
      for (const thumb of this.#shown[place].node.querySelectorAll("[data-rate]")) {
        set(thumb, { "aria-pressed": `${thumb.dataset.rate === ratings[message.index]}` });
      }
    });
    this.#shown.splice(messages.length).forEach(({ node }) => node.remove());
  }

  /** A card that cannot be drawn must not stop the answer. */
  #drawn(message, place) {
    try {
      return this.#draw(message, place);
    } catch (error) {
      console.error(error);
      return h("div", { hidden: "" });
    }
  }

  #draw({ index, text, image, custom }, place) {
    const { texts, actions } = this;
    if (!custom) {
      const picture = /^https?:/.test(image) && h("img.picture", { src: image, alt: text || texts.image });
      return h("div.bubble", {}, h("span.hidden", {}, texts.bot), picture, ...written(text ?? "", texts));
    }
    const { messages } = this.turn;
    const { type } = custom;
    set(this.node, { [`data-${type}`]: "" });
    // A card is about the texts since the card before it.
    const start = messages.slice(0, place).findLastIndex((one) => one.custom) + 1;
    const part = messages.slice(start, place);
    const words = (bubbles) => bubbles.map((one) => one.text).join("\n\n");
    const thumb = (value) => {
      const rate = () => actions.rate(this.turn.id, index, this.turn.ratings[index] === value ? "none" : value);
      return h("button.tool", { label: texts[value], "data-rate": value, onclick: rate }, icon(value));
    };
    const tools = () => {
      const from = custom.source && h("p.source", {}, texts.source(custom.source));
      const copy = h("button.tool", { label: texts.copy, onclick: () => actions.copy(words(part)) }, icon("copy"));
      return h("div.tools", { "data-custom": type, "aria-live": "off" }, from, thumb("up"), thumb("down"), copy);
    };
    if (type === "answer") return tools();
    if (type !== "result" && type !== "comparison") return h("div", { "data-custom": type, hidden: "" });
    const table = type === "comparison" && comparison(custom, texts);
    // Bubbles that say what the card says are folded under it.
    const same = part.filter((one) => table || repeats(one.text, custom));
    part.forEach((one, at) => (this.#shown[start + at].node.hidden = same.includes(one)));
    const folded = h("details", { "aria-live": "off" }, h("summary", {}, texts.asText), ...written(words(same), texts));
    const parts = table ? [table] : result(custom, texts, actions.say);
    return h("div.card", { "data-custom": type }, ...parts, same.length && folded, table && tools());
  }
}

/** Whether a text has something of a result in it. */
function repeats(text = "", { axes = [], strengths = [], watch_points = [], jobs = [], surprise }) {
  const told = [...axes.map(({ label, value }) => `${label} : ${value}`), ...jobs.concat(surprise ?? []).map(({ title }) => `${title} (`)];
  return [...told, ...strengths, ...watch_points].some((piece) => text.toLowerCase().includes(piece.toLowerCase()));
}

/** The label of a row stands above its values: there is no place beside them on a phone. */
function comparison({ jobs, titles, rows }, texts) {
  const names = titles ?? jobs.map((slug) => slug[0].toUpperCase() + slug.slice(1).replaceAll("-", " "));
  const cell = (value, highest) =>
    h("td", { class: !value && "unsaid" }, value ?? texts.unsaid, highest && h("strong.highest", {}, texts.highest));
  const row = (...cells) => h("tr", {}, ...cells);
  const body = ({ label, values, highest }) => [
    row(h("th", { scope: "rowgroup", colspan: jobs.length }, label)),
    row(...values.map((value, place) => cell(value, place === highest))),
  ];
  const head = h("thead", {}, row(...names.map((name) => h("th", { scope: "col" }, name))));
  const table = h("table", {}, h("caption", {}, texts.comparison), head, ...rows.map((one) => h("tbody", {}, ...body(one))));
  return h("div.table", { role: "region", tabindex: 0, "aria-label": texts.comparison }, table);
}

function result({ axes = [], strengths, watch_points, jobs, surprise }, texts, say) {
  const job = ({ title, reasons }) => [
    h("strong", {}, title),
    h("p", {}, reasons.join(" · ")),
    h("button.ghost", { "aria-label": `${texts.more} : ${title}`, onclick: () => say(texts.tellMe(title)) }, texts.more),
  ];
  const part = (kind, items) => items?.length && h(`div.${kind}`, {}, h("h4", {}, texts[kind]), list(items));
  const axis = ({ label, value }) => h("li", {}, texts.axis(label, value), h("progress", { max: 100, value, "aria-hidden": true }));
  return [
    h("h3", {}, texts.result),
    axes.length > 2 && star(axes, texts),
    axes.length && h("ol.axes", {}, ...axes.map(axis)),
    part("strengths", strengths),
    part("watch", watch_points),
    part("jobs", jobs?.map(job)),
    part("surprise", surprise && [job(surprise)]),
  ];
}

let stars = 0;

/** Labels are whole phrases: the star has the numbers of the list under it. */
function star(axes, texts) {
  const id = `star${(stars += 1)}`;
  const at = (place, value) => {
    const angle = (2 * Math.PI * place) / axes.length;
    return [120 + 0.9 * value * Math.sin(angle), 120 - 0.9 * value * Math.cos(angle)].map(Math.round);
  };
  const shape = (kind, value) => svg("polygon", { class: kind, points: axes.map((axis, place) => at(place, value ?? axis.value)).join(" ") });
  const number = (_, place) => {
    const [x, y] = at(place, 116);
    return svg("text", { x, y: y + 5, "text-anchor": "middle" }, `${place + 1}`);
  };
  return svg(
    "svg",
    { class: "radar", part: "radar", viewBox: "0 0 240 240", role: "img", "aria-labelledby": id, "aria-describedby": `${id}d` },
    svg("title", { id }, texts.result),
    svg("desc", { id: `${id}d` }, axes.map(({ label, value }) => texts.axis(label, value)).join(", ")),
    ...[25, 50, 75, 100].map((value) => shape("grid", value)),
    shape("surface"),
    ...axes.map(number),
  );
}
