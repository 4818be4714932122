// On a job page, one polite word beside the launcher; never again once it was closed or followed.
import { h, pause } from "./dom.js";
import { icon } from "./view/icons.js";

/**
 * @param {{texts: import("./texts.js").Texts, store: import("./storage.js").Store, seconds: number, open: () => void, isOpen: () => boolean, signal: AbortSignal}} host
 */
export function invitation({ texts, store, seconds, open, isOpen, signal }) {
  // It is there from the start, empty: a live region that comes with its text is not read aloud.
  const node = h("div.invitation", { role: "status" });
  const enough = () => {
    node.replaceChildren();
    if (!store.read().invited) store.update((kept) => (kept.invited = true));
  };
  const show = () => {
    if (isOpen() || store.read().invited || store.read().key) return;
    node.append(
      h("button.accept", { type: "button", onclick: open }, texts.invitation),
      h("button.dismiss", { type: "button", "aria-label": texts.dismiss, title: texts.dismiss, onclick: enough }, icon("close")),
    );
  };
  if (seconds > 0 && !store.read().invited) pause(seconds * 1000, signal).then(show, () => {});
  return { node, enough };
}
