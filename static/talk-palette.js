// Ways of asking, in plain words. It opens after the second no, when the first
// way has shown that it is not enough.

import { element, find, hidden, refill } from "./dom.js";
import { cameOf } from "./state.js";
import { firstName } from "./words.js";

/** @import {Method} from "./wire.js" */
/** @import {Room} from "./talk.js" */

const MOST = 2;
const OPENS_AFTER = 2;

export class Palette {
  container = find("palette", HTMLDivElement);
  /** @type {Method | ""} */
  #hinted = "";

  /**
   * @param {Room} room
   * @param {() => void} change
   */
  constructor(room, change) {
    this.room = room;
    this.change = change;
  }

  /** Whether the ways are on offer now. */
  get open() {
    const now = this.room.talk.now;
    return this.room.attempt.palette && now !== null && now.nos >= OPENS_AFTER;
  }

  render() {
    this.container.hidden = !this.open;
    if (!this.open) return;
    const { briefing, draft, talk } = this.room;
    const came = cameOf(talk, draft.to);
    const scrolled = this.container.querySelector(".palette")?.scrollLeft ?? 0;
    const name = firstName(briefing.people.find((one) => one.id === draft.to)?.name ?? "them");
    refill(
      this.container,
      element(
        "p",
        { class: "soft" },
        element("span", { id: "palette-title" }, "How will you ask this time?"),
        " ",
        element("small", { role: "status" }, this.#hint() || "Pick up to two, or none."),
        " ",
        this.#explained(),
      ),
      element(
        "div",
        { class: "palette", role: "group", "aria-labelledby": "palette-title" },
        ...briefing.methods.map((one) => this.#choice(one.method, one.name, came.get(one.method), name)),
      ),
    );
    const row = this.container.querySelector(".palette");
    if (row !== null) row.scrollLeft = scrolled;
  }

  /**
   * @param {Method} method
   * @param {string} words
   * @param {string | undefined} came what came of it with this person
   * @param {string} name
   */
  #choice(method, words, came, name) {
    const picked = this.room.draft.intends.includes(method);
    return element(
      "button",
      {
        type: "button", "data-key": method, "aria-pressed": String(picked), class: came ? "tried" : "",
        onclick: () => this.#toggle(method),
      },
      words,
      came && element("small", {}, element("span", { class: "hidden" }, `, with ${name}: `), came),
    );
  }

  /** Opens beside the talk, so that a turn half written stays where it is. */
  #explained() {
    const way = this.#hint() === "" ? "" : `#${this.#hinted}`;
    return element(
      "a",
      { href: `/methods${way}`, target: "_blank", rel: "noopener", "data-key": "explained" },
      element("small", {}, way === "" ? "What are these?" : "What is this?", hidden(" Opens in a new tab.")),
    );
  }

  /** @param {Method} method */
  #toggle(method) {
    const draft = this.room.draft;
    if (draft.intends.includes(method)) draft.intends = draft.intends.filter((one) => one !== method);
    else draft.intends = [...draft.intends, method].slice(-MOST); // a third pick replaces the first
    this.#hinted = draft.intends.includes(method) ? method : "";
    this.change();
    this.render();
  }

  #hint() {
    if (!this.room.draft.intends.includes(/** @type {Method} */ (this.#hinted))) return "";
    return this.room.briefing.methods.find((one) => one.method === this.#hinted)?.hint ?? "";
  }
}
