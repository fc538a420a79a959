// A text with marks on the very words that count, each mark with its label in
// words, so that nothing hangs on color.

import { element } from "./dom.js";
import { pieces } from "./marks.js";
import { labelWords } from "./words.js";

/** @import {Evidence} from "./wire.js" */
/** @import {Child} from "./dom.js" */
/** @import {Piece} from "./marks.js" */

/**
 * @param {string} text
 * @param {Evidence[] | null | undefined} evidence
 * @returns {Child[]}
 */
export function marked(text, evidence) {
  return pieces(text, telling(evidence ?? [])).flatMap(dressed);
}

/**
 * Beside "asks for it", the method of just asking says nothing more.
 * @param {Evidence[]} evidence
 */
function telling(evidence) {
  const asks = evidence.some((one) => one.label === "outcome" || one.label === "partial");
  return asks ? evidence.filter((one) => one.label !== "direct") : evidence;
}

/**
 * @param {Piece} piece
 * @returns {Child[]}
 */
function dressed(piece) {
  if (piece.labels.length === 0) return [piece.text];
  const kind = piece.labels.includes("pushy") ? "pressure" : "";
  const mark = element("mark", { class: kind }, piece.text);
  if (piece.closes.length === 0) return [mark];
  const words = piece.closes.map(labelWords).join(" · ");
  return [
    mark,
    element("bdi", { class: "label" }, element("span", { class: "hidden" }, " ("), words, element("span", { class: "hidden" }, ") ")),
  ];
}
