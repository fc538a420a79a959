// What the trainer projects: how many have answered, the answers, the vote.

import { post } from "./api.js";
import { element, refill } from "./dom.js";
import { sentence } from "./page.js";
import { answerList } from "./room-answers.js";
import { answeredWords, steps } from "./room-words.js";

/** @import {RoomState, RoomView} from "./team-types.js" */

export class LeadView {
  node = element("div", { class: "stack lead-view" });
  #problem = element("p", { class: "problem", role: "alert" });

  /** @param {{path: string, again: () => Promise<void>}} parts */
  constructor(parts) {
    this.parts = parts;
  }

  /** @param {RoomView} view */
  draw(view) {
    const { room } = view;
    const { on, back } = steps(room.state);
    const names = element("input", { type: "checkbox", role: "switch", id: "names", checked: room.names, "data-key": "names", onchange: () => this.#move(room.state, names.checked) });
    refill(
      this.node,
      room.state === "answering" && element("p", { class: "count" }, answeredWords(view.answered)),
      room.state === "answering" && element("p", { class: "soft" }, "Everybody finds this room at the top of the team's page."),
      element(
        "div",
        { class: "row" },
        on && element("button", { type: "button", class: "primary big", "data-key": "on", onclick: () => this.#move(on.state, room.names) }, on.words),
        back && element("button", { type: "button", "data-key": "back", onclick: () => this.#move(back.state, room.names) }, back.words),
        element("span", { class: "switch" }, names, element("label", { for: "names" }, "With names")),
      ),
      this.#problem,
      room.state === "voting" && element("p", { class: "soft" }, "Everybody has one vote, and not for their own."),
      room.state !== "answering" && ((view.answers ?? []).length === 0 ? element("p", { class: "soft" }, "Nobody has answered.") : answerList(view)),
    );
  }

  /**
   * @param {RoomState} state
   * @param {boolean} names
   */
  async #move(state, names) {
    this.#problem.textContent = "";
    try {
      await post(this.parts.path, { state, names });
    } catch (error) {
      this.#problem.textContent = sentence(error);
    }
    await this.parts.again();
  }
}
