// A question to the rep, with a place to answer it. Only the rep writes there, and
// nobody else reads it.

import { ApiError, get, post } from "./api.js";
import { element } from "./dom.js";
import { sentence } from "./page.js";

/** @import {View} from "./debrief-view.js" */
/** @import {DebriefAnswer, Reflection} from "./debrief-types.js" */

const MOST = 2000;

/**
 * @param {number} turn
 * @param {HTMLElement} question
 * @param {View} view
 */
export function reflection(turn, question, view) {
  if (!view.mine) return question;
  question.id = `question-${turn}`;
  const kept = keptOf(view, turn);
  const box = element("textarea", { id: `reflect-${turn}`, rows: "3", dir: "auto", maxlength: MOST, "aria-labelledby": question.id, "aria-describedby": `reflect-${turn}-says` });
  box.value = view.writing.get(turn) ?? kept;
  box.addEventListener("input", () => void view.writing.set(turn, box.value));
  const shown = element("p", { class: "kept-words", dir: "auto" }, kept);
  const says = element("small", { id: `reflect-${turn}-says`, role: "status" }, saying(kept));
  const button = element("button", { type: "submit", class: "small" }, "Keep it");
  const form = element("form", { class: "reflect" }, box, element("div", { class: "row" }, button, says));
  // What another tab has kept stands under the box; the next press replaces it.
  const seen = async () => {
    try {
      /** @type {DebriefAnswer} */
      const answer = await get(`/api/attempts/${encodeURIComponent(view.attempt)}/debrief`);
      view.reflections = answer.reflections ?? [];
      shown.textContent = keptOf(view, turn);
      shown.classList.add("elsewhere");
    } catch {
      // the next press is told again
    }
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    says.textContent = "One moment…";
    try {
      /** @type {{reflections: Reflection[]}} */
      const answer = await post(`/api/attempts/${encodeURIComponent(view.attempt)}/reflections`, { turn, text: box.value, was: keptOf(view, turn) });
      view.reflections = answer.reflections;
      view.writing.delete(turn);
      const now = keptOf(view, turn);
      shown.textContent = now;
      shown.classList.remove("elsewhere");
      says.textContent = now === "" ? "Taken back." : "Kept. Only you can read it.";
    } catch (error) {
      says.textContent = sentence(error);
      if (error instanceof ApiError && error.code === "conflict") await seen();
    }
    button.removeAttribute("aria-disabled");
  });
  return element("div", { class: "reflection" }, question, form, shown);
}

/**
 * @param {View} view
 * @param {number} turn
 */
function keptOf(view, turn) {
  return view.reflections.find((one) => one.turn === turn)?.text ?? "";
}

/** @param {string} kept */
function saying(kept) {
  return kept === "" ? "Only you will read it." : "You wrote this. Only you can read it.";
}
