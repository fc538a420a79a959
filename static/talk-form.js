// The one thing to do: words, to whom, by which medium.

import { cost } from "./dates.js";
import { element, find, refill } from "./dom.js";
import { free } from "./state.js";
import { CHANNELS, firstName } from "./words.js";

/** @import {Channel} from "./wire.js" */
/** @import {Room} from "./talk.js" */

/** Characters in one turn, as the server counts them. */
const LIMIT = 4000;
const NEARLY = 400;

export class SayForm {
  form = find("say", HTMLFormElement);
  text = find("text", HTMLTextAreaElement);
  label = find("to", HTMLLabelElement);
  asked = find("asked", HTMLParagraphElement);
  channels = find("channels", HTMLFieldSetElement);
  send = find("send", HTMLButtonElement);
  problem = find("problem", HTMLParagraphElement);
  hint = find("hint", HTMLParagraphElement);

  /**
   * @param {Room} room
   * @param {{say: () => void, change: () => void}} actions
   */
  constructor(room, actions) {
    this.room = room;
    this.actions = actions;
    this.text.value = room.draft.text;
    this.hint.textContent = hintWords();
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.text.addEventListener("input", () => {
      room.draft.text = this.text.value;
      this.problem.textContent = "";
      room.talk = { ...room.talk, failure: null };
      this.#count();
      actions.change();
    });
  }

  #submit() {
    const problem = this.#wrong();
    this.problem.textContent = problem;
    if (problem !== "") {
      this.text.focus();
      return;
    }
    this.actions.say();
    if (window.matchMedia("(hover: hover)").matches) this.text.focus();
  }

  /** What stands in the way of sending, as a sentence; "" for nothing. */
  #wrong() {
    const { talk, draft } = this.room;
    const person = this.room.briefing.people.find((one) => one.id === draft.to);
    const name = firstName(person?.name ?? "They");
    if (draft.text.trim() === "") return "Write something first.";
    if (length(draft.text) > LIMIT) return `A turn holds 4,000 characters; this one has ${length(draft.text)}. Please shorten it.`;
    if (stateOf(this.room) === "closed") return `${name}'s door is closed. Choose somebody else, or end here.`;
    if (talk.pending !== null) return "One moment: your last words are still on their way.";
    if (!free(talk)) return "One moment: wait for the answer first.";
    return "";
  }

  /**
   * Puts words back that were not taken, before what was written meanwhile.
   * @param {string} words
   */
  restore(words) {
    const draft = this.room.draft;
    draft.text = draft.text.trim() === "" ? words : `${words}\n\n${draft.text}`;
    this.text.value = draft.text;
    this.#count();
  }

  clear() {
    this.text.value = "";
    this.#count();
  }

  render() {
    const { talk, briefing, draft } = this.room;
    this.form.hidden = talk.now === null || talk.ending !== "";
    if (this.form.hidden) return;
    const person = briefing.people.find((one) => one.id === draft.to);
    refill(this.label, element("span", { class: "long" }, "What you say to "), element("strong", {}, person?.name ?? "them"));
    this.asked.hidden = !person || person.grants;
    this.asked.textContent = person ? `What ${firstName(person.name)} can do: ${person.need}` : "";
    this.#drawChannels();
    this.send.setAttribute("aria-disabled", String(!free(talk)));
    this.#count();
    if (talk.failure !== null) this.problem.textContent = talk.failure.message;
  }

  #drawChannels() {
    const { talk, draft } = this.room;
    const now = talk.now;
    if (now === null) return;
    if (!now.channels.some((one) => one.channel === draft.channel)) draft.channel = now.channels[0]?.channel ?? "";
    const choices = now.channels.map((one) => {
      const price = cost(one, now.left);
      const input = element("input", {
        type: "radio", name: "channel", value: one.channel, "data-key": one.channel, checked: one.channel === draft.channel,
        onchange: () => {
          draft.channel = /** @type {Channel} */ (input.value);
          this.actions.change();
        },
      });
      return element("label", { class: price === "too late" ? "late" : "" }, input, element("span", {}, element("b", {}, CHANNELS[one.channel]?.name ?? one.channel), " ", element("small", {}, ...wrapped(price))));
    });
    refill(this.channels, element("legend", { class: "hidden" }, "By which medium, and when the answer comes"), ...choices);
  }

  #count() {
    const left = LIMIT - length(this.text.value);
    this.hint.textContent = left > NEARLY ? hintWords() : left >= 0 ? `${left} characters left` : `${-left} characters too many`;
  }
}

/**
 * A price that breaks between the days and the date, and nowhere else.
 * @param {string} price
 */
function wrapped(price) {
  const [days, date] = price.split(" · ");
  return date === undefined ? [price] : [element("span", {}, `${days} ·`), " ", element("span", {}, date)];
}

/** @param {Room} room */
function stateOf(room) {
  return room.talk.now?.people.find((one) => one.id === room.draft.to)?.state;
}

/** @param {string} text */
function length(text) {
  return Array.from(text).length;
}

function hintWords() {
  const apple = /Mac|iPhone|iPad/.test(navigator.platform);
  return `${apple ? "⌘ Enter" : "Ctrl + Enter"} sends`;
}
