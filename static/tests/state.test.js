import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, begin, cameOf, fail, free, submit } from "../state.js";

const now = (/** @type {object} */ more = {}) => ({
  day: 0, date: null, left: 21, nos: 1, asks: 0, offered: false, banked: false, ending: "",
  people: [{ id: "priya", state: "guarded", tried: [], asks: 0 }], channels: [], ...more,
});
const event = (/** @type {number} */ seq, /** @type {number} */ turn, /** @type {string} */ kind, /** @type {object} */ body) => ({
  type: "event", seq, turn, kind, at: "2026-03-02T09:00:00Z", [kind]: body,
});
const welcome = (/** @type {object} */ more = {}) => ({ type: "welcome", version: 1, seq: 2, running: false, now: now(), ...more });
const opening = event(2, 0, "replied", { lines: [{ person: "priya", text: "No." }], by: "script" });
const say = { type: "say", id: "a1", to: "priya", channel: "email", text: "Please?", intends: [] };
const said = event(3, 1, "said", { id: "a1", kind: "say", to: "priya", channel: "email", text: "Please?" });
const read = event(4, 1, "read", { ask: "outcome", methods: ["trade"], tone: "warm", yields: false, unborne: [], repeat: "", evidence: [] });
const decided = event(5, 1, "decided", { verdict: "soften", person: "priya", ask: "outcome", no: true, new: true, ground: [{ person: "priya", how: "weakened" }], lost: [], day: 1 });
const replied = event(6, 1, "replied", { lines: [{ person: "priya", text: "Hm." }], by: "script" });

/** @param {any[]} frames */
function fold(frames, talk = begin()) {
  return frames.reduce((state, frame) => apply(state, frame), talk);
}

test("the opening is turn 0 with a line and no words of the rep", () => {
  const talk = fold([welcome(), opening]);
  assert.equal(talk.entries.length, 1);
  assert.equal(talk.entries[0].said, null);
  assert.equal(talk.entries[0].lines?.[0].text, "No.");
  assert.ok(free(talk));
});

test("a turn is pending at once and confirmed by its own id", () => {
  let talk = submit(fold([welcome(), opening]), say);
  assert.equal(talk.pending, say);
  assert.ok(!free(talk));
  talk = apply(talk, said);
  assert.equal(talk.pending, null);
  assert.equal(talk.entries.length, 2);
  assert.ok(talk.running);
  talk = fold([read, decided, replied], talk);
  assert.ok(free(talk));
});

test("somebody else's turn in another tab leaves ours pending", () => {
  const talk = apply(submit(fold([welcome(), opening]), { ...say, id: "other" }), said);
  assert.equal(talk.pending?.id, "other");
});

test("events seen before change nothing, so a reconnect doubles nothing", () => {
  const once = fold([welcome(), opening, said, read, decided, replied]);
  const twice = fold([welcome({ seq: 6 }), opening, said, read, decided, replied], once);
  assert.deepEqual(twice.entries, once.entries);
  assert.equal(twice.seq, 6);
});

test("an error fails the turn that it names, and keeps its words", () => {
  const talk = apply(submit(fold([welcome(), opening]), say), { type: "error", code: "busy", message: "Wait.", id: "a1" });
  assert.equal(talk.pending, null);
  assert.deepEqual(talk.failure, { message: "Wait.", turn: say });
  assert.equal(fail(submit(begin(), say), "No.").failure?.turn, say);
});

test("an error for another turn leaves ours alone; one for none is shown", () => {
  const pending = submit(fold([welcome(), opening]), say);
  assert.equal(apply(pending, { type: "error", code: "busy", message: "Wait.", id: "zzz" }).pending, say);
  assert.deepEqual(apply(pending, { type: "error", code: "invalid", message: "What?" }).failure, { message: "What?", turn: null });
});

test("where things stand afterwards waits for the answer", () => {
  const after = now({ day: 1, nos: 2, ending: "won" });
  let talk = fold([welcome(), opening, said, read, decided, { type: "now", now: after }, { type: "typing", person: "priya" }]);
  assert.equal(talk.now?.nos, 1);
  assert.equal(talk.ending, "");
  assert.equal(talk.typing, "priya");
  talk = apply(talk, replied);
  assert.equal(talk.now?.nos, 2);
  assert.equal(talk.typing, "");
  talk = apply(talk, event(7, 1, "ended", { ending: "won", day: 1, banked: false }));
  assert.equal(talk.ending, "won");
  assert.ok(!free(talk));
});

test("coming back to an ended attempt shows its end", () => {
  assert.equal(apply(begin(), welcome({ now: now({ ending: "gave_up" }) })).ending, "gave_up");
});

test("a turn begins on the day on which the one before ended", () => {
  const talk = fold([welcome(), opening, said, read, decided, replied, event(7, 2, "said", { id: "b", kind: "wait", days: 3 })]);
  assert.deepEqual(talk.entries.map((entry) => entry.before), [0, 0, 1]);
});

test("entries that did not change stay the same objects", () => {
  const before = fold([welcome(), opening, said]);
  const after = fold([read, decided], before);
  assert.equal(after.entries[0], before.entries[0]);
  assert.notEqual(after.entries[1], before.entries[1]);
});

test("the fold leaves what it was given alone", () => {
  const frozen = Object.freeze(fold([welcome(), opening]));
  Object.freeze(frozen.entries);
  assert.equal(fold([said, read, decided, replied], frozen).entries.length, 2);
  assert.equal(frozen.entries.length, 1);
});

test("frames of a newer server are passed over", () => {
  const talk = fold([welcome(), opening]);
  assert.equal(apply(talk, /** @type {any} */ ({ type: "weather", sun: true })), talk);
  assert.equal(apply(talk, /** @type {any} */ (event(3, 1, "corrected", {}))).seq, 3);
});

test("what came of a method is told at its best", () => {
  const talk = fold([welcome({ now: now({ people: [{ id: "priya", state: "guarded", tried: ["direct", "trade"], asks: 2 }] }) }), opening, said, read, decided, replied]);
  assert.deepEqual([...cameOf(talk, "priya")], [["direct", "tried"], ["trade", "helped"]]);
  assert.equal(cameOf(talk, "lee").size, 0);
});

test("words on their way are shown until they are said, or taken back", () => {
  const running = [opening, event(3, 1, "said", { id: "a", kind: "say", to: "priya", text: "May we?" })].reduce(apply, begin());
  const preview = (/** @type {number} */ turn, /** @type {string} */ text) => /** @type {const} */ ({ type: "preview", turn, person: "priya", text });
  assert.equal(apply(running, preview(1, "It is")).preview, "It is");
  assert.equal(apply(running, preview(2, "It is")).preview, "", "of another turn");
  const shown = apply(running, preview(1, "It is a bad month."));
  assert.equal(apply(shown, preview(1, "")).preview, "", "taken back");
  const said = apply(shown, event(4, 1, "replied", { lines: [{ person: "priya", text: "No." }], by: "script", note: "Used up." }));
  assert.equal(said.preview, "");
  assert.equal(said.entries[1]?.note, "Used up.");
  assert.equal(apply(said, preview(1, "late")).preview, "", "after the answer");
});

test("what the coach says lands on its turn, and coming again changes nothing", () => {
  const point = { kind: "plain", says: "You asked plainly.", quote: { turn: 1, by: "rep", text: "Please?" } };
  const once = fold([welcome(), opening, said, read, decided, replied, { type: "coach", turn: 1, points: [point] }]);
  assert.deepEqual(once.entries[1].coach, [point]);
  assert.deepEqual(once.entries[0].coach, []);
  const again = fold([welcome({ seq: 6 }), { type: "coach", turn: 1, points: [structuredClone(point)] }, { type: "coach", turn: 9, points: [point] }], once);
  assert.equal(again.entries[1], once.entries[1]);
  assert.equal(again.entries.length, 2);
});

test("a coach who comes later is noted", () => {
  const before = fold([welcome(), opening, said, read, decided, replied]);
  assert.equal(before.coached, false);
  assert.equal(apply(before, event(7, 1, "coached", {})).coached, true);
});
