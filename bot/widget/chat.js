// What happens in a conversation: sending in order, trying again, reading again, erasing. It knows nothing of the page:
// what there is to see is told to a `view`, and other tabs hear of it through the channel of the store.
import { pause } from "./dom.js";

/** @typedef {import("./storage.js").Message} Message */
/** @typedef {{index: number, text?: string, buttons?: {title: string, payload: string}[], image?: string, custom?: any}} Bubble */
/** @typedef {"waiting" | "sending" | "failed" | "refused" | "done"} Status */
/** @typedef {{id: string, text: string, messages: Bubble[], ratings: Record<string, string>, status: Status, old?: boolean}} Turn */

/** Seconds before each new try. */
const WAITS = [1, 2, 4, 8, 8];
/** After so many milliseconds without a bubble the student is told that it takes longer. */
const SLOW = 4000;
const MAX_TEXT = 2000;

/** An id that nobody else uses; randomUUID exists on secure pages only. */
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One conversation, as this widget sees it. */
export class Chat {
  /** @type {Map<string, Turn>} What was said, the oldest first. */
  turns = new Map();
  /** Messages of this widget: only their answers are news to the site, and unread here. */
  mine = new Set();
  #stop = new AbortController();
  #sending = false;
  /** @type {Promise<void> | null} */
  #restored = null;

  /** @param {any} transport @param {import("./storage.js").Store} store @param {any} view @param {() => Record<string, string>} metadata */
  constructor(transport, store, view, metadata) {
    this.transport = transport;
    this.store = store;
    this.view = view;
    this.metadata = metadata;
    this.channel = store.channel();
    this.channel?.addEventListener("message", ({ data }) => this.#heard(data));
  }

  /** Lets go of everything; what was not answered stays in the store. */
  end() {
    this.#stop.abort();
    this.channel?.close();
  }

  /** Whether there is something to go on with at once. */
  get unfinished() {
    return this.store.read().outbox.length > 0;
  }

  /** Says something. @param {string} text @param {string} [title] what is shown, when a button was tapped */
  send(text, title) {
    const said = text.trim().slice(0, MAX_TEXT);
    if (!said) return;
    const message = { id: randomId(), text: said, ...(title && { title: title.slice(0, 200) }), metadata: this.metadata() };
    this.mine.add(message.id);
    this.store.update((kept) => kept.outbox.push(message));
    this.#show(message);
    this.view.said(message.id);
    // Without what was said before, the order of the turns would be wrong.
    this.restore().then(() => this.pump());
  }

  /** Shows a message that waits. @param {Message} message */
  #show(message) {
    const { id, text, title } = message;
    const known = this.turns.get(id);
    if (!known) this.#changed({ id, text: title ?? text, messages: [], ratings: {}, status: "waiting" });
  }

  /** Sends what waits, the oldest first, one at a time over all tabs. */
  async pump() {
    if (this.#sending || !this.unfinished) return;
    this.#sending = true;
    const { signal } = this.#stop;
    try {
      await this.store.alone(async () => {
        for (let [next] = this.store.read().outbox; next; [next] = this.store.read().outbox) {
          if (!(await this.#deliver(next, signal))) break;
        }
      }, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      if (signal === this.#stop.signal) {
        this.#sending = false;
        this.view.busy(null);
      }
    }
  }

  /** Brings one message through; false when it has to wait for the student. @param {Message} message @param {AbortSignal} signal */
  async #deliver(message, signal) {
    this.#show(message);
    let erased = false;
    try {
      await this.#insist(signal, async () => {
        this.#patch(message.id, { status: "sending" });
        erased = await this.#attempt(message, signal);
      });
    } catch (error) {
      signal.throwIfAborted();
      console.warn("declic:", error);
      const status = error.passing ? "failed" : "refused";
      this.#patch(message.id, { status });
      if (status === "failed") return false;
    }
    this.#drop(message.id);
    if (erased) await this.#afterErasing(message.id, signal);
    return true;
  }

  /** @param {string} id */
  #drop(id) {
    this.store.update((kept) => (kept.outbox = kept.outbox.filter((one) => one.id !== id)));
  }

  /** One try; a lost conversation is opened anew. @param {Message} message @param {AbortSignal} signal @returns {Promise<boolean>} */
  async #attempt(message, signal) {
    const { key } = this.store.read();
    const used = key ?? (await this.transport.open(signal));
    if (!key) this.store.update((kept) => (kept.key = used));
    /** @type {Bubble[]} */
    const fresh = [];
    const slow = setTimeout(() => fresh.length || this.view.busy("slow"), SLOW);
    this.view.busy("typing");
    try {
      await this.transport.send(used, message, signal, (line) => line.type === "message" && this.#take(message.id, fresh, line));
    } catch (error) {
      if (!key || ![401, 404].includes(error.status)) throw error;
      this.store.update((kept) => (kept.key = null));
      return this.#attempt(message, signal);
    } finally {
      clearTimeout(slow);
    }
    this.#patch(message.id, { messages: fresh, status: "done" });
    return fresh.some((bubble) => bubble.custom?.type === "erased");
  }

  /** A bubble; after a broken try it replaces what that one showed. @param {string} id @param {Bubble[]} fresh @param {any} line */
  #take(id, fresh, line) {
    const { type, ...bubble } = line;
    const turn = /** @type {Turn} */ (this.turns.get(id));
    fresh.push(bubble);
    const news = fresh.length > turn.messages.length;
    this.view.busy("typing");
    this.#patch(id, { messages: [...fresh, ...turn.messages.slice(fresh.length)] });
    if (news && this.mine.has(id)) this.view.heard(bubble);
  }

  /** Does `task` again while the line is bad. @template T @param {AbortSignal} signal @param {() => Promise<T>} task @returns {Promise<T>} */
  async #insist(signal, task) {
    for (let tries = 0; ; tries += 1) {
      await this.#online(signal);
      try {
        return await task();
      } catch (error) {
        signal.throwIfAborted();
        const limited = error.status === 429;
        if (limited) tries -= 1;
        else if (!error.passing || tries >= WAITS.length) throw error;
        this.view.busy(limited ? "limited" : "again");
        await pause((error.after ?? WAITS[Math.max(tries, 0)]) * 1000, signal);
      }
    }
  }

  /** Waits until the browser is online. @param {AbortSignal} signal */
  async #online(signal) {
    while (navigator.onLine === false) {
      this.view.busy(null);
      await new Promise((resolve, reject) => {
        addEventListener("online", resolve, { once: true, signal });
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    }
  }

  /** Reads what was said, once, and goes on with what was not answered. */
  restore() {
    this.#restored ??= this.#read(null).then(() => {
      this.store.read().outbox.forEach((message) => this.#show(message));
      this.pump();
    });
    return this.#restored;
  }

  /** Turns before `before`, or the last ones. @param {string | null} before */
  async #read(before) {
    const { key } = this.store.read();
    if (!key) return;
    const { signal } = this.#stop;
    try {
      const { turns, more } = await this.#insist(signal, () => this.transport.history(key, before, signal));
      this.#place(turns.map((/** @type {Turn} */ turn) => ({ ...turn, status: "done", old: true, ratings: turn.ratings ?? {} })));
      this.view.older(more && turns.length ? () => this.#read(turns[0].id) : null);
    } catch (error) {
      if (signal.aborted) return;
      if (error.status === 401 || error.status === 404) this.store.update((kept) => (kept.key = null));
      else this.view.unread(() => this.#read(before));
    } finally {
      if (!this.#sending) this.view.busy(null);
    }
  }

  /** Puts turns that were read before those that are shown. @param {Turn[]} read */
  #place(read) {
    const answered = new Set(read.filter((turn) => turn.messages.length).map((turn) => turn.id));
    this.store.update((kept) => (kept.outbox = kept.outbox.filter((message) => !answered.has(message.id))));
    this.turns = new Map([...read, ...this.turns.values()].map((turn) => [turn.id, turn]));
    this.view.turns([...this.turns.values()]);
  }

  /** Thumbs for an answer. @param {string} id @param {number} index @param {string} value `up`, `down` or `none` */
  async rate(id, index, value) {
    const turn = /** @type {Turn} */ (this.turns.get(id));
    const before = turn.ratings[index];
    this.#patch(id, { ratings: { ...turn.ratings, [index]: value } });
    try {
      await this.transport.rate(this.store.read().key, id, index, value, this.#stop.signal);
    } catch {
      this.#patch(id, { ratings: { ...turn.ratings, [index]: before } });
      this.view.notice("notRated");
    }
  }

  /** Starts anew. The old conversation can still be erased: its key is kept. */
  restart() {
    this.#reset();
    this.store.update((kept) => Object.assign(kept, { key: null, past: kept.key ? [...kept.past, kept.key] : kept.past, outbox: [] }));
    this.#gone([]);
  }

  /** Erases every conversation of this browser, here and on the server; false when the server could not be reached. */
  async erase() {
    this.#reset();
    const { signal } = this.#stop;
    this.store.update((kept) => (kept.outbox = []));
    const { key, past } = this.store.read();
    try {
      await Promise.all([...past, ...(key ? [key] : [])].map((one) => this.transport.erase(one, signal)));
    } catch {
      this.view.notice("notErased");
      return false;
    }
    this.store.update((kept) => Object.assign(kept, { key: null, past: [] }));
    this.#gone(null);
    return true;
  }

  /** The student asked for it in words: the server has erased this conversation. @param {string} id @param {AbortSignal} signal */
  async #afterErasing(id, signal) {
    const { past } = this.store.read();
    await Promise.all(past.map((one) => this.transport.erase(one, signal).catch(() => {})));
    this.store.update((kept) => Object.assign(kept, { key: null, past: [] }));
    this.#gone(/** @type {Turn} */ (this.turns.get(id)).messages.flatMap((bubble) => bubble.text ?? []));
  }

  /** Stops what is under way. */
  #reset() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#sending = false;
    this.view.busy(null);
  }

  /** Forgets the turns. @param {string[] | null} last what still has to be read; null: the widget's own sentence */
  #gone(last, tell = true) {
    this.turns.clear();
    this.view.gone(last);
    if (tell) this.channel?.postMessage({ gone: true, last });
  }

  /** @param {string} id @param {Partial<Turn>} news */
  #patch(id, news) {
    this.#changed({ .../** @type {Turn} */ (this.turns.get(id)), ...news });
  }

  /** Keeps and shows a turn, here and elsewhere. @param {Turn} turn */
  #changed(turn, tell = true) {
    this.turns.set(turn.id, turn);
    this.view.turn(turn);
    if (tell) this.channel?.postMessage({ turn });
  }

  /** Another tab, or another widget of this page. @param {any} data */
  #heard({ turn, gone, last }) {
    if (gone) this.#reset(), this.#gone(last, false);
    else if (this.#restored) this.#changed(turn, false);
  }
}
