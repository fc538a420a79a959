// What must outlive a reload: the words being written, and a turn that was sent
// and not yet confirmed. Kept for this tab only.

/** @import {Aloud} from "./spoken.js" */
/** @import {Channel, Method, TurnFrame} from "./wire.js" */
/** @typedef {{text: string, to: string, channel: Channel | "", intends: Method[], aloud?: Aloud}} Draft aloud: what of it was said, not typed */

export class Keep {
  /** @param {string} attempt */
  constructor(attempt) {
    this.attempt = attempt;
  }

  /** @returns {Draft | null} */
  draft() {
    return this.#read("draft");
  }

  /** @param {Draft} draft */
  setDraft(draft) {
    this.#write("draft", draft);
  }

  /** @returns {TurnFrame | null} */
  pending() {
    return this.#read("pending");
  }

  /** @param {TurnFrame | null} turn */
  setPending(turn) {
    this.#write("pending", turn);
  }

  /** @param {string} what */
  #read(what) {
    try {
      return JSON.parse(sessionStorage.getItem(`askagain.${what}.${this.attempt}`) ?? "null");
    } catch {
      return null; // storage is switched off, or holds something foreign: nothing is kept
    }
  }

  /**
   * @param {string} what
   * @param {unknown} value
   */
  #write(what, value) {
    const key = `askagain.${what}.${this.attempt}`;
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // storage is full or switched off: the words still stand in the box
    }
  }
}
