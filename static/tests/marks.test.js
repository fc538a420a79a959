import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces } from "../marks.js";

const encoder = new TextEncoder();

/**
 * @param {string} text
 * @param {string} label
 * @param {string} quote
 */
function evidence(text, label, quote) {
  const start = encoder.encode(text.slice(0, text.indexOf(quote))).length;
  return { label, quote, start, end: start + encoder.encode(quote).length };
}

test("text without evidence is one bare piece", () => {
  assert.deepEqual(pieces("Hello there", []), [{ text: "Hello there", labels: [], closes: [] }]);
  assert.deepEqual(pieces("", []), []);
});

test("a mark lies on the very words", () => {
  const text = "Fair enough – could you, 🙏, set it up?";
  const found = pieces(text, [evidence(text, "outcome", "could you, 🙏, set it up?")]);
  assert.deepEqual(found.map((piece) => [piece.text, piece.labels.join()]), [
    ["Fair enough – ", ""],
    ["could you, 🙏, set it up?", "outcome"],
  ]);
});

test("overlapping evidence gives pieces that carry both labels", () => {
  const text = "abcdef";
  const found = pieces(text, [evidence(text, "trade", "abcd"), evidence(text, "warm", "cdef")]);
  assert.deepEqual(found, [
    { text: "ab", labels: ["trade"], closes: [] },
    { text: "cd", labels: ["trade", "warm"], closes: ["trade"] },
    { text: "ef", labels: ["warm"], closes: ["warm"] },
  ]);
});

test("nested and equal evidence closes where it ends", () => {
  const text = "one two three";
  const found = pieces(text, [evidence(text, "outcome", "one two three"), evidence(text, "proof", "two"), evidence(text, "value", "two")]);
  assert.deepEqual(found.map((piece) => piece.closes), [[], ["proof", "value"], ["outcome"]]);
});

test("the pieces joined are the text, whatever the evidence", () => {
  const text = "é🙏 שלום abc";
  let state = 7;
  const next = () => (state = (state * 1103515245 + 12345) % 2147483648);
  for (let round = 0; round < 500; round++) {
    const many = Array.from({ length: next() % 5 }, () => ({ label: "warm", quote: "", start: next() % 30, end: next() % 30 }));
    const found = pieces(text, many);
    assert.equal(found.map((piece) => piece.text).join(""), text);
    for (const piece of found) assert.notEqual(piece.text, "");
  }
});
