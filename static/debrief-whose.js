// The debrief's own sentences speak to the rep; to a trainer they speak of the rep.

import { firstName } from "./words.js";

/** @import {View} from "./debrief-view.js" */

/**
 * A sentence that begins with "You": as it is to the rep, with the rep's name to
 * a trainer. Its verb stands in the past, where both have the same form.
 * @param {Pick<View, "mine" | "name">} view
 * @param {string} words
 */
export function about(view, words) {
  return view.mine ? words : words.replace(/^You\b/, () => firstName(view.name));
}
