import assert from "node:assert/strict";
import { test } from "node:test";
import { agoWords, dayIn, dayWords, dueDay, dueWords } from "../due.js";

const now = new Date("2026-03-04T10:00:00Z"); // a Wednesday

// The day of Friday 6 March ends in Berlin at 23:00 UTC, in Auckland at 11:00 UTC.
const due = [
  { name: "no due day", at: null, zone: "Europe/Berlin", words: "" },
  { name: "the last instant of the day", at: "2026-03-06T22:59:59.999Z", zone: "Europe/Berlin", words: "due Fri 6 March" },
  { name: "the first instant of the next", at: "2026-03-06T23:00:00Z", zone: "Europe/Berlin", words: "due Fri 6 March" },
  { name: "the other side of the world", at: "2026-03-06T11:00:00Z", zone: "Pacific/Auckland", words: "due Fri 6 March" },
  { name: "tomorrow", at: "2026-03-05T23:00:00Z", zone: "Europe/Berlin", words: "due tomorrow" },
  { name: "today", at: "2026-03-04T23:00:00Z", zone: "Europe/Berlin", words: "due today" },
  { name: "yesterday", at: "2026-03-03T23:00:00Z", zone: "Europe/Berlin", words: "was due yesterday" },
  { name: "long ago", at: "2026-02-27T23:00:00Z", zone: "Europe/Berlin", words: "was due Fri 27 February" },
  { name: "in another year", at: "2027-01-08T23:00:00Z", zone: "Europe/Berlin", words: "due Fri 8 January 2027" },
  { name: "a zone that is not known falls back", at: null, zone: "Mars/Olympus", words: "" },
];
for (const { name, at, zone, words } of due) {
  test(`due: ${name}`, () => assert.equal(dueWords(at, zone, now), words));
}

test("closed early on its own day", () => assert.equal(dueWords("2026-03-04T09:00:00Z", "UTC", now), "was due today"));

test("a due day goes into the date field as the team's day", () => {
  assert.equal(dueDay("2026-03-06T23:00:00Z", "Europe/Berlin"), "2026-03-06");
  assert.equal(dueDay("2026-03-06T10:59:59Z", "Pacific/Auckland"), "2026-03-06");
  assert.equal(dueDay(null, "UTC"), "");
});

const ago = [
  { at: null, words: "" },
  { at: "2026-03-04T00:30:00Z", words: "today" },
  { at: "2026-03-03T23:30:00Z", words: "yesterday" },
  { at: "2026-02-28T12:00:00Z", words: "4 days ago" },
  { at: "2026-02-20T12:00:00Z", words: "Fri 20 February" },
];
for (const { at, words } of ago) {
  test(`ago: ${words || "never"}`, () => assert.equal(agoWords(at, now, "UTC"), words));
}

test("days are the zone's, summer time included", () => {
  assert.equal(dayIn(new Date("2026-03-29T22:30:00Z"), "Europe/Berlin"), "2026-03-30");
  assert.equal(dueWords("2026-03-30T22:00:00Z", "Europe/Berlin", new Date("2026-03-28T23:30:00Z")), "due tomorrow");
  assert.equal(dayWords(new Date("2026-03-29T22:30:00Z"), now, "Europe/Berlin"), "Mon 30 March");
});
