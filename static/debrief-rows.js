// An attempt as rows, one a turn: what the picture draws and the table behind it says.

import { longDay, plural } from "./dates.js";
import { verdictTags } from "./notes.js";
import { METHODS, firstName, list } from "./words.js";

/** @import {Curve, Note} from "./debrief-types.js" */
/**
 * @typedef {object} Row
 * @property {number} turn
 * @property {string} day in words
 * @property {boolean} newDay whether the day is another one than in the row before
 * @property {string} to whose line the marks lie on, "" for nobody's
 * @property {string} how what the rep did, in plain words
 * @property {string} came what came of it, in plain words
 * @property {"" | "no" | "yes" | "give"} mark
 * @property {number[]} strengths how much stands with each person afterwards, in the order of the curves
 */

/**
 * @param {Note[]} notes
 * @param {Curve[]} curves
 * @returns {Row[]}
 */
export function rowsOf(notes, curves) {
  let before = "";
  let strengths = curves.map((curve) => curve.points[0]?.strength ?? 0);
  return notes.map((note) => {
    const day = longDay(note.date, note.day);
    const newDay = day !== before;
    before = day;
    strengths = curves.map((curve, i) => curve.points.find((point) => point.turn === note.turn)?.strength ?? strengths[i] ?? 0);
    return { turn: note.turn, day, newDay, to: note.to ?? "", how: how(note), came: came(note), mark: markOf(note), strengths };
  });
}

/**
 * What was done in a turn, in plain words.
 * @param {Note} note
 */
export function how(note) {
  if (note.turn === 0) return "before the first ask";
  switch (note.kind) {
    case "wait":
      return `waited ${plural(note.days ?? 0, "day")}`;
    case "take":
      return "took what was offered";
    case "end":
      return "ended it";
  }
  const ways = note.methods.filter((one) => one.method !== "direct").map((one) => METHODS[one.method]?.tag ?? one.name);
  if (note.tone === "pushy") ways.push("pushes");
  if (ways.length > 0) return list(ways);
  return note.ask === "none" ? "no ask" : "just asks";
}

/**
 * What came of a turn, in plain words; "" for nothing to tell of.
 * @param {Note} note
 */
export function came(note) {
  const words = note.turn === 0 ? ["first no"] : verdictTags(note).map((tag) => tag.text);
  if (note.gave_ground && note.verdict !== "agree") words.unshift("gave ground");
  if (words.length === 0) return "";
  return note.name ? `${firstName(note.name)}: ${words.join(", ")}` : words.join(", ");
}

/**
 * @param {Note} note
 * @returns {Row["mark"]}
 */
function markOf(note) {
  if (!note.to) return "";
  if (note.verdict === "agree" || note.verdict === "grant_less") return "yes";
  if (note.no) return "no";
  return note.gave_ground ? "give" : "";
}

/**
 * The picture in a few sentences, for who does not see it.
 * @param {Row[]} rows
 * @param {Curve[]} curves
 */
export function inWords(rows, curves) {
  const nos = rows.filter((row) => row.mark === "no").length;
  const people = curves.map((curve) => {
    const first = curve.points[0]?.strength ?? 0;
    const last = curve.points.at(-1)?.strength ?? 0;
    const gone = curve.points.find((point) => point.strength === 0);
    if (last === 0) return `${curve.name}: ${first} at the start, nothing from turn ${gone?.turn ?? 0} on.`;
    return `${curve.name}: ${first} at the start, ${last} at the end.`;
  });
  return `${plural(rows.filter((row) => row.turn > 0).length, "turn")}, ${plural(nos, "no", "nos")}. ${people.join(" ")}`;
}

/**
 * Words in at most two lines, broken between words; what does not fit ends in "…".
 * @param {string} words
 * @param {number} most characters a line
 */
export function twoLines(words, most) {
  if (words.length <= most) return [words];
  const space = words.lastIndexOf(" ", most);
  const cut = space > 0 ? space : most;
  const rest = words.slice(cut).trimStart();
  return [words.slice(0, cut), rest.length <= most ? rest : `${rest.slice(0, most - 1).trimEnd()}…`];
}
