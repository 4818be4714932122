// Where the student writes.
import { h } from "../dom.js";
import { icon } from "./icons.js";

/**
 * @param {import("../texts.js").Texts} texts @param {(text: string) => void} send
 * @param {(field: HTMLTextAreaElement, tell: (text: string) => void) => HTMLElement | null} microphone
 * @param {(text: string) => void} tell
 */
export function composer(texts, send, microphone, tell) {
  const field = /** @type {HTMLTextAreaElement} */ (
    h("textarea.field", {
      rows: 1,
      maxlength: 2000,
      placeholder: texts.placeholder,
      "aria-label": texts.write,
      enterkeyhint: "send",
      autocomplete: "off",
      oninput: grow,
      onkeydown: enter,
    })
  );
  const button = h("button.send", { type: "submit", "aria-label": texts.send, title: texts.send }, icon("send"));
  const node = h("form.composer", { onsubmit: submit }, field, microphone(field, tell), button);

  /** As many lines as the text has, up to the limit in the style sheet. */
  function grow() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }

  /** @param {KeyboardEvent} event */
  function enter(event) {
    // While a word is being composed (accents on some keyboards), Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit(event);
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    send(field.value);
    field.value = "";
    grow();
  }

  return { node, field };
}
