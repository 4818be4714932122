// The web channel as functions (docs/web.md). Nothing is tried twice here: chat.js decides what to do about an error.
import { pause } from "./dom.js";

/** @typedef {import("./storage.js").Key} Key */
/** @typedef {import("./storage.js").Message} Message */

/** Without a line for so long (the server sends a ping every few seconds) the line is dead. */
const SILENCE = 30_000;

/** Why a request failed: `status` of the server's refusal, 0 when the line broke. */
export class Failure extends Error {
  /** @param {number} status @param {string} code @param {number} [after] seconds to wait before the next try */
  constructor(status, code, after) {
    super(`${status} ${code}`);
    this.status = status;
    this.after = after;
  }

  /** Whether trying again may help. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status >= 500;
  }
}

/** @param {Response} response */
async function refusal(response) {
  const body = await response.json().catch(() => ({}));
  const after = Number(response.headers.get("Retry-After") ?? NaN);
  return new Failure(response.status, String(body?.error), after > 0 ? Math.min(after, 120) : undefined);
}

/**
 * The lines of an answer. A line that is no object with a `type` is garbage: someone else answered (a proxy, a portal).
 * @param {ReadableStream<Uint8Array>} body
 */
async function* lines(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += done ? "\n" : decoder.decode(value, { stream: true });
    const whole = rest.split("\n");
    rest = whole.pop() ?? "";
    for (const line of whole) if (line.trim()) yield parse(line);
    if (done) return;
  }
}

/** @param {string} line */
function parse(line) {
  try {
    const found = JSON.parse(line);
    if (typeof found.type === "string") return found;
  } catch {
    // falls through
  }
  throw new Failure(0, "garbage");
}

/** The web channel of a server. @param {string} server its address, without a slash at the end */
export function connect(server) {
  /** @param {string} method @param {string} path @param {Key | null} key @param {AbortSignal} signal @param {any} [body] */
  async function call(method, path, key, signal, body) {
    const headers = new Headers();
    if (key) headers.set("Authorization", `Bearer ${key.token}`);
    if (body) headers.set("Content-Type", "application/json");
    const options = { method, headers, signal, body: body && JSON.stringify(body), cache: "no-store", credentials: "omit" };
    const response = await fetch(`${server}/webhooks/web/conversations${path}`, /** @type {RequestInit} */ (options));
    if (!response.ok) throw await refusal(response);
    return response;
  }

  /**
   * Gives `task` a signal that also fires when nothing happens for too long; any broken line becomes a Failure.
   * @template T @param {AbortSignal} signal @param {(signal: AbortSignal, alive: () => void) => Promise<T>} task
   */
  async function watched(signal, task) {
    const stop = new AbortController();
    let timer = new AbortController();
    const alive = () => {
      timer.abort();
      timer = new AbortController();
      pause(SILENCE, timer.signal).then(() => stop.abort(), () => {});
    };
    const end = () => stop.abort();
    signal.addEventListener("abort", end);
    alive();
    try {
      return await task(stop.signal, alive);
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof Failure ? error : new Failure(0, String(error));
    } finally {
      timer.abort();
      stop.abort(); // lets go of what is left of a response
      signal.removeEventListener("abort", end);
    }
  }

  /** @param {Key} key */
  const path = (key) => `/${encodeURIComponent(key.conversation)}`;

  return {
    /** Opens a conversation. @param {AbortSignal} signal @returns {Promise<Key>} */
    open: (signal) =>
      watched(signal, async (both) => {
        const { conversation, token } = await (await call("POST", "", null, both, {})).json();
        if (!conversation || !token) throw new Failure(0, "garbage");
        return { conversation, token };
      }),

    /** What was said. @param {Key} key @param {string | null} before @param {AbortSignal} signal */
    history: (key, before, signal) =>
      watched(signal, async (both) => {
        const query = before ? `?before=${encodeURIComponent(before)}` : "";
        const found = await (await call("GET", path(key) + query, key, both)).json();
        if (!Array.isArray(found?.turns)) throw new Failure(0, "garbage");
        return found;
      }),

    /** Says something; `take` gets each line. @param {Key} key @param {Message} message @param {AbortSignal} signal @param {(line: any) => void} take */
    send: (key, message, signal, take) =>
      watched(signal, async (both, alive) => {
        const response = await call("POST", `${path(key)}/messages`, key, both, message);
        if (!response.body) throw new Failure(0, "empty");
        for await (const line of lines(response.body)) {
          alive();
          if (line.type === "error") throw new Failure(line.status || 500, line.error);
          if (line.type === "done") return;
          take(line);
        }
        throw new Failure(0, "cut");
      }),

    /** Thumbs. @param {Key} key @param {string} id @param {number} index @param {string} value @param {AbortSignal} signal */
    rate: (key, id, index, value, signal) =>
      watched(signal, (both) => call("PUT", `${path(key)}/ratings/${encodeURIComponent(id)}`, key, both, { index, value })),

    /** Erases a conversation for good; one that is gone is erased. @param {Key} key @param {AbortSignal} signal */
    erase: (key, signal) =>
      watched(signal, (both) =>
        call("DELETE", path(key), key, both).catch((error) => {
          if (error.status !== 404) throw error;
        }),
      ),
  };
}
