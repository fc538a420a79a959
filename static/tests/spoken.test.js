import assert from "node:assert/strict";
import { test } from "node:test";
import { byMouth, clock, moreAloud, secondsOf, spokenLanguage, wordsIn } from "../spoken.js";

test("one talks on the phone and face to face, and nowhere else", () => {
  assert.deepEqual(["email", "chat", "phone", "in_person", "", undefined].map((one) => byMouth(/** @type {any} */ (one))), [false, false, true, true, false, false]);
});

test("English is listened for, in the reader's own region", () => {
  assert.equal(spokenLanguage(["en-IN", "en"]), "en-IN");
  assert.equal(spokenLanguage(["de-DE", "en-GB", "en"]), "en-GB");
  assert.equal(spokenLanguage(["EN"]), "EN");
  assert.equal(spokenLanguage(["enm", "de"]), "en-US");
  assert.equal(spokenLanguage([]), "en-US");
});

test("words are counted as they stand", () => {
  assert.equal(wordsIn(""), 0);
  assert.equal(wordsIn("  Could we\nmeet? "), 3);
});

test("what is said in pieces adds up", () => {
  const once = moreAloud(undefined, "Could we meet", 2.4);
  assert.deepEqual(once, { seconds: 2.4, words: 3 });
  assert.deepEqual(moreAloud(once, "on Friday?", 1), { seconds: 3.4, words: 5 });
});

test("a turn says how long it took, unless too much of it was typed", () => {
  const aloud = { seconds: 12.4, words: 30 };
  const text = (/** @type {number} */ words) => "word ".repeat(words);
  assert.equal(secondsOf(aloud, text(30), "phone"), 12);
  assert.equal(secondsOf(aloud, text(40), "in_person"), 12, "a quick correction");
  assert.equal(secondsOf(aloud, text(41), "phone"), undefined, "more was typed than corrected");
  assert.equal(secondsOf(aloud, text(19), "phone"), undefined, "more was taken out");
  assert.equal(secondsOf({ seconds: 2, words: 2 }, text(5), "phone"), 2, "short ones may change by three words");
  assert.equal(secondsOf(aloud, text(30), "email"), undefined);
  assert.equal(secondsOf(undefined, text(30), "phone"), undefined);
  assert.equal(secondsOf({ seconds: 0, words: 30 }, text(30), "phone"), undefined);
  assert.equal(secondsOf({ seconds: 0.2, words: 1 }, "No?", "phone"), 1);
  assert.equal(secondsOf({ seconds: 4000, words: 1 }, "No?", "phone"), 600);
});

test("time is told in minutes and seconds", () => {
  assert.deepEqual([0, 7.9, 60, 260, -1].map(clock), ["0:00", "0:07", "1:00", "4:20", "0:00"]);
});
