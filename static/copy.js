// A link to hand over: to be copied now, as it is not shown again.

import { element } from "./dom.js";

/**
 * @param {string} id
 * @param {string} label
 * @param {string} link
 * @param {string} says
 */
export function linkBox(id, label, link, says) {
  const input = element("input", { id, type: "text", readonly: true, value: link, dir: "ltr", "aria-describedby": `${id}-says` });
  const told = element("small", { role: "status" });
  const copy = element("button", { type: "button", class: "primary" }, "Copy");
  input.addEventListener("focus", () => input.select());
  copy.addEventListener("click", async () => {
    told.textContent = (await copied(input)) ? "Copied." : "Copying is switched off here: the link is selected, copy it by hand.";
  });
  return element(
    "div",
    { class: "link-box" },
    element("div", { class: "field" }, element("label", { for: id }, label), element("div", { class: "row" }, input, copy)),
    element("small", { id: `${id}-says` }, says),
    told,
  );
}

/** @param {HTMLInputElement} input */
async function copied(input) {
  try {
    await navigator.clipboard.writeText(input.value); // missing on plain http away from localhost
    return true;
  } catch {
    input.focus();
    input.select();
    return document.execCommand("copy");
  }
}
