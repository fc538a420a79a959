import assert from "node:assert/strict";
import { test } from "node:test";
import { debriefText } from "../debrief-text.js";

/** @type {any} */
const briefing = { title: "Get to the CFO", need: "A 30-minute meeting", dimensions: [{ dimension: "variety", name: "Variety" }] };
/** @type {any} */
const moment = {
  turn: 2, back_to: 1, person: "priya", name: "Priya Nair", said: "Could you\n  set it up?", evidence: [], no: "Vendors go through me.",
  why: "It was the same ask again.", thought: "Priya thought: I know these words.", stood: [],
  untried: [{ method: "trade", name: "offer a trade" }, { method: "wait", name: "give it time" }],
  stronger: { methods: null, title: "Stronger here: offer a trade", line: "You said: “No.” What if you see the questions first?" }, reflect: "What did you hope would be different?",
};
/** @type {any} */
const debrief = {
  ending: { ending: "gave_up", day: 1, banked: false, title: "You let it go", text: "Nobody had shut the door." },
  card: { total: 28.04, asks: 2, nos: 3, methods: ["direct"], dimensions: [{ dimension: "variety", points: 3.5, of: 30, reason: "You used 1 way.", evidence: null }] },
  moments: [moment],
};

test("outcome, score, the no with its quotes, and the question", () => {
  assert.equal(
    debriefText(briefing, debrief, { mine: true, name: "" }),
    `Debrief: Get to the CFO

The outcome
You let it go. Nobody had shut the door.
You needed: A 30-minute meeting

The score
28 of 100 (2 asks, 3 nos, 1 way, 1 day)
- Variety: 3.5 of 30. You used 1 way.

The no that mattered
Priya, turn 2: “Vendors go through me.”
It was the same ask again.
You said: “Could you set it up?”
Priya thought: I know these words.
Stronger here: offer a trade: “You said: ‘No.’ What if you see the questions first?”
Untried, and fitting: offer a trade and give it time.
To think about: What did you hope would be different?
`,
  );
});

test("a trainer's copy names the rep, and two nos have one heading", () => {
  const text = debriefText(briefing, { ...debrief, moments: [{ ...moment, turn: 0, said: "" }, moment] }, { mine: false, name: "Ravi Menon" });
  assert.match(text, /^Debrief: Get to the CFO\nAttempt of Ravi Menon\n\n/);
  assert.match(text, /\nRavi needed: A 30-minute meeting\n/);
  assert.match(text, /\n\nThe nos that mattered\nPriya, at the start: /);
  assert.match(text, /\n\nPriya, turn 2: [^]*\nRavi said: “Could you set it up\?”\n/);
  assert.equal(text.match(/mattered/g)?.length, 1);
  assert.doesNotMatch(text, /undefined|null|\n\n\n|[ \t]\n/);
});

test("no moment, no section", () => {
  assert.doesNotMatch(debriefText(briefing, { ...debrief, moments: [] }, { mine: true, name: "" }), /mattered/);
});
