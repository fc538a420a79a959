import assert from "node:assert/strict";
import { test } from "node:test";
import { cost, dateOf, daysLeft, longDay, shortDay } from "../dates.js";

test("days have dates where the scenario has them", () => {
  assert.equal(dateOf("2026-03-02", 0), "2026-03-02");
  assert.equal(dateOf("2026-12-30", 5), "2027-01-04");
  assert.equal(dateOf(null, 3), null);
  assert.equal(longDay("2026-03-04", 2), "Wed 4 March");
  assert.equal(longDay(null, 2), "Day 2");
  assert.equal(shortDay("2026-03-05", 3), "Thu 5");
  assert.equal(shortDay(null, 3), "day 3");
  assert.equal(longDay("nonsense", 1), "Day 1");
});

const costs = [
  { name: "a call is now", days: 0, date: "2026-03-04", left: 5, words: "now" },
  { name: "a mail says its day", days: 1, date: "2026-03-05", left: 5, words: "1 day · Thu 5" },
  { name: "without dates it counts", days: 2, date: null, left: 5, words: "in 2 days" },
  { name: "the last day counts", days: 1, date: null, left: 1, words: "in 1 day" },
  { name: "after the deadline it is too late", days: 2, date: "2026-03-06", left: 1, words: "too late" },
];
for (const { name, days, date, left, words } of costs) {
  test(name, () => assert.equal(cost({ days, arrives: 3, date }, left), words));
}

test("the last day is called so", () => {
  assert.deepEqual([2, 1, 0, -1].map(daysLeft), ["2 days left", "1 day left", "last day", "time is up"]);
});
