// Saying lines aloud. Their words stand on the page before and all the while, so
// that nobody has to hear them.

import { spokenLanguage } from "./spoken.js";

/** @import {Offer} from "./voice.js" */
/** @typedef {{seq: number, line: number, text: string}} SpokenLine a line of an answer: where it stands in the log, and its words */

/** Whether lines can be said aloud here at all. @param {Offer} offer */
export function canSpeak(offer) {
  return offer.speak || synthesis() !== null;
}

/** @returns {SpeechSynthesis | null} */
function synthesis() {
  return typeof window.speechSynthesis !== "undefined" && typeof SpeechSynthesisUtterance !== "undefined" ? window.speechSynthesis : null;
}

/** @param {{seq: number, line: number}} line */
export function lineKey({ seq, line }) {
  return `${seq}/${line}`;
}

/** Says one thing at a time: by the server's voice, else by the browser's. */
export class Mouth {
  /** @type {HTMLAudioElement | null} */
  #audio = null;
  #talk = 0; // counts what was begun, so that what was stopped goes no further
  /** The key of the line that is being said, "" for none. */
  saying = "";

  /**
   * @param {string} attempt
   * @param {Offer} offer
   * @param {{changed: () => void, silent: () => void}} told changed: another line is being said, or none; silent: a line cannot be said
   */
  constructor(attempt, offer, told) {
    this.attempt = attempt;
    this.offer = offer;
    this.told = told;
  }

  /**
   * Says lines one after another, instead of whatever is being said.
   * @param {SpokenLine[]} lines
   */
  async say(lines) {
    this.stop();
    const talk = this.#talk;
    for (const line of lines) {
      this.#now(lineKey(line));
      const said = await this.#served(line, talk) || await this.#synthesized(line, talk);
      if (talk !== this.#talk) return;
      if (!said) {
        this.told.silent();
        break;
      }
    }
    this.#now("");
  }

  stop() {
    this.#talk++;
    this.#audio?.pause();
    this.#audio = null;
    if (this.saying !== "") synthesis()?.cancel();
    this.#now("");
  }

  /** @param {string} key */
  #now(key) {
    if (this.saying === key) return;
    this.saying = key;
    this.told.changed();
  }

  /**
   * Says a line by the server's voice; false where it cannot.
   * @param {SpokenLine} line
   * @param {number} talk
   * @returns {Promise<boolean>}
   */
  #served(line, talk) {
    if (!this.offer.speak) return Promise.resolve(false);
    const audio = new Audio(`/api/attempts/${encodeURIComponent(this.attempt)}/lines/${lineKey(line)}`);
    this.#audio = audio;
    return new Promise((resolve) => {
      audio.addEventListener("ended", () => resolve(true));
      audio.addEventListener("error", () => resolve(false));
      audio.play().catch(() => resolve(talk !== this.#talk));
    });
  }

  /**
   * Says a line by the browser's voice; false where it cannot.
   * @param {SpokenLine} line
   * @param {number} talk
   * @returns {Promise<boolean>}
   */
  #synthesized({ text }, talk) {
    const voice = synthesis();
    if (talk !== this.#talk) return Promise.resolve(true);
    if (voice === null) return Promise.resolve(false);
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = spokenLanguage(navigator.languages);
    voice.cancel();
    return new Promise((resolve) => {
      utterance.addEventListener("end", () => resolve(true));
      utterance.addEventListener("error", () => resolve(talk !== this.#talk));
      voice.speak(utterance);
    });
  }
}
