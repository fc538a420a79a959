// The talk once more, with labels on the very words, what the other side
// thought, and a way back to every turn.

import { longDay, plural } from "./dates.js";
import { element } from "./dom.js";
import { marked } from "./marked.js";
import { deed } from "./notes.js";
import { rewindButton } from "./rewind.js";
import { CHANNELS, METHODS, firstName } from "./words.js";

/** @import {Briefing} from "./wire.js" */
/** @import {Note} from "./debrief.js" */
/** @import {Tag} from "./notes.js" */

/**
 * @param {Note[]} notes
 * @param {Briefing} briefing
 * @param {string} attempt
 */
export function talkSheet(notes, briefing, attempt) {
  let when = "";
  const entries = notes.map((note) => {
    const here = heading(note);
    const changed = here !== when;
    when = here;
    return entry(note, changed ? here : "", briefing, attempt);
  });
  return element(
    "section",
    { class: "stack", "aria-labelledby": "talk-title" },
    element("h2", { id: "talk-title" }, "The whole talk"),
    element("p", { class: "soft" }, "Your words, with what was seen in them. Go back to any turn and try another way."),
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
 * @param {string} attempt
 */
function entry(note, day, briefing, attempt) {
  return element(
    "li",
    { id: `turn-${note.turn}`, tabindex: "-1" },
    day && element("p", { class: "day" }, day),
    note.turn > 0 && own(note, attempt),
    ...note.lines.map((line) =>
      line.person
        ? element("p", { class: "them" }, element("b", {}, `${firstName(nameOf(briefing, line.person))}: `), element("span", { dir: "auto" }, line.text))
        : element("p", { class: "happens", dir: "auto" }, line.text),
    ),
    element("p", { class: "tags" }, ...answerTags(note).map(tag)),
    note.thought && element("p", { class: "thought" }, note.thought),
  );
}

/**
 * @param {Note} note
 * @param {string} attempt
 */
function own(note, attempt) {
  const spoken = (note.kind ?? "say") === "say";
  return element(
    "div",
    { class: "own" },
    element("p", { class: "who" }, element("small", {}, `Turn ${note.turn}`, note.name && ` · you to ${firstName(note.name)}`), rewindButton(attempt, note.back_to)),
    spoken
      ? element("blockquote", { dir: "auto" }, ...marked(note.text ?? "", note.evidence))
      : element("p", { class: "happens" }, note.kind ? deed({ kind: note.kind, days: note.days }) : ""),
    spoken && element("p", { class: "tags" }, ...ownTags(note).map(tag)),
    ...(note.unborne ?? []).map((one) => element("p", { class: "told" }, METHODS[one.method]?.unborne ?? "")),
  );
}

/**
 * @param {Note} note
 * @returns {Tag[]}
 */
function ownTags(note) {
  /** @type {Tag[]} */
  const tags = [{ text: note.heard ? (note.ask === "partial" ? "part of it asked" : "ask heard") : "no ask heard", kind: "" }];
  for (const one of note.methods) {
    if (one.method !== "direct") tags.push({ text: METHODS[one.method]?.tag ?? one.name, kind: "" });
  }
  if (note.tone === "warm") tags.push({ text: "warm", kind: "yes" });
  if (note.tone === "pushy") tags.push({ text: "pushy", kind: "no" });
  if (note.repeat === "own") tags.push({ text: "said before", kind: "" });
  if (note.repeat === "theirs") tags.push({ text: "their words, handed back", kind: "" });
  if (note.yields) tags.push({ text: "lets it go", kind: "" });
  if (note.no_new_way) tags.push({ text: "no new way", kind: "" });
  return tags;
}

/** @type {Partial<Record<string, Tag>>} */
const VERDICTS = {
  hesitate: { text: "not yet", kind: "give" },
  offer_less: { text: "offers less", kind: "give" },
  grant_less: { text: "the lesser thing is yours", kind: "yes" },
  agree: { text: "yes", kind: "yes" },
  close: { text: "closed the door", kind: "no" },
};

/**
 * @param {Note} note
 * @returns {Tag[]}
 */
function answerTags(note) {
  if (note.turn === 0) return [{ text: "first no", kind: "no" }];
  /** @type {Tag[]} */
  const tags = [];
  if (note.gave_ground && note.verdict !== "agree") tags.push({ text: "gave ground", kind: "give" });
  const verdict = VERDICTS[note.verdict ?? ""];
  if (verdict) tags.push(verdict);
  if (note.no && note.verdict !== "close") tags.push({ text: "no", kind: "no" });
  return tags;
}

/** @param {Tag} one */
function tag(one) {
  return element("span", { class: `tag ${one.kind}` }, one.text);
}

/**
 * @param {Briefing} briefing
 * @param {string} id
 */
function nameOf(briefing, id) {
  return briefing.people.find((person) => person.id === id)?.name ?? id;
}

/**
 * What was done, in one line of figures.
 * @param {{asks: number, nos: number, methods: number, days: number}} figures
 */
export function figures({ asks, nos, methods, days }) {
  return [plural(asks, "ask"), plural(nos, "no", "nos"), plural(methods, "way"), plural(days, "day")].join(" · ");
}
