// The debrief's own sentences speak to the rep; to a trainer they speak of the rep.

import { firstName } from "./words.js";

/** @import {View} from "./debrief-view.js" */

// After these words "you" is whom something is done to, not who does it.
const BEFORE_THEM = /\b(to|for|with|of|from|between|told|make|gave|helped)\s+you\b/g;

/**
 * A sentence of ours to the rep: as it is to the rep, of the rep by name to a
 * trainer. It holds for sentences whose "You" at the beginning goes with a verb in
 * the past, where all persons have the same form but "were". Words between curly
 * quotes are somebody's own and stay.
 * @param {Pick<View, "mine" | "name">} view
 * @param {string} words
 */
export function about(view, words) {
  if (view.mine) return words;
  const name = firstName(view.name);
  return words
    .split(/(“[^”]*”)/)
    .map((part) => (part.startsWith("“") ? part : ofRep(part, name)))
    .join("");
}

/**
 * @param {string} words
 * @param {string} name
 */
function ofRep(words, name) {
  return words
    .replace(/(^|[.!?]\s+)You were\b/g, (_, before) => `${before}${name} was`)
    .replace(/(^|[.!?]\s+)You\b/g, (_, before) => `${before}${name}`)
    .replace(/(^|[.!?]\s+)Your\b/g, (_, before) => `${before}${name}'s`)
    .replace(BEFORE_THEM, "$1 them")
    .replace(/\byours\b/g, "theirs")
    .replace(/\byour\b/g, "their")
    .replace(/\byou\b/g, "they");
}
