import assert from "node:assert/strict";
import { test } from "node:test";
import { problemWords } from "../elsewhere-words.js";

const out = { oidc: "Northbeam", signedIn: false };

test("every code that the server sends back is a sentence of its own", () => {
  const said = ["invalid", "unavailable", "conflict", "forbidden", "not_found", "sign_in"].map((code) => problemWords(code, out));
  assert.equal(new Set(said).size, said.length);
  for (const words of said) assert.match(words, /^[A-Z].*\.$/);
});

test("what belongs to another account is told apart from an email that is known", () => {
  assert.match(problemWords("conflict", out), /Sign in with your passphrase, then connect Northbeam/);
  assert.match(problemWords("conflict", { ...out, signedIn: true }), /belongs to another account/);
});

test("a code from a stranger's link is not repeated", () => {
  const words = problemWords("<b>call 555</b>", out);
  assert.equal(words, "Signing in with Northbeam did not work. Please try again.");
  assert.equal(problemWords("toString", out), words);
});

test("no code, no words; no name, no gap", () => {
  assert.equal(problemWords(null, out), "");
  assert.equal(problemWords("", out), "");
  assert.equal(problemWords("unavailable", { oidc: "", signedIn: false }), "The other place cannot be reached right now. Try again in a moment, or use your passphrase.");
});
