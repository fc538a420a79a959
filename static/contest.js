// What a rep may say of how a turn was read: which labels count, which could be
// missing, and what a correction changes. Nothing here knows the page.

import { byteOffset } from "./bytes.js";
import { METHODS, labelWords, list } from "./words.js";

/** @import {Correction, LabelChange, Note} from "./debrief-types.js" */

/** As many characters as a reason may have. */
export const REASON_LENGTH = 500;

/** Every label that can be contested. Just asking is what is left of an ask without a way, so it is not picked. */
const LABELS = ["outcome", "partial", ...Object.keys(METHODS).filter((method) => method !== "direct"), "warm", "pushy", "yields"];

/**
 * The labels that count in a turn.
 * @param {Pick<Note, "ask" | "methods" | "tone" | "yields">} note
 * @returns {string[]}
 */
export function counted(note) {
  const labels = new Set([note.ask, ...note.methods.map((one) => one.method), note.tone, note.yields ? "yields" : ""]);
  return LABELS.filter((label) => labels.has(/** @type {any} */ (label)));
}

/**
 * The labels that do not.
 * @param {Pick<Note, "ask" | "methods" | "tone" | "yields">} note
 */
export function missing(note) {
  const there = counted(note);
  return LABELS.filter((label) => !there.includes(label));
}

/**
 * What a filled-in form changes.
 * @param {Note} note
 * @param {string[]} kept the labels that are still ticked
 * @param {string} added a label that was missing, "" for none
 * @param {{start: number, end: number}} words that show it, in bytes of the turn's text
 * @returns {{label: string, holds: boolean, start?: number, end?: number}[]}
 */
export function changes(note, kept, added, words) {
  /** @type {{label: string, holds: boolean, start?: number, end?: number}[]} */
  const made = counted(note)
    .filter((label) => !kept.includes(label))
    .map((label) => ({ label, holds: false }));
  if (added !== "") made.push({ label: added, holds: true, ...words });
  return made;
}

/**
 * A selection as it lies in the text, without the blanks around it; all of the
 * text if nothing is left. Half of a character is the whole of it.
 * @param {string} text
 * @param {number} start in units of UTF-16
 * @param {number} end
 */
export function stretch(text, start, end) {
  const chosen = text.slice(start, end);
  const [from, to] = chosen.trim() === "" ? trimmed(text, 0, text.length) : trimmed(text, start, end);
  return [inside(text, from) ? from - 1 : from, inside(text, to) ? to + 1 : to];
}

/**
 * The same in bytes of UTF-8, as the server counts.
 * @param {string} text
 * @param {number} start in units of UTF-16
 * @param {number} end
 */
export function bytesOf(text, start, end) {
  const [from, to] = stretch(text, start, end);
  return { start: byteOffset(text, from), end: byteOffset(text, to) };
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function trimmed(text, start, end) {
  const part = text.slice(start, end);
  const from = start + (part.length - part.trimStart().length);
  return [from, from + part.trim().length];
}

/**
 * Whether an index cuts a character in two.
 * @param {string} text
 * @param {number} index
 */
function inside(text, index) {
  return index > 0 && /[\uD800-\uDBFF]/.test(text[index - 1]) && /[\uDC00-\uDFFF]/.test(text[index] ?? "");
}

/**
 * A text field counts every line break as one; this is the place in the text
 * itself of a place in the field.
 * @param {string} text
 * @param {number} place
 */
export function fromField(text, place) {
  let index = 0;
  for (let passed = 0; passed < place && index < text.length; passed++) {
    index += text.startsWith("\r\n", index) ? 2 : 1;
  }
  return index;
}

/**
 * And the other way round.
 * @param {string} text
 * @param {number} index
 */
export function toField(text, index) {
  return text.slice(0, index).replaceAll("\r\n", "\n").length;
}

/**
 * Whether the turn counts as an ask: as it was heard, unless that was corrected.
 * @param {Note} note
 */
export function asks(note) {
  const contested = (note.corrected ?? []).some((one) => one.changes.some((change) => change.label === "outcome" || change.label === "partial"));
  return contested ? note.ask === "outcome" || note.ask === "partial" : note.heard;
}

/**
 * The labels of a turn that count because somebody said so.
 * @param {Note} note
 */
export function affirmed(note) {
  /** @type {Map<string, boolean>} */
  const latest = new Map();
  for (const one of note.corrected ?? []) for (const change of one.changes) latest.set(change.label, change.holds);
  const there = counted(note);
  return new Set([...latest].filter(([label, holds]) => holds && there.includes(label)).map(([label]) => label));
}

/**
 * "not “pressure”; “offers a trade”"
 * @param {Correction} correction
 */
export function changeWords(correction) {
  /** @param {boolean} holds */
  const named = (holds) => list(correction.changes.filter((one) => one.holds === holds).map(quoted));
  return [named(false) && `not ${named(false)}`, named(true)].filter((part) => part !== "").join("; ");
}

/** @param {LabelChange} change */
function quoted(change) {
  return `“${labelWords(change.label)}”`;
}
