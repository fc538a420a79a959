// The log of a talk. Elements are kept and only their changed parts are drawn
// anew: a screen reader then hears what is new, and nothing twice.

import { remark } from "./coach-points.js";
import { element, refill } from "./dom.js";
import { answered, deed, headings, heard, spoken, told } from "./notes.js";

/** @import {Briefing} from "./wire.js" */
/** @import {Entry, Talk} from "./state.js" */
/** @import {Tag} from "./notes.js" */
/** @import {Aloud} from "./talk-aloud.js" */

/**
 * @typedef {object} Part
 * @property {Entry} entry as it was last drawn
 * @property {string} headings as they were last drawn
 * @property {HTMLElement} node
 * @property {HTMLElement} before the heading of the turn
 * @property {HTMLElement} own
 * @property {HTMLElement | null} notes
 * @property {HTMLElement} after the heading of the answer
 * @property {HTMLElement} answer
 * @property {HTMLElement} coach
 */

export class TurnLog {
  /** @type {Map<string, Part>} */
  #parts = new Map();

  /**
   * @param {HTMLElement} container
   * @param {Briefing} briefing
   * @param {Aloud} aloud says lines
   */
  constructor(container, briefing, aloud) {
    this.container = container;
    this.briefing = briefing;
    this.aloud = aloud;
  }

  /** @param {Talk} talk */
  render(talk) {
    const entries = withPending(talk);
    const keys = new Set(entries.map(keyOf));
    for (const [key, part] of this.#parts) {
      if (keys.has(key)) continue;
      part.node.remove();
      this.#parts.delete(key);
    }
    entries.forEach((entry, i) => {
      const part = this.#part(entry);
      if (this.container.children[i] !== part.node) this.container.insertBefore(part.node, this.container.children[i] ?? null);
      this.#draw(part, entry, entries[i - 1]);
    });
  }

  /** @param {Entry} entry */
  #part(entry) {
    const key = keyOf(entry);
    const known = this.#parts.get(key);
    if (known) return known;
    const before = element("p", { class: "day" });
    const own = element("div", { class: "turn me" });
    const after = element("p", { class: "day" });
    const answer = element("div", { class: "answer" });
    const coach = element("div", { class: "coach" });
    /** @type {Part} */
    const part = { entry: blank, headings: "", node: element("div", { class: "entry" }), before, own, notes: null, after, answer, coach };
    this.#parts.set(key, part);
    return part;
  }

  /**
   * @param {Part} part
   * @param {Entry} entry
   * @param {Entry | undefined} previous
   */
  #draw(part, entry, previous) {
    const days = headings(entry, previous, this.briefing);
    const signature = `${days.turn}|${days.answer}`;
    const last = part.entry;
    if (last === entry && part.headings === signature) return;
    part.before.textContent = days.turn;
    part.after.textContent = entry.lines === null ? "" : days.answer;
    if (last.said === null && entry.said !== null) this.#drawOwn(part, entry);
    if (part.notes !== null && (last.read !== entry.read || last.decided !== entry.decided || last === blank || isPending(last) !== isPending(entry))) {
      drawNotes(part.notes, entry);
    }
    if (last.lines === null && entry.lines !== null) refill(part.answer, ...this.#lines(entry));
    if (last.coach !== entry.coach && entry.coach.length > 0) refill(part.coach, ...remark(entry.coach));
    arrange(part);
    part.entry = entry;
    part.headings = signature;
  }

  /**
   * @param {Part} part
   * @param {Entry} entry
   */
  #drawOwn(part, entry) {
    const said = entry.said;
    if (said === null) return;
    if (said.kind !== "say") {
      part.own = element("p", { class: "happens" }, deed(said));
      return;
    }
    const to = this.briefing.people.find((person) => person.id === said.to);
    part.notes = element("div", { class: "notes" });
    refill(
      part.own,
      element("span", { class: "hidden" }, `You, to ${to?.name ?? "them"}: `),
      element("div", { class: "said", dir: "auto" }, said.text ?? ""),
      part.notes,
    );
  }

  /** @param {Entry} entry */
  #lines(entry) {
    const lines = spoken(entry.lines ?? [], this.briefing);
    const last = lines.findLastIndex((line) => line.name !== "");
    const shown = lines.map((line, i) =>
      line.name === ""
        ? element("p", { class: "happens", dir: "auto" }, line.text)
        : element(
            "div",
            { class: "turn" },
            element("div", { class: "said", dir: "auto" }, line.text),
            // Several lines in a row carry their speaker's name once, for those who see them.
            element("small", { class: lines[i + 1]?.name === line.name ? "hidden" : "" }, line.name, ...(i === last ? answered(entry, this.briefing).map(tag) : []), this.aloud.button(entry, i, line.text)),
          ),
    );
    return entry.note === "" ? shown : [...shown, element("p", { class: "happens" }, entry.note)];
  }
}

/** @type {Entry} */
const blank = { turn: -2, said: null, read: null, decided: null, lines: null, seq: 0, note: "", before: 0, coach: [] };

/** @param {Entry} entry */
function keyOf(entry) {
  return entry.said?.id ?? `turn-${entry.turn}`;
}

/** @param {Entry} entry */
function isPending(entry) {
  return entry.turn === -1;
}

/**
 * The log with the turn that is under way at its end.
 * @param {Talk} talk
 * @returns {Entry[]}
 */
function withPending(talk) {
  if (talk.pending === null) return talk.entries;
  const { type, ...rest } = talk.pending;
  return [...talk.entries, { ...blank, turn: -1, said: { ...rest, kind: type }, before: talk.now?.day ?? 0 }];
}

/**
 * Puts the parts that have something to show into their order, moving none that stands right.
 * @param {Part} part
 */
function arrange(part) {
  const wanted = [part.before, part.own, part.after, part.answer, part.coach].filter((node) => node.childNodes.length > 0);
  wanted.forEach((node, i) => {
    if (part.node.children[i] !== node) part.node.insertBefore(node, part.node.children[i] ?? null);
  });
  while (part.node.children.length > wanted.length) part.node.lastElementChild?.remove();
}

/**
 * @param {HTMLElement} notes
 * @param {Entry} entry
 */
function drawNotes(notes, entry) {
  if (entry.read === null) {
    refill(notes, element("small", {}, isPending(entry) ? "sending…" : "sent"));
    return;
  }
  const { tags, remarks } = heard(entry.read, entry.decided);
  refill(
    notes,
    element("small", {}, ...tags.map(tag), remarks.join(" · ")),
    ...told(entry.read, entry.decided).map((line) => element("p", { class: "told" }, line)),
  );
}

/** @param {Tag} one */
export function tag(one) {
  return element("span", { class: `tag ${one.kind}` }, one.text);
}
