// The coach in the talk: on or off, and a look at a draft before it is said.

import { post } from "./api.js";
import { readAs } from "./coach-points.js";
import { element, find, refill } from "./dom.js";
import { sentence } from "./page.js";
import { cancel, openSheet } from "./sheets.js";

/** @import {Room} from "./talk.js" */
/** @import {LookedAt} from "./wire.js" */

export class TalkCoach {
  button = find("coach", HTMLButtonElement);
  look = find("look", HTMLButtonElement);
  looked = find("looked", HTMLDivElement);
  title = find("looked-title", HTMLHeadingElement);
  says = find("looked-says", HTMLDivElement);
  log = find("log", HTMLDivElement);

  /** The words that were looked at, as they were then. */
  #words = "";
  #asking = false;

  /**
   * @param {Room} room
   * @param {() => import("./wire.js").Method[]} intends the ways that are chosen
   */
  constructor(room, intends) {
    this.room = room;
    this.intends = intends;
    this.kept = `askagain.coach.${room.attempt.id}`;
    this.hushed = readFlag(this.kept);
    this.button.addEventListener("click", () => this.#switch());
    this.look.addEventListener("click", () => this.#look());
    find("looked-close", HTMLButtonElement).addEventListener("click", () => {
      this.clear();
      find("text", HTMLTextAreaElement).focus();
    });
  }

  get #coached() {
    return this.room.attempt.coached === true || this.room.talk.coached;
  }

  render() {
    const { talk } = this.room;
    const on = this.#coached && !this.hushed;
    this.button.hidden = this.room.attempt.official === true || talk.now === null || talk.ending !== "";
    this.button.textContent = `Coach: ${on ? "on" : "off"}`;
    this.look.hidden = !on;
    this.log.dataset.coach = this.hushed ? "off" : "on";
    if (!on) this.clear();
    if (this.#words !== "" && this.room.draft.text !== this.#words) this.title.textContent = "How it read before your last change";
  }

  /** Takes away what was said of a draft: it is sent, or nobody wants to know. */
  clear() {
    this.#words = "";
    this.#open(false);
    refill(this.says);
  }

  #switch() {
    if (this.#coached) {
      this.hushed = !this.hushed;
      writeFlag(this.kept, this.hushed);
      this.render();
      return;
    }
    const problem = element("p", { class: "problem", role: "alert" });
    const go = element("button", { type: "button", class: "primary", id: "coach-on" }, "Switch the coach on");
    const dialog = openSheet(
      "coach-sheet",
      "Have a coach from here on?",
      element("p", {}, "After each no you hear one or two remarks on what you did, and you can have a draft looked at before you say it."),
      element("p", {}, "The attempt is marked for good, and a coached attempt never ranks."),
      problem,
      element("div", { class: "row" }, go, cancel("Go on without")),
    );
    go.addEventListener("click", async () => {
      try {
        await post(`/api/attempts/${encodeURIComponent(this.room.attempt.id)}/coach`, {});
        this.room.attempt.coached = true;
        dialog.close();
        this.render();
      } catch (error) {
        problem.textContent = sentence(error);
      }
    });
  }

  async #look() {
    const { draft } = this.room;
    if (this.#asking) return;
    const words = draft.text;
    if (words.trim() === "") {
      this.#show("", element("p", {}, "Write something first."));
      return;
    }
    this.#asking = true;
    this.look.setAttribute("aria-disabled", "true");
    try {
      /** @type {LookedAt} */
      const answer = await post(`/api/attempts/${encodeURIComponent(this.room.attempt.id)}/draft`, { to: draft.to, channel: draft.channel || undefined, text: words, intends: this.intends() });
      this.#show(words, ...readAs(answer));
    } catch (error) {
      this.#show("", element("p", { class: "problem" }, sentence(error)));
    }
    this.#asking = false;
    this.look.removeAttribute("aria-disabled");
    this.render();
  }

  /**
   * @param {string} words that it is about
   * @param {...import("./dom.js").Child} says
   */
  #show(words, ...says) {
    this.#words = words;
    this.title.textContent = "How it would read";
    this.#open(true);
    refill(this.says, ...says);
  }

  /**
   * What is said of a draft is a live region: it stays on the page while it is empty.
   * @param {boolean} open
   */
  #open(open) {
    this.looked.classList.toggle("open", open);
    find("looked-head", HTMLDivElement).hidden = !open;
    if (open) this.looked.setAttribute("tabindex", "0"); // it scrolls
    else this.looked.removeAttribute("tabindex");
  }
}

/** @param {string} key */
function readFlag(key) {
  try {
    return sessionStorage.getItem(key) === "off";
  } catch {
    return false; // storage is switched off: the coach is heard
  }
}

/**
 * @param {string} key
 * @param {boolean} off
 */
function writeFlag(key, off) {
  try {
    if (off) sessionStorage.setItem(key, "off");
    else sessionStorage.removeItem(key);
  } catch {
    // it holds until the page is left
  }
}
