import assert from "node:assert/strict";
import { test } from "node:test";
import { guideHint } from "../guide-words.js";

const about = { name: "Priya", palette: true };
const now = /** @type {any} */ ({ day: 0 });

/** @param {object} [decided] @param {object} [read] */
const own = (decided = { lost: [], ground: [], no: true }, read = { ask: "outcome" }) => /** @type {any} */ ({ turn: 1, said: { text: "May I?" }, decided, read });
const opening = /** @type {any} */ ({ turn: 0, said: null });

/** @param {any[]} entries @param {object} [more] */
const hint = (entries, more = {}) => guideHint(/** @type {any} */ ({ entries, running: false, ending: "", now, ...more }), about);

test("each thing that happens has a hint of its own", () => {
  const hints = [
    hint([opening]),
    hint([opening, own()]),
    hint([opening, own(), own({ lost: ["stale"], ground: [], no: true })]),
    hint([opening, own(), own({ lost: [], ground: ["weakened"], no: true })]),
    hint([opening, own(), own({ lost: [], ground: ["revealed"], no: false })]),
    hint([opening, own(), own({ lost: [], ground: [], no: false }, { ask: "none" })]),
    hint([opening, own(), own()]),
    hint([opening, own()], { ending: "won" }),
  ];
  for (const words of hints) assert.match(words, /^[A-Z].*\.$/);
  assert.equal(new Set(hints).size, hints.length);
});

test("while an answer is on its way nothing is said", () => {
  assert.equal(hint([opening, own()], { running: true }), "");
  assert.equal(hint([], { now: null }), "");
});

test("without ways on offer none are pointed at", () => {
  const words = guideHint(/** @type {any} */ ({ entries: [opening, own()], running: false, ending: "", now }), { name: "Priya", palette: false });
  assert.doesNotMatch(words, /Above the box/);
});
