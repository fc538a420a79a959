import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace } from "../pace.js";

function setUp() {
  /** @type {string[]} */
  const delivered = [];
  /** @type {(() => void)[]} */
  const timers = [];
  const pace = new Pace((frame) => delivered.push(/** @type {any} */ (frame).name ?? frame.type), (callback) => timers.push(callback));
  const push = (/** @type {any} */ frame) => pace.push(frame);
  return { delivered, timers, push };
}
const event = (/** @type {string} */ name) => ({ type: "event", name });
const typing = { type: "typing", person: "priya" };

test("an answer waits for a moment of writing, and keeps its order", () => {
  const { delivered, timers, push } = setUp();
  [event("decided"), typing, event("replied"), event("ended")].forEach(push);
  assert.deepEqual(delivered, ["decided", "typing"]);
  timers[0]();
  assert.deepEqual(delivered, ["decided", "typing", "replied", "ended"]);
});

test("a second one who writes is seen writing, too", () => {
  const { delivered, timers, push } = setUp();
  [typing, event("first"), typing, event("second")].forEach(push);
  timers[0]();
  assert.deepEqual(delivered, ["typing", "first", "typing"]);
  timers[1]();
  assert.deepEqual(delivered, ["typing", "first", "typing", "second"]);
});

test("an error is never held", () => {
  const { delivered, push } = setUp();
  [typing, { type: "error", code: "busy", message: "Wait." }].forEach(push);
  assert.deepEqual(delivered, ["typing", "error"]);
});

test("a new connection delivers what was held and starts at full speed", () => {
  const { delivered, push } = setUp();
  [typing, event("replied"), { type: "welcome" }, event("next")].forEach(push);
  assert.deepEqual(delivered, ["typing", "replied", "welcome", "next"]);
});
