// A server made of functions, to show every state without a server: `chat.transport = fake(state)`.
import { ANSWERS, HISTORY } from "./answers.js";

const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A line that is dead, and no more tries: what comes after the last one is seen at once. */
function failure() {
  let asked = 0;
  return Object.defineProperty(new Error("dead"), "passing", { get: () => (asked += 1) > 1 });
}

/** @param {string} state the name of a state; see answers.js */
export function fake(state) {
  return {
    open: async () => ({ conversation: "fake", token: "fake" }),
    history: async () => HISTORY[state] ?? [],
    rate: async () => {},
    erase: async () => {},
    send: async (signal, _key, _message, take) => {
      if (state === "error") throw failure();
      if (state === "typing") await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      await wait(150);
      const messages = ANSWERS[state] ?? ANSWERS.answer;
      messages.forEach((bubble, index) => take({ type: "message", index, ...bubble }));
    },
  };
}
