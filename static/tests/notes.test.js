import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, headings, heard, told } from "../notes.js";
import { LOST, METHODS } from "../words.js";

const briefing = /** @type {any} */ ({
  starts: "2026-03-02",
  opener: { person: "priya", channel: "email" },
  people: [{ id: "priya", name: "Priya Nair" }, { id: "lee", name: "Lee Park" }],
});
const read = (/** @type {object} */ more) => /** @type {any} */ ({ ask: "outcome", methods: [], tone: "neutral", yields: false, ...more });
const decided = (/** @type {object} */ more) => /** @type {any} */ ({ verdict: "refuse", person: "priya", ask: "outcome", no: true, new: true, day: 1, ...more });
const entry = (/** @type {object} */ more) => /** @type {any} */ ({ turn: 1, said: null, read: null, decided: null, lines: null, before: 0, ...more });
const texts = (/** @type {{text: string}[]} */ tags) => tags.map((tag) => tag.text);

test("an ask, its ways and its tone are named", () => {
  const { tags, remarks } = heard(read({ methods: ["explore", "trade"], tone: "warm" }), decided({}));
  assert.deepEqual(texts(tags), ["ask heard", "explores the no", "offers a trade", "warm"]);
  assert.deepEqual(remarks, []);
});

test("just asking is no way of its own, and a stale ask is told apart", () => {
  const { tags, remarks } = heard(read({ methods: ["direct"] }), decided({ new: false }));
  assert.deepEqual(texts(tags), ["ask heard"]);
  assert.deepEqual(remarks, ["no new way yet"]);
});

test("no ask is no stale ask", () => {
  const { tags, remarks } = heard(read({ ask: "none" }), decided({ new: false, no: false }));
  assert.deepEqual(texts(tags), ["no ask heard"]);
  assert.deepEqual(remarks, []);
});

test("a method that is not borne out and patience lost are told in sentences", () => {
  assert.deepEqual(told(read({ unborne: ["trade"] }), decided({ lost: ["shotgun"] })), [
    "You meant a trade, but nothing is offered yet.",
    "Three ways at once: only the first counted.",
  ]);
  assert.deepEqual(told(null, null), []);
  assert.match(told(read({ language: "other" }), null)[0], /does not read as English/);
});

test("every method and every cause has its sentence", () => {
  assert.equal(Object.keys(METHODS).length, 11);
  for (const method of Object.values(METHODS)) assert.match(method.unborne, /^You meant .* yet\.$|^You meant .*\.$/);
  for (const sentence of Object.values(LOST)) assert.match(sentence, /\.$/);
});

test("the opening is the first no", () => {
  assert.deepEqual(texts(answered(entry({ turn: 0 }), briefing)), ["first no"]);
});

test("ground gained shows even when the answer is still no", () => {
  const one = entry({ decided: decided({ verdict: "give_way", ground: [{ person: "priya", how: "gave_way", out_of_turn: true }] }) });
  assert.deepEqual(texts(answered(one, briefing)), ["gave ground, before it came up", "no"]);
});

test("ground gained with somebody else carries their name", () => {
  const one = entry({ decided: decided({ verdict: "agree", person: "lee", no: false, ground: [{ person: "priya", how: "moved" }] }) });
  assert.deepEqual(texts(answered(one, briefing)), ["Priya gave ground", "yes"]);
});

test("a mail leaves one day and is answered on another; a call is answered on the spot", () => {
  const open = entry({ turn: 0, lines: [] });
  assert.deepEqual(headings(open, undefined, briefing), { turn: "", answer: "Mon 2 March · email" });
  const mail = entry({ said: { id: "a", kind: "say", channel: "email" }, decided: decided({ day: 1 }), before: 0 });
  assert.deepEqual(headings(mail, open, briefing), { turn: "", answer: "Tue 3 March · email" });
  const call = entry({ turn: 2, said: { id: "b", kind: "say", channel: "phone" }, decided: decided({ day: 1 }), before: 1 });
  assert.deepEqual(headings(call, mail, briefing), { turn: "Tue 3 March · call", answer: "" });
  const wait = entry({ turn: 3, said: { id: "c", kind: "wait", days: 3 }, decided: decided({ day: 4 }), before: 1 });
  assert.deepEqual(headings(wait, call, briefing), { turn: "", answer: "Fri 6 March" });
});
