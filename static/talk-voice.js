// The button that listens, where one talks on the phone.

import { find } from "./dom.js";
import { pathPart } from "./page.js";
import { hearsBy, listen } from "./voice.js";

/** @import {Room} from "./talk.js" */
/** @import {Offer} from "./voice.js" */

export class SpeakButton {
  button = find("speak", HTMLButtonElement);
  text = find("text", HTMLTextAreaElement);
  says = find("hearing", HTMLParagraphElement);
  /** @type {(() => void) | null} how to stop, while it listens */
  #stop = null;

  /**
   * @param {Room} room
   * @param {Offer} offer
   */
  constructor(room, offer) {
    this.room = room;
    this.can = hearsBy(offer) !== "";
    this.button.addEventListener("click", () => {
      if (this.#stop !== null) {
        this.#stop();
        return;
      }
      this.#stop = listen(pathPart(1), offer, {
        heard: (text) => this.#write(text),
        status: (words) => this.#tell(words),
        done: () => {
          this.#stop = null;
          this.render();
          this.text.focus();
        },
      });
      this.render();
    });
  }

  render() {
    this.button.hidden = !this.can || (this.room.draft.channel !== "phone" && this.#stop === null);
    this.button.setAttribute("aria-pressed", String(this.#stop !== null));
    this.button.textContent = this.#stop === null ? "Speak" : "Stop";
    if (this.button.hidden) this.#tell("");
  }

  /** @param {string} words */
  #tell(words) {
    this.says.hidden = words === "";
    this.says.textContent = words;
  }

  /** @param {string} text */
  #write(text) {
    const before = this.text.value.trim();
    this.text.value = before === "" ? text : `${before} ${text}`;
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
