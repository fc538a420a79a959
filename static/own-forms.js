// The two forms of a no of one's own: how and when one will ask, and how it went.

import { post } from "./api.js";
import { element } from "./dom.js";
import { FieldError, field, form } from "./form.js";
import { dayAhead } from "./own-words.js";

/** @import {Asked, Commitment, MethodChoice} from "./own-types.js" */

/**
 * @param {string} path of the no
 * @param {MethodChoice[]} methods
 * @param {Commitment | undefined | false} before what was chosen before
 * @param {() => Promise<void>} saved
 */
export function commitForm(path, methods, before, saved) {
  const method = element(
    "select",
    { id: "method", required: true },
    element("option", { value: "" }, "Pick one"),
    ...methods.map((one) => element("option", { value: one.method, selected: before && one.method === before.method }, one.name)),
  );
  const hint = element("small", { id: "method-says" });
  const explain = () => (hint.textContent = methods.find((one) => one.method === method.value)?.hint ?? "");
  method.addEventListener("change", explain);
  method.setAttribute("aria-describedby", hint.id);
  explain();
  const now = new Date();
  const date = element("input", { id: "date", type: "date", required: true, min: dayAhead(now, 0), value: before ? before.date : dayAhead(now, 1) });
  const words = element("input", { id: "words", type: "text", maxlength: "300", autocomplete: "off", dir: "auto", value: (before && before.words) || "" });
  return form(
    {
      id: "commit",
      action: "I will ask then",
      busy: "Keeping it…",
      submit: async () => {
        if (date.value < dayAhead(new Date(), 0)) throw new FieldError(date, "Pick today or a later day.");
        await post(`${path}/commitment`, { method: method.value, date: date.value, words: words.value.trim() });
        await saved();
      },
    },
    [
      element("div", { class: "field" }, element("label", { for: "method" }, "How will you ask?"), method, hint),
      field("On which day?", date),
      field("Your first sentence (optional)", words, "Write it as you will say it."),
    ],
  );
}

/**
 * @param {string} path of the no
 * @param {() => Promise<void>} saved
 * @param {(() => void) | null} notYet leads to another day; null: that is no answer here
 */
export function toldForm(path, saved, notYet) {
  const choices = [
    { value: "yes", name: "Yes, and I got it" },
    { value: "part", name: "Yes, and I got a part of it" },
    { value: "no", name: "Yes, and they said no" },
    ...(notYet === null ? [] : [{ value: "not_yet", name: "Not yet" }]),
  ];
  const boxes = choices.map((one) => element("input", { type: "radio", name: "asked", value: one.value, id: `asked-${one.value}` }));
  const note = element("input", { id: "note", type: "text", maxlength: "300", autocomplete: "off", dir: "auto" });
  return form(
    {
      id: "told-form",
      action: "Keep it",
      busy: "Keeping it…",
      submit: async () => {
        const picked = boxes.find((box) => box.checked)?.value;
        if (picked === undefined) throw new FieldError(boxes[0], "Pick how it went.");
        if (picked === "not_yet" && notYet !== null) return notYet();
        await post(`${path}/told`, { asked: /** @type {Asked} */ (picked), note: note.value.trim() });
        await saved();
      },
    },
    [
      element("fieldset", { class: "choices" }, element("legend", {}, "Did you ask?"), ...choices.map((one, i) => element("label", {}, boxes[i], element("span", {}, one.name)))),
      notYet !== null && element("p", { class: "soft" }, "Not yet is no failure: pick another day below, or another way."),
      field("A line for yourself (optional)", note),
    ],
  );
}
