// A conversation: sending in order, trying again, reading again, erasing. What there is to see is told to a `View`.
import { pause } from "./dom.js";

/** Seconds before each new try. */
const WAITS = [1, 2, 4, 8, 8];
/** Milliseconds without a bubble. */
const SLOW = 4000;
const OVER = ["done", "refused"];

/** crypto.randomUUID exists with https only. */
const randomId = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

export class Chat {
  turns = new Map();
  /** What was said here: only that is news to the site. */
  #mine = new Map();
  #stop = new AbortController();
  #sending;
  #restored;

  constructor(server, store, view, metadata) {
    Object.assign(this, { server, store, view, metadata, channel: store.channel() });
    this.channel.onmessage = ({ data: { turn, last } }) => {
      if (last) this.#gone(last);
      else if (this.#restored) this.#show(turn);
    };
  }

  end() {
    this.#stop.abort();
    this.channel.close();
  }

  /** Says something; `title` is what is shown when a button was tapped. */
  async send(text, title) {
    const said = text.trim().slice(0, 2000);
    if (!said) return;
    const message = { id: randomId(), text: said, title: title?.slice(0, 200), metadata: this.metadata() };
    this.#mine.set(message.id, message);
    this.store.update({ outbox: [...this.store.read().outbox, message] });
    this.#begin(message);
    this.view.said(title ?? said);
    await this.restore(); // what was said before comes first
    this.pump();
  }

  #begin({ id, text, title }) {
    if (!this.turns.has(id)) this.#tell({ id, text: title ?? text, messages: [], ratings: {}, status: "waiting" });
  }

  /** Sends what waits, the oldest first, one at a time over all tabs. */
  async pump() {
    const { signal } = this.#stop;
    // What other tabs have just stored, or taken away, may not be seen here yet.
    const all = () => [...this.store.read().outbox, ...this.#mine.values()];
    const next = () => !signal.aborted && all().find(({ id }) => !OVER.includes(this.turns.get(id)?.status));
    if (this.#sending === signal || !next()) return;
    this.#sending = signal;
    let going = true;
    const send = async () => {
      while (going && next()) going = await this.#deliver(next(), signal);
    };
    await this.store.alone(send, signal).catch((error) => {
      going = false;
      if (!signal.aborted) console.error(error);
    });
    if (this.#sending !== signal) return;
    this.#sending = null;
    this.view.busy();
    if (going) this.pump(); // what was said in between
  }

  /** False when it waits for the student. */
  async #deliver(message, signal) {
    const { id } = message;
    this.#begin(message);
    const status = await this.#insist(signal, () => this.#attempt(message, signal)).catch((error) => {
      if (signal.aborted) throw error;
      return error.passing ? "failed" : "refused";
    });
    this.#patch(id, { status });
    if (status === "failed") return false;
    this.#answered([id]);
    const { messages } = this.turns.get(id);
    if (messages.some(({ custom }) => custom?.type === "erased")) this.erase(messages.flatMap(({ text }) => text ?? []));
    return true;
  }

  #answered(ids) {
    this.store.update({ outbox: this.store.read().outbox.filter(({ id }) => !ids.includes(id)) });
  }

  /** One try: its bubbles replace those of a broken one. */
  async #attempt(message, signal) {
    const { id } = message;
    const { key } = this.store.read();
    const fresh = [];
    const take = ({ type, ...bubble }) => {
      const { messages } = this.turns.get(id);
      fresh.push(bubble);
      this.view.busy("typing");
      this.#patch(id, { messages: [...fresh, ...messages.slice(fresh.length)] });
    };
    const slow = setTimeout(() => fresh.length || this.view.busy("slow"), SLOW);
    this.view.busy("typing");
    this.#patch(id, { status: "sending" });
    try {
      const used = key ?? (await this.server.open(signal));
      this.store.update({ key: used });
      await this.server.send(signal, used, message, take);
      this.#patch(id, { messages: fresh });
      return "done";
    } catch (error) {
      if (signal.aborted) throw error;
      this.#patch(id, { status: "waiting" });
      if (!key || !isLost(error)) throw error;
      this.store.update({ key: null }); // the message opens a new conversation
      return this.#attempt(message, signal);
    } finally {
      clearTimeout(slow);
    }
  }

  async #insist(signal, task) {
    for (let tries = 0; ; tries += 1) {
      while (navigator.onLine === false) await pause(500, signal);
      try {
        return await task();
      } catch (error) {
        const limited = error.status === 429;
        if (signal.aborted || !(limited || (error.passing && tries < WAITS.length))) throw error;
        this.view.busy(limited ? "limited" : "again");
        await pause((error.after || WAITS[tries] || 8) * 1000, signal);
        if (limited) tries -= 1;
      }
    }
  }

  restore() {
    this.#restored ??= this.#read().then(() => {
      for (const message of this.store.read().outbox) {
        this.#mine.set(message.id, message);
        this.#begin(message);
      }
      this.pump();
    });
    return this.#restored;
  }

  async #read() {
    const { key } = this.store.read();
    const { signal } = this.#stop;
    if (!key) return;
    try {
      const turns = await this.#insist(signal, () => this.server.history(signal, key));
      const said = [...this.turns];
      this.turns.clear();
      turns.forEach((turn) => this.turns.set(turn.id, { ratings: {}, ...turn, status: "done", old: true }));
      this.#answered(turns.filter(({ messages }) => messages.length).map(({ id }) => id));
      const read = [...this.turns.values()];
      said.forEach(([id, turn]) => this.turns.has(id) || this.turns.set(id, turn));
      this.view.restored(read);
    } catch (error) {
      if (signal.aborted) return;
      if (isLost(error)) this.store.update({ key: null });
      else this.view.unread(() => this.#read());
    }
    if (!this.#sending) this.view.busy();
  }

  async rate(id, index, value) {
    const { ratings } = this.turns.get(id);
    const { signal } = this.#stop;
    this.#patch(id, { ratings: { ...ratings, [index]: value } });
    await this.server.rate(signal, this.store.read().key, id, index, value).catch(() => {
      if (signal.aborted) return;
      this.#patch(id, { ratings });
      this.view.notice("notRated");
    });
  }

  /** Starts anew, below the sentences `last`. The key of the old conversation is kept, so that it can be erased. */
  restart(last = []) {
    const { key, past } = this.store.read();
    this.store.update({ key: null, past: key ? [...past, key] : past, outbox: [] });
    this.#gone(last);
    this.channel.postMessage({ last });
  }

  /** `last`: what the server said when the student's own words made it erase. */
  async erase(last) {
    if (last) this.restart(last);
    else this.#reset();
    const { key, past } = this.store.update({ outbox: [] });
    const erase = (one) => one && this.server.erase(this.#stop.signal, one).catch((error) => isLost(error) || Promise.reject(error));
    try {
      await Promise.all([...past, key].map(erase));
      if (!last) this.restart([this.view.texts.erased]);
      this.store.update({ past: [] });
    } catch {
      this.view.notice("notErased");
    }
  }

  #reset() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.view.busy();
  }

  #gone(last) {
    this.#reset();
    this.#mine.clear();
    this.turns.clear();
    this.view.gone(last);
  }

  #patch(id, news) {
    if (this.turns.has(id)) this.#tell({ ...this.turns.get(id), ...news });
  }

  #tell(turn) {
    this.#show(turn);
    this.channel.postMessage({ turn });
  }

  #show(turn) {
    const known = this.turns.get(turn.id)?.messages.length;
    this.turns.set(turn.id, turn);
    this.view.turn(turn);
    if (this.#mine.has(turn.id)) turn.messages.slice(known).forEach((bubble) => this.view.heard(bubble));
  }
}

const isLost = ({ status }) => status === 401 || status === 404;
