import assert from "node:assert/strict";
import { test } from "node:test";
import { attemptsWords, bestWords, everybody, markWords, stateOf, summary } from "../progress.js";

const left = [
  { attempts: 3, begun: 0, words: "3 of 3 attempts left" },
  { attempts: 3, begun: 1, words: "2 of 3 attempts left" },
  { attempts: 3, begun: 2, words: "last attempt" },
  { attempts: 3, begun: 3, words: "no attempts left" },
  { attempts: 2, begun: 5, words: "no attempts left" },
  { attempts: 1, begun: 0, words: "one attempt" },
  { attempts: 1, begun: 1, words: "attempt used" },
];
for (const { words, ...one } of left) {
  test(`${one.begun} of ${one.attempts} begun: ${words}`, () => assert.equal(attemptsWords(one), words));
}

const marks = [
  { best: null, pass_mark: 0, says: { text: "", kind: "" } },
  { best: 90, pass_mark: 0, says: { text: "", kind: "" } },
  { best: null, pass_mark: 70, says: { text: "pass mark 70", kind: "" } },
  { best: 70, pass_mark: 70, says: { text: "pass mark 70 met", kind: "yes" } },
  { best: 69.9, pass_mark: 70, says: { text: "pass mark 70 not met yet", kind: "give" } },
];
for (const { says, ...one } of marks) {
  test(`best ${one.best} with the mark at ${one.pass_mark}`, () => assert.deepEqual(markWords(one), says));
}

test("a best is only one once something is finished", () => {
  assert.equal(bestWords({ best: null, begun: 0 }), "not begun");
  assert.equal(bestWords({ best: null, begun: 1 }), "under way");
  assert.equal(bestWords({ best: 0, begun: 1 }), "best 0");
});

/** @type {(person: string, begun: number, best: number | null) => import("../team-types.js").Progress} */
const of = (person, begun, best) => ({ person, name: person, begun, finished: best === null ? 0 : 1, best, passed: false, last_at: null });

test("each is somewhere", () => {
  assert.equal(stateOf(of("a", 0, null), 50).text, "not begun");
  assert.equal(stateOf(of("a", 1, null), 50).text, "under way");
  assert.equal(stateOf(of("a", 1, 49), 50).text, "not passed yet");
  assert.equal(stateOf(of("a", 1, 50), 50).text, "passed");
  assert.equal(stateOf(of("a", 1, 3), 0).text, "done");
});

test("the whole is told in one line", () => {
  const all = [of("a", 1, 80), of("b", 1, 20), of("c", 1, null), of("d", 0, null), of("e", 0, null)];
  assert.equal(summary(all, 50), "1 of 5 people passed · 1 not passed yet · 1 under way · 2 not begun");
  assert.equal(summary(all, 0), "2 of 5 people done · 1 under way · 2 not begun");
  assert.equal(summary([of("a", 1, 80)], 50), "1 of 1 person passed");
  assert.equal(summary([], 50), "nobody to do it yet");
});

const members = [
  { person: "p1", name: "Ann", role: "rep" },
  { person: "p2", name: "Ben", role: "rep" },
  { person: "p3", name: "Tom", role: "trainer" },
];
const who = [
  { name: "given to all, reps are waited for", people: [], progress: [of("p1", 1, 5)], expects: ["p1", "p2"] },
  { name: "a trainer who begins is seen", people: null, progress: [of("p3", 1, null)], expects: ["p3", "p1", "p2"] },
  { name: "given to some, the others are not", people: ["p2"], progress: null, expects: ["p2"] },
  { name: "a trainer who is named is waited for", people: ["p3"], progress: [], expects: ["p3"] },
];
for (const { name, people, progress, expects } of who) {
  test(name, () => assert.deepEqual(everybody({ people, progress }, members).map((one) => one.person), expects));
}
