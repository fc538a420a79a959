import assert from "node:assert/strict";
import { test } from "node:test";
import { spokenFigures } from "../debrief-spoken.js";

const spoken = { turns: 2, seconds: 84, words: 200, pace: 143, their_seconds: 40, share: 68, text: "", source: "" };

test("time, pace and share are told, the share as an estimate", () => {
  assert.deepEqual(spokenFigures(spoken, { mine: true, name: "" }), [
    { name: "Talk time", value: "1:24 min", remark: "2 turns said aloud, pauses included" },
    { name: "Pace", value: "143 words a minute", remark: "" },
    { name: "Your share of the talk", value: "about 68%", remark: "an estimate" },
  ]);
});

test("what cannot be told is left out", () => {
  const few = { ...spoken, turns: 1, seconds: 4, pace: 0, their_seconds: 0, share: 100 };
  assert.deepEqual(spokenFigures(few, { mine: true, name: "" }), [{ name: "Talk time", value: "0:04 min", remark: "1 turn said aloud, pauses included" }]);
});

test("a trainer reads whose it is", () => {
  assert.equal(spokenFigures(spoken, { mine: false, name: "Ann Berg" })[2]?.name, "Ann's share of the talk");
});
