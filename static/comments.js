// Words between a rep and their trainers, on the turns of an attempt. They come
// by themselves; what is being written stays.

import { get, post, remove } from "./api.js";
import { element, hidden, refill } from "./dom.js";
import { agoWords } from "./due.js";
import { form } from "./form.js";
import { Live } from "./live.js";
import { sentence, tell } from "./page.js";

/** @import {Comment} from "./team-types.js" */

const LENGTH = 2000;

export class Comments {
  /** @type {Comment[]} */
  #all = [];
  /** @type {Map<number, {list: HTMLElement, node: HTMLElement}>} */
  #places = new Map();

  /** @param {{attempt: string, mine: boolean, team: string}} view */
  constructor(view) {
    this.view = view;
    this.path = `/api/attempts/${encodeURIComponent(view.attempt)}/comments`;
  }

  async load() {
    /** @type {{comments: Comment[]}} */
    const { comments } = await get(this.path);
    this.#all = comments;
  }

  /** Fetches and draws again whenever somebody writes. */
  follow() {
    new Live(`/api/teams/${encodeURIComponent(this.view.team)}/live`, async (kinds) => {
      if (!kinds.has("comment") && !kinds.has("gap")) return;
      const before = this.#all.length;
      await this.load().catch(() => {}); // what is shown stays until it can be asked for again
      this.#draw();
      const fresh = this.#all[this.#all.length - 1];
      if (this.#all.length > before && !fresh.mine) tell(`${fresh.by.name} wrote on turn ${fresh.turn}.`);
    }).whileSeen();
  }

  count() {
    return this.#all.length;
  }

  /** The first turn that has one. */
  first() {
    return Math.min(...this.#all.map((one) => one.turn));
  }

  /**
   * Where the comments on a turn stand. A page that is drawn anew gets the same
   * place again, with what was being written in it.
   * @param {number} turn
   */
  place(turn) {
    const known = this.#places.get(turn);
    if (known !== undefined) return known.node;
    const list = element("ol", { class: "comments" });
    const writing = element("div", {});
    const node = element("div", { class: "talk-of" }, list, writing);
    this.#places.set(turn, { list, node });
    this.#close(turn, writing);
    this.#drawTurn(turn);
    return node;
  }

  #draw() {
    for (const turn of this.#places.keys()) this.#drawTurn(turn);
  }

  /** @param {number} turn */
  #drawTurn(turn) {
    const place = this.#places.get(turn);
    if (place === undefined) return;
    refill(place.list, ...this.#all.filter((one) => one.turn === turn).map((one) => this.#entry(one)));
  }

  /** @param {Comment} one */
  #entry(one) {
    const problem = element("small", { class: "problem", role: "alert" });
    const take = one.mine && element("button", { type: "button", class: "plain small", "data-key": `delete-${one.id}` }, "Delete", hidden(" your comment"));
    if (take) {
      take.addEventListener("click", async () => {
        try {
          await remove(`${this.path}/${encodeURIComponent(one.id)}`);
          this.#all = this.#all.filter((other) => other.id !== one.id);
          this.#drawTurn(one.turn);
          document.getElementById(`turn-${one.turn}`)?.focus();
          tell("Deleted.");
        } catch (error) {
          problem.textContent = sentence(error);
        }
      });
    }
    return element(
      "li",
      {},
      element("p", { class: "who" }, element("small", {}, element("b", {}, one.mine ? "You" : one.by.name), one.by.trainer && !one.mine && ", trainer", ` · ${agoWords(one.at, new Date())}`), take || null),
      element("p", { class: "said", dir: "auto" }, one.text),
      problem,
    );
  }

  /**
   * @param {number} turn
   * @param {HTMLElement} writing
   */
  #close(turn, writing) {
    const answers = this.view.mine && this.#all.some((one) => one.turn === turn);
    const open = element("button", { type: "button", class: "plain small", "data-key": `write-${turn}` }, answers ? "Answer" : this.view.mine ? "Write to your trainers" : "Comment", hidden(` on turn ${turn}`));
    open.addEventListener("click", () => this.#open(turn, writing));
    refill(writing, open);
    return open;
  }

  /**
   * @param {number} turn
   * @param {HTMLElement} writing
   */
  #open(turn, writing) {
    const text = element("textarea", { id: `comment-${turn}`, rows: "2", maxlength: LENGTH, required: true, dir: "auto" });
    const label = this.view.mine ? "Your answer" : "Your comment";
    const stop = element("button", { type: "button", onclick: () => this.#close(turn, writing).focus() }, "Cancel");
    refill(
      writing,
      form(
        {
          id: `comment-form-${turn}`,
          action: "Send",
          busy: "Sending…",
          class: "stack",
          submit: async () => {
            /** @type {Comment} */
            const made = await post(this.path, { turn, text: text.value });
            if (!this.#all.some((one) => one.id === made.id)) this.#all.push(made);
            this.#drawTurn(turn);
            this.#close(turn, writing).focus();
            tell("Sent.");
          },
        },
        [element("div", { class: "field" }, element("label", { for: text.id }, label), text)],
        [stop],
      ),
    );
    text.focus();
  }
}
