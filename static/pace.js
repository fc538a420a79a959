// Holds an answer back for a moment, so that the other side is seen writing
// before they have answered. Nothing is lost by it: what is held has been
// received, and its order stays.

/** @import {ServerFrame} from "./wire.js" */

const MOMENT = 650;

export class Pace {
  /** @type {ServerFrame[]} */
  #held = [];
  #holding = false;

  /**
   * @param {(frame: ServerFrame) => void} deliver
   * @param {(callback: () => void, milliseconds: number) => void} [later]
   */
  constructor(deliver, later = (callback, milliseconds) => setTimeout(callback, milliseconds)) {
    this.deliver = deliver;
    this.later = later;
  }

  /** @param {ServerFrame} frame */
  push(frame) {
    if (frame.type === "welcome" || frame.type === "preview") {
      this.release();
      this.#holding = false; // a new connection starts with its backlog, at full speed; words on their way show the writing by themselves
    }
    if (this.#holding && frame.type !== "error") {
      this.#held.push(frame);
      return;
    }
    this.deliver(frame);
    if (frame.type === "typing") this.#hold();
  }

  /** Delivers what is held, until the next one who writes. */
  release() {
    this.#holding = false;
    while (this.#held.length > 0 && !this.#holding) this.push(/** @type {ServerFrame} */ (this.#held.shift()));
  }

  #hold() {
    if (this.#holding) return;
    this.#holding = true;
    this.later(() => this.release(), MOMENT);
  }
}
