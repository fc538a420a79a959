// The form in which somebody takes labels away from a turn, adds one with the
// words that show it, and says why. It is fetched once somebody asks for it.

import { post } from "./api.js";
import { REASON_LENGTH, bytesOf, changes, counted, fromField, missing, stretch, toField } from "./contest.js";
import { element } from "./dom.js";
import { sentence } from "./page.js";
import { makeSheet } from "./sheets.js";
import { firstName, labelWords } from "./words.js";

/** @import {DebriefAnswer, Note} from "./debrief-types.js" */
/** @import {View} from "./debrief-view.js" */
/** @import {Range} from "./debrief-contest.js" */

/**
 * @param {Note} note
 * @param {View} view
 * @param {Range | null} selected
 * @param {(answer: DebriefAnswer, note: Note) => void} saved
 */
export function open(note, view, selected, saved) {
  const title = element("h2", { id: "contest-title" }, `What was read wrongly in turn ${note.turn}?`);
  const problem = element("p", { class: "problem", role: "alert" });
  const boxes = counted(note).map((label) => box(label, note));
  const words = wordsField(note, selected);
  const reason = element("textarea", { id: "contest-reason", rows: "2", maxlength: REASON_LENGTH, required: true, dir: "auto" });
  const save = element("button", { class: "primary" }, "Save");
  const form = element(
    "form",
    { class: "stack", novalidate: true },
    boxes.length > 0
      ? element("fieldset", { class: "boxes" }, element("legend", {}, "What counted: take away what is wrong"), ...boxes.map((one) => one.label))
      : element("p", { class: "soft" }, "Nothing counted in this turn."),
    element("div", { class: "field" }, element("label", { for: "contest-added" }, "What is missing"), words.select),
    words.field,
    element("div", { class: "field" }, element("label", { for: "contest-reason" }, "Why it reads differently"), reason),
    problem,
    element("div", { class: "row" }, save, element("button", { type: "button", "data-close": true }, "Cancel")),
  );
  const dialog = makeSheet(
    element("dialog", { class: "sheet contest", "aria-labelledby": "contest-title" },
      element("div", { class: "row" }, title, element("button", { type: "button", class: "plain close", "data-close": true }, "Close")),
      element("p", { class: "soft" }, "The score follows. What the client decided stays as it was.", !view.mine && ` ${firstName(view.name)} sees your reason.`, view.official && (view.mine ? " The team's boards follow once a trainer has corrected it too." : " The team's boards follow too.")),
      form),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (save.getAttribute("aria-disabled") === "true") return;
    problem.textContent = "";
    const made = changes(note, boxes.filter((one) => one.input.checked).map((one) => one.name), words.select.value, words.bytes());
    if (made.length === 0) {
      problem.textContent = "Nothing is changed yet: take a label away, or add one that is missing.";
      return;
    }
    if (reason.value.trim() === "") {
      problem.textContent = "Say in a sentence why it reads differently.";
      reason.focus();
      return;
    }
    save.setAttribute("aria-disabled", "true");
    try {
      /** @type {DebriefAnswer} */
      const answer = await post(`/api/attempts/${encodeURIComponent(view.attempt)}/corrections`, { turn: note.turn, changes: made, reason: reason.value });
      dialog.close();
      saved(answer, note);
    } catch (error) {
      problem.textContent = sentence(error);
    }
    save.removeAttribute("aria-disabled");
  });
  dialog.addEventListener("close", () => dialog.remove());
  (boxes[0]?.input ?? words.select).autofocus = true;
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * @param {string} name
 * @param {Note} note
 */
function box(name, note) {
  const input = element("input", { type: "checkbox", checked: true, value: name });
  const quote = note.evidence.find((one) => one.label === name)?.quote;
  const label = element("label", {}, input, element("span", {}, labelWords(name), quote && element("small", { dir: "auto" }, ` “${quote}”`)));
  return { name, input, label };
}

/**
 * The label to add, and the words that show it: the turn in a field that can be
 * selected in, by pointer and by keys.
 * @param {Note} note
 * @param {Range | null} selected
 */
function wordsField(note, selected) {
  const text = note.text ?? "";
  const select = element(
    "select",
    { id: "contest-added" },
    element("option", { value: "" }, "Nothing"),
    ...missing(note).map((label) => element("option", { value: label }, labelWords(label))),
  );
  const area = element("textarea", { id: "contest-words", rows: "3", readonly: true, dir: "auto", "aria-describedby": "contest-chosen" });
  area.value = text;
  const chosen = element("p", { class: "soft", id: "contest-chosen", role: "status" });
  const field = element("div", { class: "field", hidden: true }, element("label", { for: "contest-words" }, "The words that show it: select them here"), area, chosen);
  if (selected) area.setSelectionRange(toField(text, selected.start), toField(text, selected.end));
  else area.setSelectionRange(0, 0);
  /** @returns {[number, number]} */
  const range = () => [fromField(text, area.selectionStart), fromField(text, area.selectionEnd)];
  const tell = () => {
    const [start, end] = stretch(text, ...range());
    const words = area.selectionStart === area.selectionEnd ? "The whole turn, as nothing is selected." : `“${text.slice(start, end)}”`;
    if (chosen.textContent !== words) chosen.textContent = words;
  };
  for (const event of ["select", "keyup", "pointerup"]) area.addEventListener(event, tell);
  select.addEventListener("change", () => {
    field.hidden = select.value === "";
    tell();
  });
  return { select, field, bytes: () => bytesOf(text, ...range()) };
}
