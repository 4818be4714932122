// What the browser keeps: `Kept` in types.d.ts, and whether the panel was open in this tab.

/** When the browser refuses to store. */
const memory = {};

/** Even touching a storage throws when it is refused. */
function attempt(task) {
  try {
    return task();
  } catch {
    return null;
  }
}

export class Store {
  constructor(server) {
    this.name = `declic:${server}`;
  }

  read() {
    const kept = memory[this.name] ?? attempt(() => JSON.parse(localStorage[this.name]));
    return { key: null, past: [], outbox: [], ...kept };
  }

  update(change) {
    const kept = { ...this.read(), ...change };
    if (memory[this.name] || !attempt(() => (localStorage[this.name] = JSON.stringify(kept)))) memory[this.name] = kept;
    return kept;
  }

  get wasOpen() {
    return attempt(() => sessionStorage[this.name]) === "open";
  }

  set wasOpen(open) {
    attempt(() => (sessionStorage[this.name] = open ? "open" : ""));
  }

  /** To other tabs and other widgets of this page. Without storage, other tabs have their own conversation. */
  channel() {
    this.update();
    return new BroadcastChannel(this.name + (memory[this.name] ? performance.timeOrigin : ""));
  }

  /** One tab sends at a time. Without locks (no https) two may send the same message: the server knows its id. */
  alone(task, signal) {
    return navigator.locks ? navigator.locks.request(this.name, { signal }, task) : task();
  }
}
