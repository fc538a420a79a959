// What a board says: values, places, the rules in a sentence, and what moved.

import { plural } from "./dates.js";
import { list } from "./words.js";

/** @import {BoardAnswer, BoardRow, Measure, Span} from "./team-types.js" */

/**
 * A value as its measure is shown: "87.3", "+4.2".
 * @param {Measure} measure
 * @param {number} value
 */
export function valueWords(measure, value) {
  const shown = (Math.round(Math.abs(value) * 10) / 10).toFixed(1);
  if (measure !== "improvement") return value < 0 ? `−${shown}` : shown;
  if (Number(shown) === 0) return "0.0";
  return value < 0 ? `−${shown}` : `+${shown}`;
}

/**
 * "1st", "2nd", "13th"
 * @param {number} place
 */
export function ordinal(place) {
  const teens = place % 100 >= 11 && place % 100 <= 13;
  const ending = teens ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[place % 10] ?? "th");
  return `${place}${ending}`;
}

/**
 * What counts, in a sentence or two.
 * @param {Measure} measure
 * @param {number} scenarios on the board
 */
export function countsWords(measure, scenarios) {
  const over = scenarios === 1 ? "" : `, averaged over the ${scenarios} scenarios; one that is not played counts 0`;
  switch (measure) {
    case "variety":
      return `The most points for variety in an official attempt at each scenario${over}. Variety is asking in a new way after a no.`;
    case "improvement":
      return "The latest official attempt less one's own first, averaged over the scenarios that were played at least twice.";
    default:
      return `The best official attempt at each scenario${over}.`;
  }
}

/** What never counts, and what happens to equals. */
export const RULES = "An attempt counts when it met at least one no and all the rules were the same; rewinds, coached attempts and practice never do. Equal values share a place, and who got there first is listed first.";

/**
 * The span that is looked at.
 * @param {Span} window
 * @param {string} from its first day in words, "" for none
 */
export function spanWords(window, from) {
  if (window === "all") return "Since the team began.";
  if (window === "season" && from === "") return "No season is set, so everything counts.";
  return from === "" ? "" : `Since ${from}.`;
}

/**
 * What moved between two looks at the same board, quietly: oneself first, then
 * at most two others. "" for nothing worth a word.
 * @param {BoardAnswer | null} before
 * @param {BoardAnswer} after
 */
export function movedWords(before, after) {
  if (before === null || before.measure !== after.measure || before.window !== after.window) return "";
  const parts = [];
  const was = before.me?.place;
  const is = after.me?.place;
  if (is !== undefined && is !== was) parts.push(`You are ${ordinal(is)} now`);
  const others = after.rows.filter((row) => !row.me && rose(row, before.rows)).slice(0, 2);
  for (const row of others) parts.push(`${row.name} is ${ordinal(row.place)} with ${valueWords(after.measure, row.value)}`);
  return parts.length === 0 ? "" : `${list(parts)}.`;
}

/**
 * Whether somebody got better: new on the board, or with a higher value.
 * @param {BoardRow} row
 * @param {BoardRow[]} before
 */
export function rose(row, before) {
  const old = before.find((one) => one.name === row.name);
  return old === undefined || row.value > old.value;
}

/**
 * Where I stand when I am not among the rows.
 * @param {BoardAnswer} board
 */
export function mineWords({ me, people, measure }) {
  if (me === null) return measure === "improvement" ? "You are not on this board yet: it takes two official attempts at one scenario." : "You are not on this board yet: it takes an official attempt with at least one no.";
  return `You are ${ordinal(me.place)} of ${plural(people, "person", "people")}.`;
}

/**
 * Says things at most so often; of what comes meanwhile the last is said.
 * @param {(words: string) => void} say
 * @param {number} every milliseconds
 * @param {() => number} [now]
 */
export function quietly(say, every, now = () => Date.now()) {
  let last = -Infinity;
  let waiting = "";
  let timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  const speak = () => {
    timer = undefined;
    last = now();
    say(waiting);
  };
  return (/** @type {string} */ words) => {
    if (words === "") return;
    waiting = words;
    if (timer === undefined) timer = setTimeout(speak, Math.max(0, last + every - now()));
  };
}
