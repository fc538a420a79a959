import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Live, spread } from "../live.js";

/** @typedef {{onopen: any, onmessage: any, onerror: any, readyState: number, close: () => void}} Source */

/** A stream whose other end is the test. */
function stage() {
  /** @type {Source[]} */
  const opened = [];
  /** @type {string[][]} */
  const changes = [];
  /** @type {boolean[]} */
  const statuses = [];
  const live = new Live("/live", (kinds) => changes.push([...kinds].sort()), (on) => statuses.push(on), () => {
    const source = { onopen: null, onmessage: null, onerror: null, readyState: 0, close() { this.readyState = 2; } };
    opened.push(source);
    return source;
  });
  return { live, opened, changes, statuses };
}

test("a burst is one change", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { live, opened, changes } = stage();
  live.start();
  opened[0].onopen();
  for (const kind of ["board", "attempt", "board"]) opened[0].onmessage({ data: JSON.stringify({ kind, id: "x" }) });
  opened[0].onmessage({ data: "nonsense" });
  assert.deepEqual(changes, []);
  mock.timers.tick(400);
  assert.deepEqual(changes, [["attempt", "board"]]);
  opened[0].onmessage({ data: JSON.stringify({ kind: "room", id: "x" }) });
  mock.timers.tick(400);
  assert.deepEqual(changes, [["attempt", "board"], ["room"]]);
});

test("after a gap everything may have changed", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { live, opened, changes, statuses } = stage();
  live.start();
  opened[0].onopen();
  mock.timers.tick(400);
  assert.deepEqual(changes, [], "the first connection is no gap");
  opened[0].onerror(); // the browser comes back by itself
  opened[0].onopen();
  mock.timers.tick(400);
  assert.deepEqual(changes, [["gap"]]);
  assert.deepEqual(statuses, [true, false, true]);
  assert.equal(opened.length, 1);
});

test("a refusal is tried again for ever, less and less often", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { live, opened } = stage();
  live.start();
  for (let tries = 1; tries <= 20; tries++) {
    const source = opened[opened.length - 1];
    source.readyState = 2;
    source.onerror();
    mock.timers.tick(60_000);
    assert.equal(opened.length, tries + 1);
  }
});

test("one that was stopped stays silent", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { live, opened } = stage();
  live.start();
  live.start();
  assert.equal(opened.length, 1);
  live.stop();
  assert.equal(opened[0].readyState, 2);
  opened[0].onerror();
  mock.timers.tick(120_000);
  assert.equal(opened.length, 1);
});

test("boards are fetched a little apart", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  /** @type {string[]} */
  const done = [];
  spread(() => done.push("first"), () => 0)(new Set(["board"]));
  spread(() => done.push("last"), () => 0.999)(new Set(["board"]));
  mock.timers.tick(1);
  assert.deepEqual(done, ["first"]);
  mock.timers.tick(797);
  assert.deepEqual(done, ["first"]);
  mock.timers.tick(2);
  assert.deepEqual(done, ["first", "last"]);
});
