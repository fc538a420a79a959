import assert from "node:assert/strict";
import { test } from "node:test";
import { affirmed, asks, bytesOf, changeWords, changes, counted, fromField, missing, stretch, toField } from "../contest.js";

/** @param {object} [parts] */
function note(parts) {
  return /** @type {any} */ ({
    turn: 2, text: "If we pay, could you sign?", ask: "outcome", methods: [{ method: "trade", name: "offer a trade" }], tone: "warm",
    yields: false, heard: true, evidence: [], ...parts,
  });
}

test("what counts in a turn, and what could be missing", () => {
  assert.deepEqual(counted(note()), ["outcome", "trade", "warm"]);
  assert.deepEqual(counted(note({ ask: "none", methods: [], tone: "neutral" })), []);
  assert.deepEqual(counted(note({ ask: "partial", methods: [{ method: "direct" }], tone: "pushy", yields: true })), ["partial", "pushy", "yields"]);
  assert.deepEqual(counted(note({ ask: undefined, methods: [], tone: undefined, yields: undefined })), []);
  const all = [...counted(note()), ...missing(note())];
  assert.equal(new Set(all).size, all.length);
  assert.equal(all.length, 15);
  assert.ok(!all.includes("direct"));
});

test("a form changes what was unticked and what was added", () => {
  const words = { start: 0, end: 9 };
  assert.deepEqual(changes(note(), ["outcome", "trade", "warm"], "", words), []);
  assert.deepEqual(changes(note(), ["outcome"], "wait", words), [
    { label: "trade", holds: false },
    { label: "warm", holds: false },
    { label: "wait", holds: true, start: 0, end: 9 },
  ]);
});

test("a selection loses the blanks around it, and nothing selected is the whole turn", () => {
  const text = "  If we pay, sign?\n";
  assert.deepEqual(stretch(text, 1, 8), [2, 7]);
  assert.deepEqual(stretch(text, 5, 5), [2, 18]);
  assert.deepEqual(stretch(text, 4, 5), [2, 18]);
  assert.deepEqual(stretch(text, 13, 99), [13, 18]);
});

test("no character is cut in two, and bytes are counted as the server does", () => {
  const text = "Größe 🙏🏽 ok";
  assert.deepEqual(stretch(text, 0, 7), [0, 8]);
  assert.deepEqual(stretch(text, 7, 8), [6, 8]);
  assert.deepEqual(bytesOf(text, 0, 5), { start: 0, end: 7 });
  assert.deepEqual(bytesOf(text, 6, 10), { start: 8, end: 16 });
  assert.deepEqual(bytesOf(text, 0, 0), { start: 0, end: 19 });
});

test("every selection of any text is a stretch of it in bytes", () => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (const text of ["é🙏 שלום\r\nabc 👩‍👩‍👧", "x", " 🙏 "]) {
    for (let start = 0; start <= text.length; start++) {
      for (let end = start; end <= text.length; end++) {
        const bytes = bytesOf(text, start, end);
        const quote = decoder.decode(encoder.encode(text).slice(bytes.start, bytes.end));
        assert.ok(quote !== "" && quote === quote.trim() && text.includes(quote), `${start} to ${end}: ${quote}`);
      }
    }
  }
});

test("line breaks are one place in a field and may be two in the text", () => {
  const text = "a\r\nb\nc\r\n";
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 9].map((place) => fromField(text, place)), [0, 1, 3, 4, 5, 6, 8, 8]);
  for (const index of [0, 1, 3, 4, 5, 6, 8]) assert.equal(fromField(text, toField(text, index)), index);
});

test("an ask is as it was heard, unless that was corrected", () => {
  const correction = { turn: 2, reason: "", by: "rep", changes: [{ label: "outcome", holds: false }] };
  assert.equal(asks(note({ heard: false })), false);
  assert.equal(asks(note({ ask: "none", corrected: [correction] })), false);
  assert.equal(asks(note({ ask: "partial", heard: false, corrected: [correction] })), true);
  assert.equal(asks(note({ heard: false, corrected: [{ ...correction, changes: [{ label: "warm", holds: true }] }] })), false);
});

test("a label is affirmed by the latest word on it, and only while it counts", () => {
  const say = (/** @type {string} */ label, /** @type {boolean} */ holds) => ({ turn: 2, reason: "", by: "rep", changes: [{ label, holds }] });
  assert.deepEqual(affirmed(note()), new Set());
  assert.deepEqual(affirmed(note({ corrected: [say("trade", true), say("wait", true), say("warm", true), say("warm", false)] })), new Set(["trade"]));
});

test("a correction in words", () => {
  const change = (/** @type {string} */ label, /** @type {boolean} */ holds) => ({ label, holds });
  const words = (/** @type {any[]} */ ...changed) => changeWords({ turn: 1, reason: "", by: "rep", changes: changed });
  assert.equal(words(change("pushy", false)), "not “pressure”");
  assert.equal(words(change("trade", true)), "“offers a trade”");
  assert.equal(words(change("pushy", false), change("yields", false), change("warm", true)), "not “pressure” and “lets it go”; “warm”");
});
