import assert from "node:assert/strict";
import { test } from "node:test";
import { boardPath, debriefPath, ownPath, scenarioPath, signInPath } from "../address.js";

const targets = [
  { name: "an own path", next: "/board/team-1/board-2?window=week", goes: "/board/team-1/board-2?window=week" },
  { name: "nothing", next: null, goes: "/" },
  { name: "an empty one", next: "", goes: "/" },
  { name: "another site", next: "https://evil.example/", goes: "/" },
  { name: "another site without its scheme", next: "//evil.example/a", goes: "/" },
  { name: "another site by a backslash", next: "/\\evil.example", goes: "/" },
  { name: "a backslash later on", next: "/a\\b", goes: "/" },
  { name: "a tab that browsers drop", next: "/\t/evil.example", goes: "/" },
  { name: "a line break", next: "/\n/evil.example", goes: "/" },
  { name: "a script", next: "javascript:alert(1)", goes: "/" },
  { name: "dots that climb to a double slash", next: "/..//evil.example", goes: "/" },
  { name: "a way without its slash", next: "evil.example", goes: "/" },
];
for (const { name, next, goes } of targets) {
  test(`after signing in: ${name}`, () => {
    const target = ownPath(next);
    assert.equal(new URL(target, "https://own.example").origin, "https://own.example");
    assert.equal(target, goes);
  });
}

test("ids are escaped in addresses", () => {
  assert.equal(boardPath("a/b", "c d"), "/board/a%2Fb/c%20d");
  assert.equal(debriefPath("x", 3), "/attempt/x/debrief#turn-3");
  assert.equal(debriefPath("x"), "/attempt/x/debrief");
  assert.equal(scenarioPath("a-no", "as&1"), "/scenario/a-no?assignment=as%261");
  assert.equal(signInPath("/"), "/sign-in");
  assert.equal(ownPath(new URLSearchParams(signInPath("/team/a?b=c").split("?")[1]).get("next")), "/team/a?b=c");
});
