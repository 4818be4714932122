// A server made of functions, to show every state without a server: `chat.transport = fake(state)`.
import { ANSWERS, HISTORY } from "./answers.js";

const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

const failure = (/** @type {number} */ status) => Object.assign(new Error(), { status });

/** @param {string} state the name of a state; see answers.js */
export function fake(state) {
  return {
    open: async () => ({ conversation: "fake", token: "fake" }),
    history: async () => HISTORY[state] ?? [],
    rate: async () => {},
    erase: async () => {},
    send: async (signal, _key, _message, take) => {
      if (state === "error") throw failure(413);
      if (state === "typing") await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      await wait(150);
      const messages = ANSWERS[state] ?? ANSWERS.answer;
      messages.forEach((bubble, index) => take({ type: "message", index, ...bubble }));
    },
  };
}
