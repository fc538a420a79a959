// What goes by the mouth: where, in which language, and how long it took.

/** @import {Channel} from "./wire.js" */
/** @typedef {{seconds: number, words: number}} Aloud what of a draft was said aloud */

/** The longest that words of one turn can have taken, in seconds, as the server counts them. */
const MOST = 600;

/**
 * Whether one talks there: on the phone, and face to face.
 * @param {Channel | "" | undefined} channel
 */
export function byMouth(channel) {
  return channel === "phone" || channel === "in_person";
}

/**
 * The language to listen for, and to speak in. Turns are read in English alone, and
 * so are the people's lines: listening for another language would write down words
 * that cannot count. The region is the reader's own, since an accent is heard
 * better so.
 * @param {readonly string[]} languages those that the reader prefers, best first
 */
export function spokenLanguage(languages) {
  return languages.find((language) => /^en(-|$)/i.test(language)) ?? "en-US";
}

/** @param {string} text */
export function wordsIn(text) {
  return text.split(/\s+/).filter((word) => word !== "").length;
}

/**
 * A draft to which something more was said.
 * @param {Aloud | undefined} before
 * @param {string} text
 * @param {number} seconds
 * @returns {Aloud}
 */
export function moreAloud(before, text, seconds) {
  return { seconds: (before?.seconds ?? 0) + seconds, words: (before?.words ?? 0) + wordsIn(text) };
}

/**
 * How long a turn took to say, in whole seconds; undefined where it was typed, or so
 * much of it was typed or taken out after it was said that the time tells nothing.
 * @param {Aloud | undefined} aloud
 * @param {string} text as it is sent
 * @param {Channel | "" | undefined} channel
 * @returns {number | undefined}
 */
export function secondsOf(aloud, text, channel) {
  if (aloud === undefined || aloud.seconds <= 0 || !byMouth(channel)) return undefined;
  const changed = Math.abs(wordsIn(text) - aloud.words);
  if (changed > Math.max(3, aloud.words / 3)) return undefined;
  return Math.min(MOST, Math.max(1, Math.round(aloud.seconds)));
}

/**
 * "0:07", "4:20".
 * @param {number} seconds
 */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
