// The web channel (docs/web.md). Nothing is tried twice here: chat.js decides what to do about a Failure.

/** Milliseconds without a line, when there should be a ping. */
const SILENCE = 30_000;

/** `status` is 0 when the line broke; `after`: seconds to wait. */
export class Failure extends Error {
  constructor(status, reason, after) {
    super(`${status} ${reason}`);
    this.status = status;
    this.after = after;
  }

  /** Whether trying again may help. */
  get passing() {
    return !this.status || this.status === 408 || this.status >= 500;
  }
}

/** The lines of an answer. What is no JSON was said by a proxy or a portal. */
async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Failure(0, "cut");
    const whole = (rest + value).split("\n");
    rest = whole.pop();
    yield* whole.filter((line) => line.trim()).map((line) => JSON.parse(line));
  }
}

/** A `Server` of types.d.ts. */
export function connect(server) {
  async function call(signal, method, key, path, body, read) {
    const stop = new AbortController();
    const end = () => stop.abort();
    let timer;
    const alive = () => (clearTimeout(timer), (timer = setTimeout(end, SILENCE)));
    signal.addEventListener("abort", end);
    alive();
    try {
      const response = await fetch(`${server}/webhooks/web/conversations${key ? `/${key.conversation}${path}` : ""}`, {
        method,
        body: body && JSON.stringify(body),
        headers: { ...(key && { Authorization: `Bearer ${key.token}` }), ...(body && { "Content-Type": "application/json" }) },
        credentials: "omit",
        cache: "no-store",
        signal: stop.signal,
      });
      if (response.ok) return await read?.(response, alive);
      const { error } = await response.json().catch(() => ({}));
      throw new Failure(response.status, error, Math.min(response.headers.get("Retry-After"), 120));
    } catch (error) {
      throw error instanceof Failure ? error : new Failure(0, error);
    } finally {
      clearTimeout(timer);
      end(); // of what is left of a response
      signal.removeEventListener("abort", end);
    }
  }

  return {
    open: (signal) =>
      call(signal, "POST", null, "", {}, async (response) => {
        const key = await response.json();
        if (!key.token) throw new Failure(0, "no token");
        return key;
      }),

    history: (signal, key) => call(signal, "GET", key, "", null, async (response) => (await response.json()).turns.filter(({ id }) => id)),

    send: (signal, key, message, take) =>
      call(signal, "POST", key, "/messages", message, async ({ body }, alive) => {
        for await (const line of lines(body)) {
          alive();
          if (line.type === "done") return;
          if (line.type === "error") throw new Failure(line.status, line.error);
          if (line.type === "message") take(line);
        }
      }),

    rate: (signal, key, id, index, value) => call(signal, "PUT", key, `/ratings/${id}`, { index, value }),

    erase: (signal, key) => call(signal, "DELETE", key, ""),
  };
}
