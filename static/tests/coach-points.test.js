import assert from "node:assert/strict";
import { test } from "node:test";

import { labelled, saysOf, whoseWords } from "../coach-points.js";

test("a point says its sentence, and what is not borne out says it by its way", () => {
  assert.equal(saysOf({ kind: "stale", says: "Nothing new." }), "Nothing new.");
  assert.equal(saysOf({ kind: "unborne", says: "In general.", method: "trade" }), "You meant a trade, but nothing is offered yet.");
  assert.equal(saysOf({ kind: "unborne", says: "In general." }), "In general.");
  assert.equal(saysOf({ kind: "same_way", says: "The third time.", method: "trade" }), "The third time.");
});

test("a quote says whose words it holds, and from when", () => {
  assert.equal(whoseWords({ turn: 3, by: "rep", text: "May we?" }), "you, turn 3");
  assert.equal(whoseWords({ turn: 2, by: "client", name: "Ada", text: "No." }), "Ada, turn 2");
  assert.equal(whoseWords({ turn: 0, by: "client", text: "No." }), "they, at the start");
});

test("every label of a draft has its own words", () => {
  const evidence = [
    { label: "trade", quote: "If you do", start: 0, end: 9 },
    { label: "outcome", quote: "may we", start: 10, end: 16 },
    { label: "pushy", quote: "now", start: 17, end: 20 },
  ];
  assert.deepEqual(labelled({ ask: "outcome", methods: ["trade"], tone: "pushy", yields: false, evidence }), [
    { text: "ask heard", kind: "", quote: "may we" },
    { text: "offers a trade", kind: "", quote: "If you do" },
    { text: "pushy", kind: "no", quote: "now" },
  ]);
  assert.deepEqual(labelled({ ask: "none", methods: ["direct"], tone: "neutral", yields: false, evidence: null }), [{ text: "no ask heard", kind: "", quote: "" }]);
});
