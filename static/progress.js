// How far somebody is with what was given to them, in words.

import { plural } from "./dates.js";

/** @import {Assigned, Assignment, Progress} from "./team-types.js" */

/**
 * A score as it is shown: whole points.
 * @param {number} value
 */
export function score(value) {
  return String(Math.round(value));
}

/** @param {Pick<Assigned, "attempts" | "begun">} one */
export function attemptsLeft({ attempts, begun }) {
  return Math.max(0, attempts - begun);
}

/**
 * "2 of 3 attempts left", said so that the last one is not missed.
 * @param {Pick<Assigned, "attempts" | "begun">} one
 */
export function attemptsWords(one) {
  const left = attemptsLeft(one);
  if (left === 0) return one.attempts === 1 ? "attempt used" : "no attempts left";
  if (one.attempts === 1) return "one attempt";
  return left === 1 ? "last attempt" : `${left} of ${one.attempts} attempts left`;
}

/**
 * Where somebody stands with the pass mark.
 * @param {{best: number | null, pass_mark: number}} one pass_mark 0: there is none
 * @returns {{text: string, kind: "" | "yes" | "give"}} "" for nothing to say
 */
export function markWords({ best, pass_mark: mark }) {
  if (mark === 0) return { text: "", kind: "" };
  if (best === null) return { text: `pass mark ${score(mark)}`, kind: "" };
  return best >= mark ? { text: `pass mark ${score(mark)} met`, kind: "yes" } : { text: `pass mark ${score(mark)} not met yet`, kind: "give" };
}

/**
 * @param {{best: number | null, begun: number}} one
 */
export function bestWords({ best, begun }) {
  if (best !== null) return `best ${score(best)}`;
  return begun > 0 ? "under way" : "not begun";
}

/**
 * How far one person is, as a word with its kind.
 * @param {Progress} one
 * @param {number} mark
 * @returns {{text: string, kind: "" | "yes" | "give"}}
 */
export function stateOf(one, mark) {
  if (one.begun === 0) return { text: "not begun", kind: "" };
  if (one.best === null) return { text: "under way", kind: "give" };
  if (mark === 0) return { text: "done", kind: "yes" };
  return one.best >= mark ? { text: "passed", kind: "yes" } : { text: "not passed yet", kind: "give" };
}

/**
 * Everybody an assignment is for, with those who have not begun.
 * @param {Pick<Assignment, "people" | "progress">} assignment
 * @param {{person: string, name: string, role?: string}[]} members
 * @returns {Progress[]}
 */
export function everybody({ people, progress }, members) {
  const named = people ?? [];
  const begun = progress ?? [];
  const meant = members.filter((one) => (named.length > 0 ? named.includes(one.person) : one.role === undefined || one.role === "rep"));
  const missing = meant.filter((one) => !begun.some((other) => other.person === one.person));
  return [...begun, ...missing.map((one) => ({ person: one.person, name: one.name, begun: 0, finished: 0, best: null, passed: false, last_at: null }))];
}

/**
 * "3 of 8 passed · 2 under way · 3 not begun"
 * @param {Progress[]} progress of everybody it is for
 * @param {number} mark
 */
export function summary(progress, mark) {
  if (progress.length === 0) return "nobody to do it yet";
  const count = (/** @type {string} */ state) => progress.filter((one) => stateOf(one, mark).text === state).length;
  const done = mark === 0 ? "done" : "passed";
  const parts = [`${count(done)} of ${plural(progress.length, "person", "people")} ${done}`];
  for (const state of ["not passed yet", "under way", "not begun"]) {
    if (count(state) > 0) parts.push(`${count(state)} ${state}`);
  }
  return parts.join(" · ");
}
