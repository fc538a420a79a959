// The hints of a first visit, in a quiet panel above the box. It never takes the
// focus, and goes for good with one press.

import { find } from "./dom.js";
import { guideHint } from "./guide-words.js";
import { firstName } from "./words.js";

/** @import {Room} from "./talk.js" */

/** @param {string} attempt */
const key = (attempt) => `askagain.guide.${attempt}`;

/**
 * From now on this attempt is guided, in this tab.
 * @param {string} attempt
 */
export function guide(attempt) {
  try {
    sessionStorage.setItem(key(attempt), "on");
  } catch {
    // storage is switched off: the talk goes without hints
  }
}

export class Guide {
  panel = find("guide", HTMLElement);
  says = find("guide-says", HTMLParagraphElement);

  /** @param {Room} room */
  constructor(room) {
    this.room = room;
    this.on = guided(room.attempt.id);
    find("guide-off", HTMLButtonElement).addEventListener("click", () => {
      this.on = false;
      this.panel.hidden = true;
      find("text", HTMLTextAreaElement).focus();
      try {
        sessionStorage.removeItem(key(room.attempt.id));
      } catch {
        // it was never kept
      }
    });
  }

  render() {
    if (!this.on) return;
    const { talk, briefing, attempt } = this.room;
    const name = firstName(briefing.people.find((one) => one.id === briefing.opener.person)?.name ?? "They");
    const hint = guideHint(talk, { name, palette: attempt.palette });
    this.panel.hidden = false;
    if (hint !== "" && this.says.textContent !== hint) this.says.textContent = hint;
  }
}

/** @param {string} attempt */
function guided(attempt) {
  try {
    return sessionStorage.getItem(key(attempt)) === "on";
  } catch {
    return false;
  }
}
