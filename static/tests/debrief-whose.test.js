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

test("what the debrief says of a turn, a habit or an ending speaks of the rep by name", () => {
  for (const [to, of] of [
    ["You were prepared to ask 3 times; you asked once.", "Ravi was prepared to ask 3 times; they asked once."],
    ["Your one ask kept to the outcome. Then you let go of it.", "Ravi's one ask kept to the outcome. Then they let go of it."],
    ["When you ask, you mostly bring proof: 3 of your 4 asks.", "When they ask, they mostly bring proof: 3 of their 4 asks."],
    ["You never spoke to Lee Park, who could have moved something for you with Priya.", "Ravi never spoke to Lee Park, who could have moved something for them with Priya."],
    ["Priya had told you what the no was about. What would you do with it now?", "Priya had told them what the no was about. What would they do with it now?"],
    ["It was what stood between you and Priya's yes.", "It was what stood between them and Priya's yes."],
    ["What were you afraid of losing at that moment?", "What were they afraid of losing at that moment?"],
    ["What would make you ask on the phone first?", "What would make them ask on the phone first?"],
    ["You said: “You told me that you can.”", "Ravi said: “You told me that you can.”"],
  ]) {
    assert.equal(about(trainer, to), of);
    assert.equal(about({ mine: true, name: "Ravi Menon" }, to), to);
  }
});
