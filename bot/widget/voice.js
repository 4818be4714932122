// Speaking instead of writing, where the browser can listen. What was heard is shown first, and sent by the student.
import { h, set } from "./dom.js";
import { icon } from "./view/icons.js";

/**
 * @param {import("./texts.js").Texts} texts @param {HTMLTextAreaElement} field
 * @param {(text: string) => void} tell @param {AbortSignal} signal
 * @returns {HTMLElement | null} the button, or null where there is no recognition
 */
export function microphone(texts, field, tell, signal) {
  const Recognition = /** @type {any} */ (window).SpeechRecognition ?? /** @type {any} */ (window).webkitSpeechRecognition;
  if (!Recognition) return null;
  /** @type {any} */
  let listening = null;
  const button = h("button.mic", { type: "button", "aria-pressed": "false", "aria-label": texts.speak, onclick: toggle }, icon("mic"));

  function toggle() {
    if (listening) return listening.stop();
    const before = field.value && `${field.value.trimEnd()} `;
    listening = Object.assign(new Recognition(), { lang: "fr-BE", interimResults: true });
    listening.onresult = (/** @type {any} */ { results }) => {
      field.value = before + Array.from(results, ([best]) => best.transcript).join("");
      field.dispatchEvent(new Event("input"));
    };
    listening.onerror = (/** @type {any} */ { error }) => tell(error === "not-allowed" ? texts.noMicrophone : texts.notHeard);
    listening.onend = () => {
      listening = null;
      set(button, { "aria-pressed": "false" });
    };
    set(button, { "aria-pressed": "true" });
    tell(texts.listening);
    listening.start();
  }

  signal.addEventListener("abort", () => listening?.abort());
  return button;
}
