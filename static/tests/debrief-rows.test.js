import assert from "node:assert/strict";
import { test } from "node:test";
import { inWords, rowsOf, twoLines } from "../debrief-rows.js";

/** @type {(more: object) => any} */
const note = (more) => ({ day: 0, methods: [], evidence: [], lines: [], gave_ground: false, no: false, ...more });
const curves = [
  { person: "priya", name: "Priya Nair", points: [{ turn: 0, strength: 3 }, { turn: 1, strength: 2 }, { turn: 2, strength: 2 }, { turn: 3, strength: 0 }] },
  { person: "lee", name: "Lee Park", points: [{ turn: 0, strength: 1 }, { turn: 1, strength: 1 }, { turn: 2, strength: 1 }, { turn: 3, strength: 1 }] },
];
const talk = [
  note({ turn: 0, no: true, to: "priya", name: "Priya Nair" }),
  note({ turn: 1, kind: "say", to: "priya", name: "Priya Nair", ask: "outcome", verdict: "refuse", no: true, gave_ground: true, methods: [{ method: "explore" }, { method: "trade" }] }),
  note({ turn: 2, kind: "wait", days: 3, day: 3 }),
  note({ turn: 3, kind: "say", day: 3, to: "priya", name: "Priya Nair", ask: "outcome", verdict: "agree", gave_ground: true, methods: [{ method: "direct" }] }),
];

test("each turn says how it was asked, what came of it and what stands", () => {
  const rows = rowsOf(talk, curves);
  assert.deepEqual(rows.map((row) => row.how), ["before the first ask", "explores the no and offers a trade", "waited 3 days", "just asks"]);
  assert.deepEqual(rows.map((row) => row.came), ["Priya: first no", "Priya: gave ground, no", "", "Priya: yes"]);
  assert.deepEqual(rows.map((row) => row.mark), ["no", "no", "", "yes"]);
  assert.deepEqual(rows.map((row) => row.newDay), [true, false, true, false]);
  assert.deepEqual(rows.map((row) => row.strengths), [[3, 1], [2, 1], [2, 1], [0, 1]]);
});

test("pressure and words without an ask are named", () => {
  const [pushed, chatted] = rowsOf([note({ turn: 1, kind: "say", ask: "outcome", tone: "pushy" }), note({ turn: 2, kind: "say", ask: "none" })], []);
  assert.equal(pushed.how, "pushes");
  assert.equal(chatted.how, "no ask");
});

test("the picture in words", () => {
  assert.equal(inWords(rowsOf(talk, curves), curves), "3 turns, 2 nos. Priya Nair: 3 at the start, nothing from turn 3 on. Lee Park: 1 at the start, 1 at the end.");
});

test("long words take two lines and no more", () => {
  assert.deepEqual(twoLines("just asks", 12), ["just asks"]);
  assert.deepEqual(twoLines("explores the no and brings proof", 16), ["explores the no", "and brings proof"]);
  assert.deepEqual(twoLines("explores the no and brings a lot of proof", 16), ["explores the no", "and brings a lo…"]);
});
