// Totals over time as points of a drawing, and in words.

import { marks } from "./attempt-marks.js";
import { localDay, plural } from "./dates.js";

/** @import {ProgressAttempt} from "./my-progress-types.js" */
/** @typedef {{x: number, y: number, won: boolean, other: boolean}} Dot other: a rewind or a coached attempt */

/**
 * @param {ProgressAttempt[]} attempts oldest first
 * @param {{left: number, top: number, width: number, height: number}} field
 * @returns {Dot[]}
 */
export function dots(attempts, { left, top, width, height }) {
  const step = attempts.length > 1 ? width / (attempts.length - 1) : 0;
  return attempts.map((one, i) => ({
    x: left + (attempts.length > 1 ? step * i : width / 2),
    y: top + height * (1 - Math.max(0, Math.min(100, one.total)) / 100),
    won: one.ending === "won",
    other: Boolean(one.rewind || one.coached),
  }));
}

/** @param {ProgressAttempt[]} attempts oldest first, at least one */
export function totalsInWords(attempts) {
  const totals = attempts.map((one) => one.total);
  const won = attempts.filter((one) => one.ending === "won").length;
  const first = `${plural(attempts.length, "attempt")}, ${won} won.`;
  if (attempts.length === 1) return `${first} It scored ${totals[0]}.`;
  return `${first} The first scored ${totals[0]}, the latest ${totals.at(-1)}, the best ${Math.max(...totals)} of 100.`;
}

/**
 * What an attempt is marked as, in words; "" for nothing.
 * @param {ProgressAttempt} one
 */
export function markWords(one) {
  return [...(one.official ? ["official"] : []), ...marks(one)].join(", ");
}

/** @param {ProgressAttempt} one */
export function dayOf(one) {
  return localDay(new Date(one.started_at));
}
