// Dialogs: sheets from below on a phone. The dialog element keeps the focus
// inside and gives it back; closing by its button or beside it is added here.

/** @param {HTMLDialogElement} dialog */
export function makeSheet(dialog) {
  for (const button of dialog.querySelectorAll("[data-close]")) button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // the backdrop belongs to the dialog itself
  });
  return dialog;
}
