import assert from "node:assert/strict";
import { test } from "node:test";
import { answeredWords, changedWords, nowWords, steps } from "../room-words.js";

/** @typedef {import("../team-types.js").RoomView} RoomView */

/**
 * @param {Partial<RoomView>} view
 * @param {Partial<RoomView["room"]>} [room]
 * @returns {RoomView}
 */
function look(view, room = {}) {
  return {
    room: { id: "r", team: "t", outcome: "O", no: "N", who: "W", state: "answering", names: false, ...room },
    trainer: false, answered: 0, people: 3, mine: null, answers: [], voted: "", ...view,
  };
}

test("a trainer goes one step on or back", () => {
  assert.deepEqual(steps("answering"), { on: { state: "revealed", words: "Reveal the answers" }, back: null });
  assert.deepEqual(steps("revealed"), { on: { state: "voting", words: "Let them vote" }, back: { state: "answering", words: "Back to answering" } });
  assert.deepEqual(steps("voting"), { on: { state: "closed", words: "Close the vote" }, back: { state: "revealed", words: "Back to reading" } });
  assert.deepEqual(steps("closed"), { on: null, back: { state: "voting", words: "Open the vote again" } });
});

const now = [
  { name: "to write", view: look({}), says: "What do you say?" },
  { name: "written", view: look({ mine: { text: "x" } }), says: "Sent. You can change it until the answers are shown." },
  { name: "nobody answered", view: look({}, { state: "revealed" }), says: "Nobody has answered." },
  { name: "to vote", view: look({}, { state: "voting" }), says: "Vote for the one that would work on you. Not your own." },
  { name: "voted", view: look({ voted: "a" }, { state: "voting" }), says: "You have voted. You can still change it." },
  { name: "over", view: look({ voted: "a" }, { state: "closed" }), says: "The vote is closed." },
];
for (const { name, view, says } of now) {
  test(`what to do now: ${name}`, () => assert.equal(nowWords(view), says));
}

test("only what is new is told", () => {
  assert.equal(changedWords(look({}), look({})), "");
  assert.equal(changedWords(look({}), look({}, { state: "revealed" })), "The answers are shown.");
  assert.equal(changedWords(look({ answered: 1 }), look({ answered: 2 })), "", "a rep is not told of every answer");
  assert.equal(changedWords(look({ answered: 1, trainer: true }), look({ answered: 2, trainer: true })), "2 answers");
  assert.equal(answeredWords(0), "no answers yet");
  assert.equal(answeredWords(1), "1 answer");
});
