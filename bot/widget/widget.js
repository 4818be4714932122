// What a site loads: adds a <declic-chat> for each script tag.
import { DeclicChat } from "./element.js";

if (!customElements.get("declic-chat")) customElements.define("declic-chat", DeclicChat);

/** A module runs once, whatever the number of its tags, and does not know them. */
function addAll() {
  if (!document.body) return;
  for (const tag of document.querySelectorAll("script[type=module]:is([data-server], [data-declic], [src$='/widget.js'])")) {
    const { declic, added, ...attributes } = tag.dataset;
    const ours = tag.src.startsWith(new URL("..", import.meta.url)) || attributes.server || declic !== undefined;
    if (added || !ours) continue;
    tag.dataset.added = true;
    const chat = document.createElement("declic-chat");
    for (const name in attributes) chat.setAttribute(name, attributes[name]);
    document.body.append(chat);
  }
}

addAll();
// From the cache, it runs before the tags below it are there.
addEventListener("DOMContentLoaded", addAll);
