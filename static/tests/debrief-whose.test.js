import assert from "node:assert/strict";
import { test } from "node:test";
import { about } from "../debrief-whose.js";
import { deed } from "../notes.js";
import { METHODS } from "../words.js";

const trainer = { mine: false, name: "Ravi Menon" };

test("the rep is spoken to, and to a trainer is spoken of by name", () => {
  assert.equal(about({ mine: true, name: "Ravi Menon" }, "You did not say."), "You did not say.");
  assert.equal(about(trainer, "You did not say."), "Ravi did not say.");
  assert.equal(deed({ kind: "wait", days: 2 }, "Ravi"), "Ravi waited 2 days.");
  assert.equal(deed({ kind: "wait", days: 1 }), "You waited 1 day.");
});

test("no method that was not borne out speaks to the trainer", () => {
  for (const { unborne } of Object.values(METHODS)) assert.doesNotMatch(about(trainer, unborne), /\b[Yy]ou(r)?\b/);
});

test("a name with a dollar sign stays what it is", () => {
  assert.equal(about({ mine: false, name: "$& Co" }, "You did not say."), "$& did not say.");
});
