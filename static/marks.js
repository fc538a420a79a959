// Cuts a text where evidence begins and ends, so that every piece lies under the
// same labels throughout. Overlapping evidence simply gives shorter pieces.

import { indices } from "./bytes.js";

/** @import {Evidence} from "./wire.js" */
/** @typedef {{text: string, labels: string[], closes: string[]}} Piece closes: the labels whose evidence ends with this piece */

/**
 * The pieces of a text, in order; joined they are the text again.
 * @param {string} text
 * @param {Evidence[]} evidence
 * @returns {Piece[]}
 */
export function pieces(text, evidence) {
  const ends = indices(text, evidence.flatMap((one) => [one.start, one.end]));
  const spans = evidence
    .map((one, i) => ({ label: one.label, start: ends[2 * i], end: ends[2 * i + 1] }))
    .filter((span) => span.start < span.end);
  const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  /** @type {Piece[]} */
  const found = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i], cuts[i + 1]];
    const covering = spans.filter((span) => span.start <= start && end <= span.end);
    found.push({
      text: text.slice(start, end),
      labels: unique(covering.map((span) => span.label)),
      closes: unique(covering.filter((span) => span.end === end).map((span) => span.label)),
    });
  }
  return found;
}

/** @param {string[]} labels */
function unique(labels) {
  return [...new Set(labels)];
}
