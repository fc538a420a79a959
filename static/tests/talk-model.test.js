import assert from "node:assert/strict";
import { test } from "node:test";
import { modelWords } from "../talk-model.js";

for (const { speaks, reads, says } of [
  { speaks: "", reads: "", says: "" },
  { speaks: "llama", reads: "", says: "A language model, llama, finds the answers' words. What you type is sent to it." },
  { speaks: "", reads: "qwen", says: "A language model, qwen, reads your turns too. What you type is sent to it." },
  { speaks: "llama", reads: "llama", says: "A language model, llama, finds the answers' words and reads your turns too. What you type is sent to it." },
  { speaks: "llama", reads: "qwen", says: "A language model, llama, finds the answers' words; another, qwen, reads your turns too. What you type is sent to both." },
]) {
  test(`a talk with ${speaks || "the script"}, read by ${reads || "the rules alone"}`, () => {
    assert.equal(modelWords(speaks, reads), says);
  });
}
