// What everybody has on their own device: write, change until it is shown, read, vote.

import { post } from "./api.js";
import { element, refill } from "./dom.js";
import { form } from "./form.js";
import { sentence, tell } from "./page.js";
import { answerList } from "./room-answers.js";
import { nowWords } from "./room-words.js";

/** @import {RoomAnswer, RoomView} from "./team-types.js" */

const LENGTH = 1000;

export class DeviceView {
  node = element("div", { class: "stack device-view" });
  #now = element("h2", {});
  #below = element("div", { class: "stack" });
  #problem = element("p", { class: "problem", role: "alert" });
  #text = element("textarea", { id: "answer", rows: "4", maxlength: LENGTH, required: true, dir: "auto", autocomplete: "off" });
  /** The form lives as long as answers are written, so that no redraw takes words away. @type {HTMLFormElement | null} */
  #form = null;

  /** @param {{path: string, again: () => Promise<void>}} parts */
  constructor(parts) {
    this.parts = parts;
    this.node.append(this.#now, this.#problem, this.#below);
  }

  /** @param {RoomView} view */
  draw(view) {
    const says = nowWords(view);
    if (this.#now.textContent !== says) this.#now.textContent = says;
    if (view.room.state === "answering") {
      this.#write(view);
      return;
    }
    const words = this.#text.value.trim();
    if (this.#form !== null && words !== "" && words !== view.mine?.text) this.#problem.textContent = "The answers are shown now. What you had not sent yet does not count.";
    this.#form = null;
    refill(this.#below, answerList(view, (answer) => this.#vote(view, answer)));
  }

  /** @param {RoomView} view */
  #write(view) {
    if (this.#form !== null) return;
    this.#problem.textContent = "";
    this.#text.value ||= view.mine?.text ?? "";
    this.#form = form(
      {
        id: "answer-form",
        action: "Send",
        busy: "Sending…",
        submit: async () => {
          await post(`${this.parts.path}/answer`, { text: this.#text.value });
          tell("Sent. You can change it until the answers are shown.");
          await this.parts.again();
        },
      },
      [element("div", { class: "field" }, element("label", { for: "answer" }, "Your answer"), this.#text)],
    );
    refill(this.#below, this.#form);
  }

  /**
   * @param {RoomView} view
   * @param {RoomAnswer} answer
   */
  #vote(view, answer) {
    if (view.room.state !== "voting" || answer.mine) return null;
    const chosen = view.voted === answer.id;
    return element(
      "button",
      {
        type: "button",
        class: chosen ? "primary" : "",
        "aria-pressed": String(chosen),
        "data-key": `vote-${answer.id}`,
        onclick: async () => {
          this.#problem.textContent = "";
          try {
            await post(`${this.parts.path}/vote`, { answer: answer.id });
            tell("Your vote counts.");
          } catch (error) {
            this.#problem.textContent = sentence(error);
          }
          await this.parts.again();
        },
      },
      chosen ? "Your vote" : "Vote for this",
    );
  }
}
