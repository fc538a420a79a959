// Taking a debrief along: on paper, and as plain text.

import { element } from "./dom.js";

/** @param {() => string} text */
export function takeAlong(text) {
  const says = element("small", { role: "status" });
  const copy = element("button", { type: "button", class: "small" }, "Copy as text");
  const print = element("button", { type: "button", class: "small", onclick: () => window.print() }, "Print");
  const place = element("div", { class: "row take" }, copy, print, says);
  copy.addEventListener("click", async () => {
    const words = text();
    try {
      await navigator.clipboard.writeText(words); // missing on plain http away from localhost
      says.textContent = "Copied.";
    } catch {
      says.textContent = "Copying is switched off here: the text is selected below, copy it by hand.";
      byHand(place, words);
    }
  });
  return place;
}

/**
 * @param {HTMLElement} place
 * @param {string} words
 */
function byHand(place, words) {
  const box = place.querySelector("textarea") ?? element("textarea", { readonly: true, rows: "8", "aria-label": "The debrief as text" });
  box.value = words;
  place.append(box);
  box.focus();
  box.select();
}

/** What is folded on the screen stands open on paper, and is folded again afterwards. */
export function openForPrint() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details")].filter((one) => !one.open);
    for (const one of opened) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
  });
}
