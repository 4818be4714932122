// A server made of functions, to show every state without a server: `chat.transport = fake(state)`.
import { ANSWERS, HISTORY } from "./answers.js";

const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {string} status */
const failure = (status) => Object.assign(new Error(status), { status: Number(status), passing: status === "0" });

/** @param {string} state the name of a state; see answers.js */
export function fake(state) {
  return {
    open: async () => ({ conversation: "fake", token: "fake" }),
    history: async () => ({ conversation: "fake", turns: HISTORY[state] ?? [], more: false }),
    rate: async () => {},
    erase: async () => {},
    /** @param {any} _key @param {any} message @param {AbortSignal} signal @param {(line: any) => void} take */
    send: async (_key, message, signal, take) => {
      if (state === "error") throw failure("400");
      if (state === "typing") await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      take({ type: "typing" });
      await wait(150);
      const messages = ANSWERS[state] ?? ANSWERS.answer;
      messages.forEach((bubble, index) => take({ type: "message", index, ...bubble }));
    },
  };
}
