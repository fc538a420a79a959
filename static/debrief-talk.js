// The talk once more, with labels on the very words, what the other side
// thought, and a way back to every turn.

import { affirmed, asks, changeWords } from "./contest.js";
import { longDay, plural } from "./dates.js";
import { contestButton } from "./debrief-contest.js";
import { element, hidden } from "./dom.js";
import { about } from "./debrief-whose.js";
import { marked } from "./marked.js";
import { deed, nameOf, verdictTags } from "./notes.js";
import { rewindButton } from "./rewind.js";
import { CHANNELS, METHODS, firstName, labelWords } from "./words.js";

/** @import {Briefing} from "./wire.js" */
/** @import {Correction, DebriefAnswer, Note} from "./debrief-types.js" */
/** @import {View} from "./debrief-view.js" */
/** @import {Tag} from "./notes.js" */
/** @typedef {Tag & {corrected?: boolean}} OwnTag corrected: it counts because somebody said so */
/** @typedef {(answer: DebriefAnswer, note: Note) => void} Saved a correction is saved, and this is the debrief that follows */

/**
 * @param {Note[]} notes
 * @param {Briefing} briefing
 * @param {View} view
 * @param {Saved} saved
 */
export function talkSheet(notes, briefing, view, saved) {
  let when = "";
  const entries = notes.map((note) => {
    const here = heading(note);
    const changed = here !== when;
    when = here;
    return entry(note, changed ? here : "", briefing, view, saved);
  });
  return element(
    "section",
    { class: "stack", "aria-labelledby": "talk-title" },
    element("h2", { id: "talk-title" }, "The whole talk"),
    element("p", { class: "soft" }, view.mine ? "Your words, with what was seen in them. Go back to any turn and try another way, or say where you were read wrongly." : `${firstName(view.name)}'s words, with what was seen in them. Say where they were read wrongly, or write a word on a turn.`),
    element("ol", { class: "annotated sheet" }, ...entries),
  );
}

/** @param {Note} note */
function heading(note) {
  const medium = note.channel ? ` · ${CHANNELS[note.channel]?.inText ?? note.channel}` : "";
  return longDay(note.date, note.day) + medium;
}

/**
 * @param {Note} note
 * @param {string} day
 * @param {Briefing} briefing
 * @param {View} view
 * @param {Saved} saved
 */
function entry(note, day, briefing, view, saved) {
  return element(
    "li",
    { id: `turn-${note.turn}`, tabindex: "-1" },
    day && element("p", { class: "day" }, day),
    note.turn > 0 && own(note, view, saved),
    ...note.lines.map((line) =>
      line.person
        ? element("p", { class: "them" }, element("b", {}, `${firstName(nameOf(briefing, line.person))}: `), element("span", { dir: "auto" }, line.text))
        : element("p", { class: "happens", dir: "auto" }, line.text),
    ),
    element("p", { class: "tags" }, ...answerTags(note).map(tag)),
    note.thought && element("p", { class: "thought" }, note.thought),
    note.turn > 0 && view.comments?.place(note.turn),
  );
}

/**
 * @param {Note} note
 * @param {View} view
 * @param {Saved} saved
 */
function own(note, view, saved) {
  const spoken = (note.kind ?? "say") === "say";
  return element(
    "div",
    { class: "own" },
    element("p", { class: "who" }, element("small", {}, `Turn ${note.turn}`, note.name && ` · ${view.mine ? "you" : firstName(view.name)} to ${firstName(note.name)}`), rewindButton(view, note.back_to)),
    spoken
      ? element("blockquote", { dir: "auto" }, ...marked(note.text ?? "", note.evidence))
      : element("p", { class: "happens" }, note.kind ? deed({ kind: note.kind, days: note.days }, view.mine ? "You" : firstName(view.name)) : ""),
    spoken && element("div", { class: "row" }, element("p", { class: "tags" }, ...ownTags(note).map(tag)), contestButton(note, view, saved)),
    doubtful(note),
    ...(note.corrected ?? []).map((one) => correction(one, view)),
    ...(note.unborne ?? []).map((one) => element("p", { class: "told" }, about(view, METHODS[one.method]?.unborne ?? ""))),
  );
}

/**
 * Where two readers differ, which a trainer can settle.
 * @param {Note} note
 */
function doubtful({ differs = [], second_missed = false }) {
  if (second_missed) return element("p", { class: "told" }, "Read by the embedded reader alone: the second one did not answer.");
  if (differs.length === 0) return null;
  return element("p", { class: "told" }, "The two readers differ on: ", differs.map((label) => labelWords(label)).join(", "), ".");
}

/**
 * @param {Note} note
 * @returns {OwnTag[]}
 */
function ownTags(note) {
  /** @type {OwnTag[]} */
  const tags = [];
  const given = affirmed(note);
  /** @type {(label: string, text: string, kind?: Tag["kind"]) => void} */
  const add = (label, text, kind = "") => void tags.push({ text, kind, corrected: given.has(label) });
  if (!asks(note)) add("", "no ask heard");
  else if (note.ask === "partial") add("partial", "part of it asked");
  else add("outcome", "ask heard");
  for (const one of note.methods) {
    if (one.method !== "direct") add(one.method, METHODS[one.method]?.tag ?? one.name);
  }
  if (note.tone === "warm") add("warm", "warm", "yes");
  if (note.tone === "pushy") add("pushy", "pushy", "no");
  if (note.repeat === "own") tags.push({ text: "said before", kind: "" });
  if (note.repeat === "theirs") tags.push({ text: "their words, handed back", kind: "" });
  if (note.yields) add("yields", "lets it go");
  if (note.no_new_way) tags.push({ text: "no new way", kind: "" });
  return tags;
}

/**
 * @param {Note} note
 * @returns {Tag[]}
 */
function answerTags(note) {
  if (note.turn === 0) return [{ text: "first no", kind: "no" }];
  /** @type {Tag[]} */
  const tags = [];
  if (note.gave_ground && note.verdict !== "agree") tags.push({ text: "gave ground", kind: "give" });
  return [...tags, ...verdictTags(note)];
}

/** @param {OwnTag} one */
function tag(one) {
  return element("span", { class: `tag ${one.kind} ${one.corrected ? "corrected" : ""}` }, one.text, one.corrected && hidden(" (corrected)"));
}

/**
 * @param {Correction} one
 * @param {View} view
 */
function correction(one, view) {
  const rep = view.mine ? "you" : view.name;
  return element(
    "p",
    { class: "correction" },
    `Corrected by ${one.by === "rep" ? rep : one.by}: `,
    element("span", { dir: "auto" }, one.reason),
    element("small", {}, ` (${changeWords(one)})`),
  );
}

/**
 * What was done, in one line of figures.
 * @param {{asks: number, nos: number, methods: number, days: number}} figures
 */
export function figures({ asks, nos, methods, days }) {
  return [plural(asks, "ask"), plural(nos, "no", "nos"), plural(methods, "way"), plural(days, "day")].join(" · ");
}
