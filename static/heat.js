// How much somebody leans on each way of asking, as shades that go with numbers.

import { plural } from "./dates.js";
import { METHODS } from "./words.js";

/** @import {Method} from "./wire.js" */
/** @import {Glance} from "./team-types.js" */

export const ALL_METHODS = /** @type {Method[]} */ (Object.keys(METHODS));

/** The least share of all that somebody's ways makes each shade. */
const STEPS = [0, 0.1, 0.2, 0.35];

/**
 * The shade of a count among somebody's counts: 0 for never, up to 4. It is a
 * share, so that who practiced little can be compared with who practiced much.
 * @param {number} count
 * @param {number} total of all ways
 */
export function shade(count, total) {
  if (count <= 0 || total <= 0) return 0;
  return STEPS.filter((least) => count / total >= least).length;
}

/**
 * The cells of somebody's row, in the order of ALL_METHODS.
 * @param {Partial<Record<Method, number>> | null} methods
 * @param {Method[] | null} avoids
 */
export function cells(methods, avoids) {
  const total = ALL_METHODS.reduce((sum, method) => sum + (methods?.[method] ?? 0), 0);
  return ALL_METHODS.map((method) => {
    const count = methods?.[method] ?? 0;
    const avoided = (avoids ?? []).includes(method);
    return { method, count, shade: shade(count, total), avoided };
  });
}

/**
 * The week in one sentence.
 * @param {Glance["week"]} week
 */
export function weekWords({ people, practiced, attempts, asks, nos }) {
  if (people === 0) return "There are no reps in the team yet.";
  if (practiced === 0) return people === 1 ? "Nobody has practiced yet this week." : `None of ${plural(people, "person", "people")} has practiced yet this week.`;
  return `${practiced} of ${plural(people, "person", "people")} practiced: ${plural(attempts, "attempt")}, ${plural(asks, "ask")}, ${plural(nos, "no", "nos")} heard.`;
}

/**
 * The weeks' averages in one sentence, for who does not see the drawing.
 * @param {Glance["weeks"]} weeks
 */
export function trendWords(weeks) {
  const scored = weeks.filter((week) => week.average !== null);
  if (scored.length === 0) return "No finished attempts in these weeks.";
  const first = Math.round(scored[0].average ?? 0);
  const last = Math.round(scored[scored.length - 1].average ?? 0);
  if (scored.length === 1) return `One week with finished attempts, ${last} on average.`;
  return `${first} on average in the first week with finished attempts, ${last} in the last.`;
}

/**
 * What the team has used of a language model today.
 * @param {{calls: number, tokens: number, spend: number}} used
 */
export function usageWords({ calls, tokens, spend }) {
  if (calls === 0) return "The language model has not spoken for this team today.";
  const cost = spend > 0 ? `, for about ${spend.toFixed(2)}` : "";
  return `The language model spoke ${calls === 1 ? "once" : `${calls} times`} for this team today: ${tokens.toLocaleString("en")} tokens${cost}.`;
}
