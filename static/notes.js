// What is said under a turn: few words, exact words, and no color without them.

import { CHANNELS, GROUND, LOST, METHODS, firstName } from "./words.js";
import { dateOf, longDay, plural } from "./dates.js";

/** @import {Briefing, Decided, Line, Read, Said, Verdict} from "./wire.js" */
/** @import {Entry} from "./state.js" */
/** @typedef {{text: string, kind: "" | "no" | "give" | "yes"}} Tag */

/**
 * What was heard in the rep's words: tags, and plain remarks beside them.
 * @param {Read} read
 * @param {Decided | null} decided
 * @returns {{tags: Tag[], remarks: string[]}}
 */
export function heard(read, decided) {
  const ask = { outcome: "ask heard", partial: "part of it asked", none: "no ask heard" }[read.ask] ?? "no ask heard";
  /** @type {Tag[]} */
  const tags = [{ text: ask, kind: "" }];
  for (const method of read.methods ?? []) {
    if (method !== "direct") tags.push({ text: METHODS[method]?.tag ?? method, kind: "" });
  }
  if (read.tone === "warm") tags.push({ text: "warm", kind: "yes" });
  if (read.tone === "pushy") tags.push({ text: "pushy", kind: "no" });
  if (read.yields) tags.push({ text: "lets it go", kind: "" });
  const remarks = [];
  if (read.repeat === "own") remarks.push("said before");
  if (read.repeat === "theirs") remarks.push("their words, handed back");
  if (read.ask !== "none" && decided !== null && !decided.new) remarks.push("no new way yet");
  return { tags, remarks };
}

/**
 * What the rep should know at once: a method not borne out, patience lost.
 * @param {Read | null} read
 * @param {Decided | null} decided
 * @returns {string[]}
 */
export function told(read, decided) {
  const language = read?.language === "other" ? "This does not read as English, the only language that is read here. Nothing in it could count." : "";
  const unborne = (read?.unborne ?? []).map((method) => METHODS[method]?.unborne ?? "");
  const lost = (decided?.lost ?? []).map((cause) => LOST[cause] ?? "");
  return [language, ...unborne, ...lost].filter((sentence) => sentence !== "");
}

/**
 * What the answer was, beside the name of the one who gave it.
 * @param {Entry} entry
 * @param {Briefing} briefing
 * @returns {Tag[]}
 */
export function answered(entry, briefing) {
  if (entry.turn === 0) return [{ text: "first no", kind: "no" }];
  const decided = entry.decided;
  if (decided === null) return [];
  /** @type {Tag[]} */
  const tags = [];
  for (const one of decided.ground ?? []) {
    const words = GROUND[one.how];
    if (words === undefined) continue;
    const name = one.person && one.person !== decided.person ? `${firstName(nameOf(briefing, one.person))} ` : "";
    const early = one.out_of_turn ? ", before it came up" : "";
    tags.push({ text: `${name}${words}${early}`, kind: one.how === "booked" ? "" : "give" });
  }
  tags.push(...verdictTags(decided));
  return tags.filter((tag, i) => tags.findIndex((other) => other.text === tag.text) === i);
}

/** @type {Partial<Record<Verdict, Tag>>} */
const VERDICTS = {
  hesitate: { text: "not yet", kind: "give" },
  offer_less: { text: "offers less", kind: "give" },
  grant_less: { text: "the lesser thing is yours", kind: "yes" },
  agree: { text: "yes", kind: "yes" },
  close: { text: "closed the door", kind: "no" },
};

/**
 * The answer itself, and whether it was a no. A closed door needs no second word for it.
 * @param {{verdict?: Verdict, no?: boolean}} decided
 * @returns {Tag[]}
 */
export function verdictTags({ verdict, no }) {
  /** @type {Tag[]} */
  const tags = [];
  const said = verdict && VERDICTS[verdict];
  if (said) tags.push(said);
  if (no && verdict !== "close") tags.push({ text: "no", kind: "no" });
  return tags;
}

/**
 * @param {Briefing} briefing
 * @param {string | undefined} id
 */
export function nameOf(briefing, id) {
  return briefing.people.find((person) => person.id === id)?.name ?? id ?? "";
}

/**
 * The lines above a turn and above its answer: which day it is and by which
 * medium. Written words arrive a day later; a call or a visit happens where it is answered.
 * @param {Entry} entry
 * @param {Entry | undefined} previous
 * @param {Briefing} briefing
 * @returns {{turn: string, answer: string}} "" where nothing has changed
 */
export function headings(entry, previous, briefing) {
  const last = previous ? whenOf(previous, briefing).answer : "";
  const { turn, answer } = whenOf(entry, briefing);
  const before = turn === "" ? last : turn;
  return { turn: turn === last ? "" : turn, answer: answer === before ? "" : answer };
}

/**
 * @param {Entry} entry
 * @param {Briefing} briefing
 * @returns {{turn: string, answer: string}}
 */
function whenOf(entry, briefing) {
  const channel = entry.said === null ? briefing.opener.channel : entry.said.channel;
  const medium = channel ? ` · ${CHANNELS[channel]?.inText ?? channel}` : "";
  const day = (/** @type {number} */ count) => longDay(dateOf(briefing.starts, count), count);
  const end = entry.decided?.day ?? entry.before;
  if (entry.said === null) return { turn: "", answer: day(end) + medium };
  if (entry.said.kind !== "say") return { turn: "", answer: day(end) };
  const written = channel === "email" || channel === "chat";
  if (written) return { turn: day(entry.before) + medium, answer: day(end) + medium };
  return entry.decided === null ? { turn: "", answer: "" } : { turn: day(end) + medium, answer: day(end) + medium };
}

/**
 * A turn without words, as a line of its own.
 * @param {Pick<Said, "kind" | "days">} said
 * @param {string} [who] whoever reads it is told of somebody else by this name
 */
export function deed(said, who = "You") {
  switch (said.kind) {
    case "wait":
      return `${who} waited ${plural(said.days ?? 0, "day")}.`;
    case "take":
      return `${who} took what was offered.`;
    case "end":
      return `${who} ended it here.`;
    default:
      return "";
  }
}

/**
 * The lines of an answer, the spoken ones with their speaker's name.
 * @param {Line[]} lines
 * @param {Briefing} briefing
 */
export function spoken(lines, briefing) {
  return lines.map((line) => ({ text: line.text, name: line.person ? nameOf(briefing, line.person) : "" }));
}
