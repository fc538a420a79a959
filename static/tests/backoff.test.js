import assert from "node:assert/strict";
import { test } from "node:test";
import { CLOSE, backoff } from "../backoff.js";

const never = () => 0;
const always = () => 1;

test("the wait doubles and stays within a quarter of a minute", () => {
  const most = [0, 1, 2, 3, 4, 5, 6, 50].map((failures) => backoff(1006, failures, always));
  assert.deepEqual(most, [500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
});

test("at least half of the wait is certain", () => {
  assert.equal(backoff(1006, 3, never), 2000);
});

const cases = [
  { name: "restarting comes back after a second", code: CLOSE.restarting, failures: 0, least: 1000, most: 1500 },
  { name: "a restart that takes longer backs off", code: CLOSE.restarting, failures: 2, least: 1000, most: 2000 },
  { name: "a slow consumer comes back at once", code: CLOSE.slowConsumer, failures: 0, least: 0, most: 0 },
  { name: "too many waits long", code: CLOSE.tooMany, failures: 0, least: 10000, most: 20000 },
  { name: "idle comes back", code: CLOSE.idle, failures: 0, least: 250, most: 500 },
  { name: "too large comes back", code: CLOSE.tooLarge, failures: 0, least: 250, most: 500 },
];
for (const { name, code, failures, least, most } of cases) {
  test(name, () => {
    assert.equal(backoff(code, failures, never), least);
    assert.equal(backoff(code, failures, always), most);
  });
}

test("a protocol error and an unknown attempt never come back", () => {
  assert.equal(backoff(CLOSE.protocol, 0), null);
  assert.equal(backoff(CLOSE.notFound, 5), null);
});
