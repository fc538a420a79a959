import assert from "node:assert/strict";
import { test } from "node:test";

import { marks, marksSentence } from "../attempt-marks.js";

test("an attempt is marked as what it is", () => {
  assert.deepEqual(marks({}), []);
  assert.deepEqual(marks({ parent: "", rewind: false, coached: false }), []);
  assert.deepEqual(marks({ rewind: true }), ["rewind"]);
  assert.deepEqual(marks({ parent: "A1", coached: true }), ["rewind", "with the coach"]);
});

test("the debrief says so in a sentence", () => {
  assert.equal(marksSentence({}, true), "");
  assert.equal(marksSentence({ coached: true }, true), "You played this with the coach. It counts on no board.");
  assert.equal(marksSentence({ coached: true }, false, "Rae"), "Rae played this with the coach. It counts on no board.");
  assert.equal(marksSentence({ parent: "A1" }, true), "You tried again here from the first turn of another attempt. It counts on no board.");
  assert.equal(
    marksSentence({ parent: "A1", parent_turn: 3, coached: true }, true),
    "You tried again here after turn 3 of another attempt. You played this with the coach. It counts on no board.",
  );
});
