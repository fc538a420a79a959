// What people say, aloud: a button beside each of their lines, where one talks, and
// the choice to hear every answer as it comes. Nothing is heard that was not asked for.

import { element, find } from "./dom.js";
import { byMouth } from "./spoken.js";
import { Mouth, canSpeak, lineKey } from "./voice-speak.js";

/** @import {Channel} from "./wire.js" */
/** @import {Room} from "./talk.js" */
/** @import {Entry} from "./state.js" */
/** @import {Offer} from "./voice.js" */
/** @import {SpokenLine} from "./voice-speak.js" */

/** Where the choice is kept, on this device alone. */
const KEPT = "askagain.aloud";

export class Aloud {
  choice = find("aloud-choice", HTMLLabelElement);
  box = find("aloud", HTMLInputElement);
  log = find("log", HTMLDivElement);
  says = find("hearing", HTMLParagraphElement);
  /** The last answer that was looked at; what stood before the page came is not read out. @type {number | null} */
  #seen = null;

  /**
   * @param {Room} room
   * @param {Offer} offer
   * @param {{busy: () => boolean, begins: () => void}} rep busy: the rep is speaking; begins: the rep wants to hear a line
   */
  constructor(room, offer, rep) {
    this.room = room;
    this.rep = rep;
    this.can = canSpeak(offer);
    this.mouth = new Mouth(room.attempt.id, offer, {
      changed: () => this.#mark(),
      silent: () => {
        this.says.textContent = "That cannot be said aloud just now. Its words stand in the talk.";
      },
    });
    this.box.checked = kept();
    this.box.addEventListener("change", () => {
      keep(this.box.checked);
      if (!this.box.checked) this.mouth.stop();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.mouth.stop();
    });
    window.addEventListener("pagehide", () => this.mouth.stop());
  }

  /** By which medium an answer came. @param {Entry} entry @returns {Channel | undefined} */
  #medium(entry) {
    return entry.said === null ? this.room.briefing.opener.channel : entry.said.channel;
  }

  /**
   * The button beside a line; null where a line is not heard.
   * @param {Entry} entry
   * @param {number} line
   * @param {string} text
   */
  button(entry, line, text) {
    if (!this.can || !byMouth(this.#medium(entry))) return null;
    const spoken = { seq: entry.seq, line, text };
    return element("button", { type: "button", class: "plain small", "data-line": lineKey(spoken), onclick: () => this.#press(spoken) }, "Listen");
  }

  /** @param {SpokenLine} line */
  #press(line) {
    if (this.mouth.saying === lineKey(line)) {
      this.mouth.stop();
      return;
    }
    this.rep.begins();
    void this.mouth.say([line]);
  }

  /** Draws the choice, and reads out the answers that have come since, if that was chosen. Their words have been drawn before. */
  render() {
    const { talk, draft } = this.room;
    this.choice.hidden = !this.can || !byMouth(draft.channel);
    if (talk.now === null) return; // what was said before is still to come
    const before = this.#seen;
    this.#seen = talk.entries.reduce((seq, entry) => Math.max(seq, entry.seq), before ?? 0);
    if (before === null || !this.can || !this.box.checked || this.rep.busy()) return;
    const lines = talk.entries
      .filter((entry) => entry.seq > before && byMouth(this.#medium(entry)))
      .flatMap((entry) => (entry.lines ?? []).flatMap(({ person, text }, line) => (person ? [{ seq: entry.seq, line, text }] : [])));
    if (lines.length > 0) void this.mouth.say(lines);
  }

  /** Shows on its button which line is being said, and that pressing again stops it. */
  #mark() {
    for (const button of this.log.querySelectorAll("button[data-line]")) {
      button.textContent = button instanceof HTMLElement && button.dataset.line === this.mouth.saying ? "Stop" : "Listen";
    }
  }
}

function kept() {
  try {
    return localStorage.getItem(KEPT) === "on";
  } catch {
    return false; // storage is switched off: nothing is read out unasked
  }
}

/** @param {boolean} on */
function keep(on) {
  try {
    if (on) localStorage.setItem(KEPT, "on");
    else localStorage.removeItem(KEPT);
  } catch {
    // it holds for this page all the same
  }
}
