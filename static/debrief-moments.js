// The one or two nos that mattered. The rep's own sentence is the hero.

import { post } from "./api.js";
import { about } from "./debrief-whose.js";
import { element } from "./dom.js";
import { marked } from "./marked.js";
import { sentence } from "./page.js";
import { reflection } from "./debrief-reflect.js";
import { rewindButton } from "./rewind.js";
import { firstName, list } from "./words.js";

/** @import {Moment, Stood} from "./debrief-types.js" */
/** @import {View} from "./debrief-view.js" */

/**
 * @param {Moment[]} moments
 * @param {View} view
 */
export function momentsSection(moments, view) {
  if (moments.length === 0) return null;
  const title = moments.length === 1 ? "The no that mattered" : "The nos that mattered";
  return element(
    "section",
    { class: "stack", "aria-labelledby": "moments-title" },
    element("h2", { id: "moments-title" }, title),
    ...moments.map((moment) => momentSheet(moment, view)),
  );
}

/**
 * @param {Moment} moment
 * @param {View} view
 */
function momentSheet(moment, view) {
  const name = firstName(moment.name);
  const better = element("blockquote", { class: "better", dir: "auto" }, moment.stronger.line);
  const question = element("p", { class: "question" }, about(view, moment.reflect));
  const untried = moment.untried.map((one) => one.name);
  return element(
    "article",
    { class: "sheet moment" },
    element("h3", { class: "no-line", dir: "auto" }, `“${moment.no}”`),
    element("p", { class: "soft" }, element("span", { class: "tag no" }, moment.turn === 0 ? "first no" : "no"), ` ${name}, ${moment.turn === 0 ? "at the start" : `turn ${moment.turn}`}. ${about(view, moment.why)}`),
    element(
      "div",
      { class: "two" },
      element(
        "div",
        { class: "stack" },
        element("h4", {}, view.mine ? "You said" : `${firstName(view.name)} said`),
        moment.said
          ? element("blockquote", { class: "hero-words", dir: "auto" }, ...marked(moment.said, moment.evidence))
          : element("p", { class: "soft" }, "Nothing after it."),
        moment.thought && element("p", { class: "thought" }, moment.thought),
      ),
      element(
        "div",
        { class: "stack" },
        element("h4", {}, moment.stronger.title || "Stronger here"),
        better,
        view.coach !== "" && otherWords(moment, view, better, question),
        untried.length > 0 && element("p", { class: "soft" }, `Untried at that point, and fitting: ${list(untried)}.`),
      ),
    ),
    moment.stood.length > 0 &&
      element("details", {}, element("summary", {}, `What stood between ${view.mine ? "you" : firstName(view.name)} and ${name}'s yes`), element("ul", { class: "quotes" }, ...moment.stood.map((one) => stood(one, name, view)))),
    moment.reflect && reflection(moment.turn, question, view),
    element("div", { class: "row" }, rewindButton(view, moment.back_to, "primary")),
  );
}

/**
 * The button that asks a language model to word the proposal by what was said.
 * @param {Moment} moment
 * @param {View} view
 * @param {HTMLElement} better
 * @param {HTMLElement} question
 */
function otherWords(moment, view, better, question) {
  const says = element("small", { role: "status" });
  const button = element("button", { type: "button", class: "plain small" }, "In words that take up what was said");
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    says.textContent = "One moment…";
    try {
      /** @type {{line: string, question: string, by: string, note?: string}} */
      const words = await post(`/api/attempts/${encodeURIComponent(view.attempt)}/words`, { turn: moment.turn });
      better.textContent = words.line;
      question.textContent = about(view, words.question);
      says.textContent = words.by === "script" ? (words.note ?? "The language model had nothing fitting to say. These words stand.") : `Worded by ${words.by}, a language model. What would have helped was decided by the rules.`;
      button.hidden = true;
    } catch (error) {
      says.textContent = sentence(error);
      button.removeAttribute("aria-disabled");
    }
  });
  return element("p", { class: "row" }, button, says);
}

/**
 * @param {Stood} one
 * @param {string} name
 * @param {View} view
 */
function stood(one, name, view) {
  return element(
    "li",
    {},
    element("q", { dir: "auto" }, one.says),
    one.weakened && element("small", {}, ` · already weaker, ${one.strength} of ${one.start}`),
    one.behind && element("p", {}, element("small", {}, one.known ? `Behind it, as ${name} told ${view.mine ? "you" : firstName(view.name)}: ` : "Behind it, unasked: "), one.behind),
    one.helper && element("p", {}, element("small", {}, "Who could have taken it away: "), one.helper),
  );
}
