import assert from "node:assert/strict";
import { test } from "node:test";
import { dots, markWords, totalsInWords } from "../my-progress-totals.js";

/** @type {(total: number, more?: object) => any} */
const attempt = (total, more = {}) => ({ id: "a", scenario: "s", title: "T", started_at: "2026-03-02T10:00:00Z", ending: "gave_up", total, ...more });
const field = { left: 10, top: 5, width: 100, height: 50 };

test("marks run from the oldest to the newest, higher for more", () => {
  assert.deepEqual(dots([attempt(0), attempt(100, { ending: "won" }), attempt(50, { rewind: true })], field), [
    { x: 10, y: 55, won: false, other: false },
    { x: 60, y: 5, won: true, other: false },
    { x: 110, y: 30, won: false, other: true },
  ]);
});

test("a single mark stands in the middle, and no total leaves the field", () => {
  assert.deepEqual(dots([attempt(140)], field).map(({ x, y }) => [x, y]), [[60, 5]]);
  assert.deepEqual(dots([], field), []);
});

test("the drawing in words", () => {
  assert.equal(totalsInWords([attempt(14)]), "1 attempt, 0 won. It scored 14.");
  assert.equal(totalsInWords([attempt(14), attempt(99.4, { ending: "won" }), attempt(61)]), "3 attempts, 1 won. The first scored 14, the latest 61, the best 99.4 of 100.");
});

test("what an attempt is marked as", () => {
  assert.equal(markWords(attempt(1)), "");
  assert.equal(markWords(attempt(1, { rewind: true, coached: true })), "rewind, with the coach");
});
