// A debrief as plain text, to be kept or handed on. What a rep wrote for themself
// stays out of it.

import { plural } from "./dates.js";
import { points } from "./debrief-card.js";
import { about } from "./debrief-whose.js";
import { nested } from "./quotes.js";
import { firstName, list } from "./words.js";

/** @import {Briefing} from "./wire.js" */
/** @import {Debrief, Moment} from "./debrief-types.js" */
/** @import {View} from "./debrief-view.js" */
/** @typedef {Pick<View, "mine" | "name">} Whose */

/**
 * Lines end in a line feed, parts are an empty line apart, and there is nothing
 * but text in it.
 * @param {Pick<Briefing, "title" | "need" | "dimensions">} briefing
 * @param {Debrief} debrief
 * @param {Whose} whose
 */
export function debriefText(briefing, debrief, whose) {
  const { ending, card, moments } = debrief;
  const head = [`Debrief: ${line(briefing.title)}`, ...(whose.mine ? [] : [`Attempt of ${line(whose.name)}`])];
  const outcome = ["The outcome", about(whose, `${line(ending.title)}. ${line(ending.text)}`), about(whose, `You needed: ${line(briefing.need)}`)];
  const figures = [plural(card.asks, "ask"), plural(card.nos, "no", "nos"), plural(card.methods?.length ?? 0, "way"), plural(ending.day, "day")].join(", ");
  const score = [
    "The score",
    `${points(card.total)} of 100 (${figures})`,
    ...card.dimensions.map((one) => `- ${briefing.dimensions.find((known) => known.dimension === one.dimension)?.name ?? one.dimension}: ${points(one.points)} of ${points(one.of)}. ${about(whose, line(one.reason))}`),
  ];
  const parts = [head, outcome, score, ...moments.map((moment, i) => momentText(moment, i === 0 ? (moments.length === 1 ? "The no that mattered" : "The nos that mattered") : "", whose))];
  return `${parts.map((part) => part.filter((one) => one !== "").join("\n")).join("\n\n")}\n`;
}

/**
 * @param {Moment} moment
 * @param {string} heading "" for none
 * @param {Whose} whose
 */
function momentText(moment, heading, whose) {
  const where = moment.turn === 0 ? "at the start" : `turn ${moment.turn}`;
  const untried = moment.untried.map((one) => one.name);
  return [
    heading,
    `${firstName(line(moment.name))}, ${where}: ${quoted(moment.no)}`,
    about(whose, line(moment.why)),
    moment.said === "" ? "" : about(whose, `You said: ${quoted(moment.said)}`),
    line(moment.thought),
    moment.stronger.line === "" ? "" : `${line(moment.stronger.title) || "Stronger here"}: ${quoted(moment.stronger.line)}`,
    untried.length > 0 ? `Untried, and fitting: ${list(untried)}.` : "",
    moment.reflect === "" ? "" : `To think about: ${about(whose, line(moment.reflect))}`,
  ];
}

/**
 * Words on one line, whatever breaks they were written with.
 * @param {string} words
 */
function line(words) {
  return words.replace(/\s+/g, " ").trim();
}

/** @param {string} words */
function quoted(words) {
  return `“${nested(line(words))}”`;
}
