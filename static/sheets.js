// Dialogs: sheets from below on a phone. The dialog element keeps the focus
// inside and gives it back; closing by its button or beside it is added here.

import { element } from "./dom.js";

/** @param {HTMLDialogElement} dialog */
export function makeSheet(dialog) {
  for (const button of dialog.querySelectorAll("[data-close]")) button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // the backdrop belongs to the dialog itself
  });
  return dialog;
}

/**
 * Opens a dialog that is gone once it is closed. The keyboard goes to what has
 * `autofocus`, else to its first field.
 * @param {string} id
 * @param {string} title
 * @param {...import("./dom.js").Child} children
 */
export function openSheet(id, title, ...children) {
  const dialog = makeSheet(
    element(
      "dialog",
      { class: "sheet", id, "aria-labelledby": `${id}-title` },
      element("div", { class: "row" }, element("h2", { id: `${id}-title` }, title), element("button", { type: "button", class: "plain close", "data-close": true }, "Close")),
      ...children,
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  const first = dialog.querySelector("form input, form select, form textarea");
  if (dialog.querySelector("[autofocus]") === null && first instanceof HTMLElement) first.autofocus = true;
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A button that closes the dialog it stands in. */
export function cancel(words = "Cancel") {
  return element("button", { type: "button", "data-close": true }, words);
}
