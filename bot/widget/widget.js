// What a site loads: defines <declic-chat> and adds one for each script tag that asks for it.
import { DeclicChat } from "./element.js";

if (!customElements.get("declic-chat")) customElements.define("declic-chat", DeclicChat);

// A module cannot know its own script tag (document.currentScript is null), so tags are found by what they say.
const TAGS = 'script[type="module"]:is([data-server], [data-declic], [src$="widget.js"])';

/** @type {{[tag: string]: true}} What is no attribute of the element, or is set by itself. */
const OWN = { declic: true, declicDone: true };

/** Adds a widget for a script tag, with the tag's `data-*` as attributes. @param {HTMLScriptElement} tag */
function add(tag) {
  if ("declicDone" in tag.dataset) return;
  tag.dataset.declicDone = "";
  const chat = document.createElement("declic-chat");
  for (const [name, value] of Object.entries(tag.dataset)) if (!OWN[name]) chat.setAttribute(name, value ?? "");
  document.body.append(chat);
}

/** Adds what is asked for so far: a module is loaded once, whatever the number of tags. */
function addAll() {
  document.querySelectorAll(TAGS).forEach((tag) => add(/** @type {HTMLScriptElement} */ (tag)));
}

addAll();
// Tags below this one are not parsed yet when the module comes from the cache.
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", addAll, { once: true });
