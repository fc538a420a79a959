// Forms that hand in once at a time, say what is wrong beside their button, and
// put the keyboard where it helps.

import { element } from "./dom.js";
import { sentence } from "./page.js";

/** @import {Child} from "./dom.js" */

/** What is wrong with a field, as a sentence. */
export class FieldError extends Error {
  /**
   * @param {HTMLElement} input
   * @param {string} message
   */
  constructor(input, message) {
    super(message);
    this.input = input;
  }
}

/**
 * @param {{id: string, action: string, busy: string, class?: string, submit: () => Promise<void>, look?: "primary" | "danger" | ""}} options
 *   submit throws what is wrong; while it runs the button says what is going on
 * @param {Child[]} fields
 * @param {Child[]} beside what stands beside the button
 */
export function form({ id, action, busy, class: kind = "start", submit, look = "primary" }, fields, beside = []) {
  const button = element("button", { class: look, id: `${id}-go` }, action);
  const problem = element("p", { class: "problem", role: "alert", id: `${id}-problem` });
  const node = element("form", { class: kind, id, novalidate: true }, ...fields, problem, element("div", { class: "row" }, button, ...beside));
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    problem.textContent = "";
    for (const wrong of node.querySelectorAll("[aria-invalid]")) wrong.removeAttribute("aria-invalid");
    button.setAttribute("aria-disabled", "true");
    button.textContent = busy;
    try {
      checkRequired(node);
      await submit();
    } catch (error) {
      if (error instanceof FieldError) {
        error.input.setAttribute("aria-invalid", "true");
        error.input.focus();
        problem.textContent = error.message;
      } else problem.textContent = sentence(error);
    }
    button.textContent = action;
    button.removeAttribute("aria-disabled");
  });
  return node;
}

/** @param {HTMLFormElement} node */
function checkRequired(node) {
  for (const input of node.querySelectorAll("input[required], textarea[required], select[required]")) {
    if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement || input instanceof HTMLSelectElement)) continue;
    if (input.value.trim() === "") throw new FieldError(input, `${input.labels?.[0]?.textContent ?? "This field"}: please fill this in.`);
    if (input.validity.badInput || input.validity.typeMismatch) throw new FieldError(input, input.validationMessage);
  }
}

/**
 * A labeled field, with a hint under it that belongs to it.
 * @param {string} label
 * @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} input with an id
 * @param {string} [hint]
 */
export function field(label, input, hint = "") {
  if (hint !== "") input.setAttribute("aria-describedby", `${input.id}-hint`);
  return element(
    "div",
    { class: "field" },
    element("label", { for: input.id }, label),
    input,
    hint !== "" && element("small", { id: `${input.id}-hint` }, hint),
  );
}

/**
 * A passphrase that can be looked at while it is typed.
 * @param {string} label
 * @param {string} id
 * @param {"new-password" | "current-password"} kind
 * @param {string} [hint]
 */
export function passphrase(label, id, kind, hint = "") {
  const input = element("input", { id, type: "password", autocomplete: kind, required: true, maxlength: "200", "aria-describedby": hint ? `${id}-hint` : null });
  const look = element("button", { type: "button", class: "small", "aria-pressed": "false", "aria-label": "Show the passphrase" }, "Show");
  look.addEventListener("click", () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    look.setAttribute("aria-pressed", String(shown));
    look.textContent = shown ? "Hide" : "Show";
  });
  const node = element(
    "div",
    { class: "field" },
    element("label", { for: id }, label),
    element("div", { class: "row" }, input, look),
    hint !== "" && element("small", { id: `${id}-hint` }, hint),
  );
  return { input, node };
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string} says
 * @param {boolean} on
 */
export function toggle(id, label, says, on) {
  const input = element("input", { id, type: "checkbox", role: "switch", checked: on, "aria-describedby": `${id}-says` });
  const node = element("div", { class: "switch" }, input, element("div", {}, element("label", { for: id }, label), element("p", { class: "soft", id: `${id}-says` }, says)));
  return { input, node };
}

/**
 * A whole number from a field.
 * @param {HTMLInputElement} input
 * @param {number} least
 * @param {number} most
 */
export function whole(input, least, most) {
  const value = Number(input.value);
  if (input.value.trim() === "" || !Number.isInteger(value) || value < least || value > most) {
    throw new FieldError(input, `${input.labels?.[0]?.textContent ?? "This"}: a whole number from ${least} to ${most}, please.`);
  }
  return value;
}
