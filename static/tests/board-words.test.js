import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { countsWords, mineWords, movedWords, ordinal, quietly, spanWords, valueWords } from "../board-words.js";

/** @typedef {import("../team-types.js").BoardAnswer} BoardAnswer */

test("values read as what they measure", () => {
  assert.equal(valueWords("score", 87.26), "87.3");
  assert.equal(valueWords("score", 0), "0.0");
  assert.equal(valueWords("variety", 21), "21.0");
  assert.equal(valueWords("improvement", 4.2), "+4.2");
  assert.equal(valueWords("improvement", -4.25), "−4.3");
  assert.equal(valueWords("improvement", -0.04), "0.0");
});

test("places are ordinals", () => {
  const places = [1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 101, 111, 112, 123];
  assert.deepEqual(places.map(ordinal), ["1st", "2nd", "3rd", "4th", "10th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th", "112th", "123rd"]);
});

test("the rules fit the board", () => {
  assert.equal(countsWords("score", 1), "The best official attempt at each scenario.");
  assert.match(countsWords("score", 3), /averaged over the 3 scenarios; one that is not played counts 0\.$/);
  assert.match(countsWords("improvement", 3), /one's own first/);
  assert.equal(spanWords("season", ""), "No season is set, so everything counts.");
  assert.equal(spanWords("week", "Mon 2 March"), "Since Mon 2 March.");
  assert.equal(spanWords("all", "Mon 2 March"), "Since the team began.");
});

/**
 * @param {[string, number, number][]} rows name, place, value
 * @param {Partial<BoardAnswer>} [rest]
 * @returns {BoardAnswer}
 */
function board(rows, rest = {}) {
  return {
    board: { id: "b", name: "B", scenarios: [] }, measure: "score", window: "week", from: null, until: null, people: rows.length, of: 1, me: null,
    rows: rows.map(([name, place, value]) => ({ name, place, value, played: 1, at: "2026-03-04T10:00:00Z" })),
    ...rest,
  };
}
const me = (/** @type {number} */ place) => ({ place, value: 1, played: 1 });

const moves = [
  { name: "the first look says nothing", before: null, after: board([["Ann", 1, 80]]), words: "" },
  { name: "nothing moved", before: board([["Ann", 1, 80]]), after: board([["Ann", 1, 80]]), words: "" },
  { name: "somebody new", before: board([["Ann", 1, 80]]), after: board([["Ben", 1, 90], ["Ann", 2, 80]]), words: "Ben is 1st with 90.0." },
  { name: "overtaken is not announced of others", before: board([["Ann", 1, 80], ["Ben", 2, 70]]), after: board([["Ben", 1, 85], ["Ann", 2, 80]]), words: "Ben is 1st with 85.0." },
  { name: "oneself first", before: board([["Ann", 1, 80]], { me: me(1) }), after: board([["Ben", 1, 90], ["Ann", 2, 80]], { me: me(2) }), words: "You are 2nd now and Ben is 1st with 90.0." },
  { name: "at most two others", before: board([]), after: board([["A", 1, 3], ["B", 2, 2], ["C", 3, 1]]), words: "A is 1st with 3.0 and B is 2nd with 2.0." },
  { name: "another measure is another board", before: board([], { measure: "variety" }), after: board([["A", 1, 3]]), words: "" },
];
for (const { name, before, after, words } of moves) {
  test(`moves: ${name}`, () => assert.equal(movedWords(before, after), words));
}

test("my place is told with how many there are", () => {
  assert.equal(mineWords(board([], { me: me(57), people: 230 })), "You are 57th of 230 people.");
  assert.match(mineWords(board([])), /not on this board yet/);
  assert.match(mineWords(board([], { measure: "improvement" })), /two official attempts/);
});

test("announcements come at most every so often, the last one wins", (t) => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  t.after(() => mock.timers.reset());
  /** @type {string[]} */
  const said = [];
  const say = quietly((words) => void said.push(words), 10_000);
  say("one");
  mock.timers.tick(0);
  say("two");
  say("");
  say("three");
  mock.timers.tick(9_999);
  assert.deepEqual(said, ["one"]);
  mock.timers.tick(1);
  assert.deepEqual(said, ["one", "three"]);
  mock.timers.tick(60_000);
  say("four");
  mock.timers.tick(0);
  assert.deepEqual(said, ["one", "three", "four"]);
});
