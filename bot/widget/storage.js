// What the browser keeps: the conversation and its token, messages not answered yet, and what was opened.

/** @typedef {{conversation: string, token: string}} Key what opens a conversation */
/** @typedef {{id: string, text: string, title?: string, metadata: Record<string, string>}} Message */
/** @typedef {{key: Key | null, past: Key[], outbox: Message[], invited: boolean}} Kept */

/** What is kept when the browser refuses to store: shared by the widgets of this page, gone with it. */
const memory = new Map();
const PAGE = Math.random().toString(36).slice(2);

/** @param {"localStorage" | "sessionStorage"} name @param {(storage: Storage) => any} task @param {() => any} otherwise */
function stored(name, task, otherwise) {
  try {
    return task(window[name]); // even reading the property throws when storage is refused
  } catch {
    return otherwise();
  }
}

/** What one server's widgets keep, in all tabs of this browser. */
export class Store {
  /** @param {string} server */
  constructor(server) {
    this.name = `declic:${server}`;
  }

  /** @returns {Kept} */
  read() {
    const empty = { key: null, past: [], outbox: [], invited: false };
    if (memory.has(this.name)) return memory.get(this.name);
    return stored("localStorage", (storage) => ({ ...empty, ...JSON.parse(storage.getItem(this.name) ?? "{}") }), () => empty);
  }

  /** Changes what is kept. @param {(kept: Kept) => void} change */
  update(change) {
    const kept = this.read();
    change(kept);
    if (memory.has(this.name)) return;
    const remember = () => memory.set(this.name, kept);
    stored("localStorage", (storage) => storage.setItem(this.name, JSON.stringify(kept)), remember);
  }

  /** Whether the panel was open in this tab. */
  get wasOpen() {
    return stored("sessionStorage", (storage) => storage.getItem(this.name) === "open", () => false);
  }

  set wasOpen(open) {
    stored("sessionStorage", (storage) => storage.setItem(this.name, open ? "open" : "closed"), () => {});
  }

  /** A line to the other tabs, and to the other widgets of this page. */
  channel() {
    if (!("BroadcastChannel" in window)) return null;
    // Without storage, other tabs have conversations of their own.
    const local = stored("localStorage", (storage) => !!storage, () => false) && !memory.has(this.name);
    return new BroadcastChannel(local ? this.name : this.name + PAGE);
  }

  /**
   * Runs `task` when no other tab runs one: messages of a conversation are sent one at a time. Where the browser has
   * no locks two tabs may send the same message; the server knows its id, so this costs a request and nothing else.
   * @template T @param {() => Promise<T>} task @param {AbortSignal} signal @returns {Promise<T>}
   */
  alone(task, signal) {
    return navigator.locks ? navigator.locks.request(this.name, { signal }, task) : task();
  }
}
