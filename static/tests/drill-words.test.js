import assert from "node:assert/strict";
import { test } from "node:test";

import { byChannel, drillID, drillPath, roundQuery, streakLine, timeLeft } from "../drill-words.js";

test("the clock changes twice a minute and ends quietly", () => {
  const said = [];
  for (let second = -5; second <= 200; second++) {
    const words = timeLeft(second);
    if (words !== said.at(-1)) said.push(words);
  }
  assert.deepEqual(said, ["3 minutes left", "2½ minutes left", "2 minutes left", "1½ minutes left", "1 minute left", "Half a minute left", "Three minutes are over. Take the time that you need."]);
});

test("one day is not a row yet", () => {
  assert.deepEqual([0, 1, 2, 30].map(streakLine), ["", "", "2 days in a row", "30 days in a row"]);
});

test("a turn's id begins with its round and is short", () => {
  assert.equal(drillID(7, "abc"), "7.abc");
  assert.equal(drillID(4294967295, "x".repeat(99)).length, 64);
});

test("a reload goes on with the round", () => {
  const query = roundQuery("trade", 42);
  assert.equal(drillPath(query, "Europe/Berlin"), "/api/drill?method=trade&seed=42&zone=Europe%2FBerlin");
});

test("nothing else of the address is sent", () => {
  assert.equal(drillPath("?seed=&next=/x&method=wait", "UTC"), "/api/drill?method=wait&zone=UTC");
  assert.equal(drillPath("", "UTC"), "/api/drill?zone=UTC");
});

test("every channel has its words", () => {
  assert.deepEqual(["email", "chat", "phone", "in_person"].map(byChannel), ["by email", "by chat", "on the phone", "face to face"]);
});
