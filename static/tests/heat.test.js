import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_METHODS, cells, shade, trendWords, weekWords, usageWords } from "../heat.js";

const shades = [
  { count: 0, total: 0, is: 0 },
  { count: 0, total: 10, is: 0 },
  { count: 1, total: 100, is: 1 },
  { count: 9, total: 100, is: 1 },
  { count: 10, total: 100, is: 2 },
  { count: 20, total: 100, is: 3 },
  { count: 35, total: 100, is: 4 },
  { count: 5, total: 5, is: 4 },
];
for (const { count, total, is } of shades) {
  test(`${count} of ${total} has shade ${is}`, () => assert.equal(shade(count, total), is));
}

test("a row has a cell for every way, with what is avoided", () => {
  const row = cells({ explore: 3, proof: 1 }, ["trade"]);
  assert.deepEqual(row.map((cell) => cell.method), ALL_METHODS);
  assert.deepEqual(row.find((cell) => cell.method === "explore"), { method: "explore", count: 3, shade: 4, avoided: false });
  assert.deepEqual(row.find((cell) => cell.method === "trade"), { method: "trade", count: 0, shade: 0, avoided: true });
  assert.equal(cells(null, null).every((cell) => cell.shade === 0), true);
});

test("the week is told", () => {
  assert.equal(weekWords({ people: 9, practiced: 7, attempts: 23, asks: 154, nos: 1 }), "7 of 9 people practiced: 23 attempts, 154 asks, 1 no heard.");
  assert.equal(weekWords({ people: 9, practiced: 0, attempts: 0, asks: 0, nos: 0 }), "None of 9 people has practiced yet this week.");
});

test("a team without reps is no reproach", () => {
  assert.equal(weekWords({ people: 0, practiced: 0, attempts: 0, asks: 0, nos: 0 }), "There are no reps in the team yet.");
});

test("the trend is told", () => {
  const week = (/** @type {number | null} */ average) => ({ from: "2026-03-02", attempts: 1, average });
  assert.equal(trendWords([week(null), week(null)]), "No finished attempts in these weeks.");
  assert.equal(trendWords([week(null), week(54.6)]), "One week with finished attempts, 55 on average.");
  assert.equal(trendWords([week(50), week(null), week(61.2)]), "50 on average in the first week with finished attempts, 61 in the last.");
});

test("what a language model used is told in words", () => {
  assert.equal(usageWords({ calls: 0, tokens: 0, spend: 0 }), "The language model has not spoken for this team today.");
  assert.equal(usageWords({ calls: 1, tokens: 420, spend: 0 }), "The language model spoke once for this team today: 420 tokens.");
  assert.equal(usageWords({ calls: 12, tokens: 5120, spend: 0.0214 }), "The language model spoke 12 times for this team today: 5,120 tokens, for about 0.02.");
});
