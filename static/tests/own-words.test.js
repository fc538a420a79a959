import assert from "node:assert/strict";
import { test } from "node:test";

import { dayAhead, hinted, isDue, noonOf } from "../own-words.js";

const now = new Date(2026, 2, 31, 9);
const commitment = /** @type {const} */ ({ method: "trade", date: "2026-03-31" });

test("it is asked about from its day on, until it is told", () => {
  assert.equal(isDue({ commitment }, now), true);
  assert.equal(isDue({ commitment: { ...commitment, date: "2026-04-01" } }, now), false);
  assert.equal(isDue({ commitment: { ...commitment, date: "2025-12-31" } }, now), true);
  assert.equal(isDue({ commitment, told: { asked: "no", at: "" } }, now), false);
  assert.equal(isDue({}, now), false);
});

test("a day ahead is a day of the calendar, over the end of a month and a change of the clock", () => {
  assert.equal(dayAhead(now, 0), "2026-03-31");
  assert.equal(dayAhead(now, 1), "2026-04-01");
  assert.equal(dayAhead(new Date(2026, 2, 28, 23, 30), 1), "2026-03-29");
  assert.equal(noonOf("2026-03-29").getDate(), 29);
});

test("words hint at reasons, the likeliest first, and no more than asked for", () => {
  const reasons = [{ reason: "a", name: "A", words: ["time"] }, { reason: "b", name: "B", words: ["budget", "money"] }, { reason: "c", name: "C" }];
  const found = (/** @type {string} */ said, most = 2) => hinted(said, reasons, most).map((one) => one.reason);
  assert.deepEqual(found("No TIME, no Budget, no money."), ["b", "a"]);
  assert.deepEqual(found("No TIME, no Budget.", 1), ["b"]);
  assert.deepEqual(found("No."), []);
});
