// What teams are called and said with, in one place.

import { list } from "./words.js";

/** @import {Role, Span, Measure} from "./team-types.js" */

export const PASSPHRASE_HINT = "At least 12 characters. Four or five words that have nothing to do with each other are easy to keep in mind and hard to guess; odd characters are not needed.";

/**
 * What a role means for the one who takes it.
 * @type {Record<Role, string>}
 */
export const ROLE_SENTENCES = {
  owner: "You name trainers, and you practice, assign and read along like one.",
  trainer: "You hand out scenarios, read your team's attempts and comment on them.",
  rep: "You get scenarios from your trainers, who can read the attempts you make for the team. Your own practice stays yours.",
};

/** @type {Record<Role, string>} */
export const ROLES = { owner: "Owner", trainer: "Trainer", rep: "Rep" };

/** @type {Record<Measure, string>} */
export const MEASURES = { score: "Score", variety: "Variety", improvement: "Improvement" };

/** @type {Record<Span, string>} */
export const SPANS = { week: "This week", month: "This month", season: "Season", all: "All time" };

/**
 * @param {Role} role
 * @param {Role} least
 */
export function may(role, least) {
  const order = ["rep", "trainer", "owner"];
  return order.indexOf(role) >= order.indexOf(least);
}

/**
 * "Ann, Ben and 3 others"
 * @param {string[]} names
 * @param {number} [most] named one by one
 */
export function few(names, most = 3) {
  if (names.length <= most + 1) return list(names);
  return list([...names.slice(0, most), `${names.length - most} others`]);
}

/** What a screen on a wall says when its link leads nowhere. */
export const WALL_ENDED = {
  title: "This link shows no board any more.",
  says: "It was replaced or taken back. The team's trainer can make a new one.",
};
