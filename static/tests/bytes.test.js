import assert from "node:assert/strict";
import { test } from "node:test";
import { indices } from "../bytes.js";

const encoder = new TextEncoder();

/** @param {string} text */
function byteLength(text) {
  return encoder.encode(text).length;
}

const texts = {
  ascii: "Could you set it up?",
  emoji: "Thank you 🙏🏽, really 👩‍👩‍👧 yes",
  "right to left": "שלום, could you? مرحبا بك",
  combining: "Cafe\u0301 cre\u0300me, nai\u0308ve",
  "two and three bytes": "Größe – “quoted” …",
};

for (const [name, text] of Object.entries(texts)) {
  test(`every character boundary of ${name} text is found`, () => {
    let index = 0;
    for (const character of text) {
      const [found] = indices(text, [byteLength(text.slice(0, index))]);
      assert.equal(found, index);
      index += character.length;
    }
    assert.deepEqual(indices(text, [byteLength(text)]), [text.length]);
  });
}

test("offsets within a character fall back to its beginning", () => {
  assert.deepEqual(indices("a🙏b", [1, 2, 3, 4, 5]), [1, 1, 1, 1, 3]);
  assert.deepEqual(indices("éa", [0, 1, 2]), [0, 0, 1]);
});

test("offsets come in any order and may lie outside", () => {
  assert.deepEqual(indices("añb", [4, 0, 3, 99, 1]), [3, 0, 2, 3, 1]);
  assert.deepEqual(indices("", [0, 5]), [0, 0]);
  assert.deepEqual(indices("abc", []), []);
});

test("a quote is cut out exactly", () => {
  const text = "مرحبا 🙏 could you e\u0301tude?";
  const quote = "could you e\u0301tude";
  const start = byteLength(text.slice(0, text.indexOf(quote)));
  const [from, to] = indices(text, [start, start + byteLength(quote)]);
  assert.equal(text.slice(from, to), quote);
});
