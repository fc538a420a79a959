// A live room's steps in words, and what changed between two looks.

import { plural } from "./dates.js";

/** @import {RoomState, RoomView} from "./team-types.js" */

/** @type {RoomState[]} */
const ORDER = ["answering", "revealed", "voting", "closed"];

/** What a trainer presses to go one step on. @type {Record<RoomState, string>} */
const ON = { answering: "", revealed: "Reveal the answers", voting: "Let them vote", closed: "Close the vote" };

/** And one step back. @type {Record<RoomState, string>} */
const BACK = { answering: "Back to answering", revealed: "Back to reading", voting: "Open the vote again", closed: "" };

/**
 * The steps that a trainer may take from here.
 * @param {RoomState} state
 * @returns {{on: {state: RoomState, words: string} | null, back: {state: RoomState, words: string} | null}}
 */
export function steps(state) {
  const at = ORDER.indexOf(state);
  const next = ORDER[at + 1];
  const previous = ORDER[at - 1];
  return {
    on: next === undefined ? null : { state: next, words: ON[next] },
    back: previous === undefined ? null : { state: previous, words: BACK[previous] },
  };
}

/**
 * What everybody is to do now, for who is to do it.
 * @param {RoomView} view
 */
export function nowWords({ room, mine, voted, answers }) {
  switch (room.state) {
    case "answering":
      return mine === null ? "What do you say?" : "Sent. You can change it until the answers are shown.";
    case "revealed":
      return (answers ?? []).length === 0 ? "Nobody has answered." : "Read what the others would say. What would work on you?";
    case "voting":
      return voted === "" ? "Vote for the one that would work on you. Not your own." : "You have voted. You can still change it.";
    default:
      return "The vote is closed.";
  }
}

/**
 * @param {number} count
 */
export function answeredWords(count) {
  return count === 0 ? "no answers yet" : plural(count, "answer");
}

/**
 * What a screen reader is told when the room has moved; "" for nothing new.
 * @param {RoomView} before
 * @param {RoomView} after
 */
export function changedWords(before, after) {
  if (before.room.state !== after.room.state) {
    const says = { answering: "Answers can be written again.", revealed: "The answers are shown.", voting: "The vote is open.", closed: "The vote is closed." };
    return says[after.room.state] ?? "";
  }
  if (after.trainer && before.answered !== after.answered) return answeredWords(after.answered);
  return "";
}
