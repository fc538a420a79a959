// One's own nos in words, and whether their day has come.

import { dayIn } from "./due.js";

/** @import {Asked, OwnNo} from "./own-types.js" */

/** @type {Record<Asked, string>} */
export const ASKED = {
  yes: "You asked, and they said yes",
  part: "You asked, and got a part of it",
  no: "You asked, and they said no",
};

/** @param {string} id */
export const ownNoPath = (id) => `/own/${encodeURIComponent(id)}`;

/**
 * Whether it is time to ask how it went: the day has come where the reader is,
 * and nothing was said since.
 * @param {Pick<OwnNo, "commitment" | "told">} no
 * @param {Date} now
 */
export function isDue(no, now) {
  return no.commitment !== undefined && no.told === undefined && hasCome(no.commitment.date, now);
}

/**
 * Whether a day has come where the reader is.
 * @param {string} date as "2026-03-06"
 * @param {Date} now
 */
export const hasCome = (date, now) => date <= dayIn(now);

/**
 * "Did you ask Ines?"
 * @param {Pick<OwnNo, "name">} no
 */
export const didYouAsk = (no) => `Did you ask ${no.name}?`;

/**
 * The day that is so many days from now, as a date field holds it.
 * @param {Date} now
 * @param {number} days
 */
export function dayAhead(now, days) {
  return dayIn(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12));
}

/**
 * A date of the calendar as a moment of that day, where the reader is.
 * @param {string} date as "2026-03-06"
 */
export function noonOf(date) {
  return new Date(`${date}T12:00:00`);
}

/**
 * Which reasons somebody's words hint at, the likeliest first.
 * @param {string} said
 * @param {import("./own-types.js").ReasonChoice[]} reasons
 * @param {number} most
 */
export function hinted(said, reasons, most) {
  const text = said.toLowerCase();
  return reasons
    .map((one) => ({ one, weight: (one.words ?? []).filter((word) => text.includes(word)).reduce((sum, word) => sum + word.length, 0) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ one }) => one);
}
