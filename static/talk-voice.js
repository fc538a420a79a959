// The button that listens, where one talks: on the phone, and face to face.

import { find } from "./dom.js";
import { byMouth, moreAloud } from "./spoken.js";
import { hearsBy, listen } from "./voice.js";

/** @import {Room} from "./talk.js" */
/** @import {Listening, Offer} from "./voice.js" */

export class SpeakButton {
  button = find("speak", HTMLButtonElement);
  text = find("text", HTMLTextAreaElement);
  says = find("hearing", HTMLParagraphElement);
  soFar = find("so-far", HTMLParagraphElement);
  again = find("hear-again", HTMLButtonElement);
  /** @type {Listening | null} what listens now */
  #listening = null;
  #stopping = false;
  /** Sends a recording once more that did not get through. */
  #resend = () => {};

  /**
   * @param {Room} room
   * @param {Offer} offer
   * @param {() => void} begins somebody begins to speak
   */
  constructor(room, offer, begins) {
    this.room = room;
    this.offer = offer;
    this.begins = begins;
    this.can = hearsBy(offer) !== "";
    this.button.addEventListener("click", () => this.#press());
    this.again.addEventListener("click", () => {
      this.again.hidden = true;
      this.text.focus();
      this.#resend();
    });
    this.text.addEventListener("input", () => {
      if (this.text.value.trim() === "") this.room.draft.aloud = undefined;
    });
    window.addEventListener("pagehide", () => this.#listening?.cancel());
  }

  render() {
    const { draft, talk } = this.room;
    if (talk.ending !== "") this.#listening?.cancel();
    const before = this.button.hidden;
    this.button.hidden = !this.can || (!byMouth(draft.channel) && this.#listening === null);
    this.button.textContent = this.#listening === null ? "Speak" : this.#stopping ? "One moment…" : "Stop";
    this.button.setAttribute("aria-disabled", String(this.#listening !== null && this.#stopping));
    if (!this.button.hidden || before) return;
    this.#tell("");
    this.again.hidden = true;
  }

  get listening() {
    return this.#listening !== null;
  }

  /** Whatever was said until now is written down. */
  finish() {
    if (this.#listening === null || this.#stopping) return;
    this.#stopping = true;
    this.#listening.stop();
    this.render();
  }

  #press() {
    if (this.#listening !== null) {
      this.finish();
      return;
    }
    this.begins();
    this.again.hidden = true;
    this.#stopping = false;
    try {
      this.#listening = listen(this.room.attempt.id, this.offer, {
        heard: (text, seconds) => this.#write(text, seconds),
        soFar: (text) => this.#show(text),
        status: (words) => this.#tell(words),
        kept: (again) => {
          this.#resend = again;
          this.again.hidden = false;
        },
        done: () => {
          this.#listening = null;
          this.#show("");
          this.render();
          this.text.focus();
        },
      });
    } catch {
      this.#tell("Your browser could not begin to listen. Please type.");
    }
    this.render();
  }

  /** @param {string} text */
  #show(text) {
    this.soFar.hidden = text === "";
    this.soFar.textContent = text;
  }

  /** @param {string} words */
  #tell(words) {
    this.says.textContent = words;
  }

  /**
   * @param {string} text
   * @param {number} seconds
   */
  #write(text, seconds) {
    const before = this.text.value.trim();
    const { draft } = this.room;
    draft.aloud = moreAloud(draft.aloud, text, seconds);
    this.text.value = before === "" ? text : `${before} ${text}`;
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
