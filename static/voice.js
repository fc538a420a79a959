// Speaking instead of typing: by the server's endpoint where it has one, else by
// what the browser has, else not at all. What was heard is only put into the box: it
// counts once it is sent.

import { recognition, recognize } from "./voice-recognize.js";
import { canRecord, record } from "./voice-record.js";

/** @typedef {{hear: boolean, speak: boolean}} Offer what the server can do */
/**
 * Who is told while somebody speaks.
 * @typedef {object} Ears
 * @property {(text: string, seconds: number) => void} heard words, and how long they took to say
 * @property {(text: string) => void} soFar how it goes, for the eye alone: words that may change yet, or the time
 * @property {(words: string) => void} status a sentence
 * @property {(again: () => void) => void} kept a recording did not get through; `again` sends it once more
 * @property {() => void} done nothing more comes
 */
/** @typedef {{stop: () => void, cancel: () => void}} Listening stop: that was it; cancel: nobody wants to know any more */

/** What this browser and server can hear by. @param {Offer} offer @returns {"server" | "browser" | ""} */
export function hearsBy(offer) {
  if (offer.hear && canRecord()) return "server";
  return recognition() === null ? "" : "browser";
}

/**
 * Begins to listen.
 * @param {string} attempt
 * @param {Offer} offer
 * @param {Ears} ears
 * @returns {Listening}
 */
export function listen(attempt, offer, ears) {
  return hearsBy(offer) === "server" ? record(attempt, ears) : recognize(ears);
}
