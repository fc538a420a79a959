import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

const folder = new URL("../", import.meta.url);
const look = readFileSync(new URL("look.css", folder), "utf8");

/**
 * The colors that a block of look.css sets.
 * @param {string} block
 */
function colors(block) {
  return Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})\b/g)].map((found) => [found[1], found[2]]));
}

const blocks = [...look.matchAll(/:root \{([^}]*)\}/g)].map((found) => colors(found[1]));
const light = blocks[0];
const dark = { ...light, ...blocks[1] };

/**
 * Relative luminance, WCAG 2.2.
 * @param {string} color
 */
function luminance(color) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @type {(one: string, other: string) => number} */
function contrast(one, other) {
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const grounds = ["paper", "sheet", "sunk"];
const washes = ["accent-wash", "no-wash", "give-wash", "yes-wash"];
/** What is read: text on what it stands on. @type {[string, string][]} */
const text = [
  ...["ink", "soft", "accent", "no", "give", "yes"].flatMap((ink) => grounds.map((on) => /** @type {[string, string]} */ ([ink, on]))),
  ...[...washes, "mark"].map((on) => /** @type {[string, string]} */ (["ink", on])),
  ...washes.map((on) => /** @type {[string, string]} */ (["soft", on])),
  ["accent", "accent-wash"], ["no", "no-wash"], ["give", "give-wash"], ["yes", "yes-wash"],
  ["accent-ink", "accent"],
];
/** What is only seen: the edges of fields and buttons, and the ring of the focus. @type {[string, string][]} */
const seen = ["edge", "accent"].flatMap((one) => grounds.map((on) => /** @type {[string, string]} */ ([one, on])));

for (const [scheme, tokens] of Object.entries({ light, dark })) {
  test(`every pair of tokens has the contrast of WCAG AA, ${scheme}`, () => {
    assert.ok(Object.keys(tokens).length >= 17, "look.css has its colors where this test reads them");
    for (const [pairs, least] of /** @type {[[string, string][], number][]} */ ([[text, 4.5], [seen, 3]])) {
      for (const [one, other] of pairs) {
        const found = contrast(tokens[one], tokens[other]);
        assert.ok(found >= least, `${one} on ${other}: ${found.toFixed(2)}, less than ${least}`);
      }
    }
  });
}

test("contrast of known pairs", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#767676", "#ffffff").toFixed(2), "4.54");
});

// What grows with the window, as in a live room, says so by clamp.
test("sizes of type and colors come from the tokens", () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".css") && !["debrief-print.css", "wall.css"].includes(file))) {
    const css = readFileSync(new URL(name, folder), "utf8").replaceAll(/:root \{[^}]*\}/g, "").replaceAll(/clamp\([^)]*\)/g, "").replaceAll(/@media print \{[\s\S]*?\n\}/g, "");
    for (const [rule] of css.matchAll(/font-size: [^;}]*(?:rem|pt)\b[^;}]*|font: [^;}]*\d(?:rem|pt)\b[^;}]*/g)) assert.fail(`${name}: ${rule} is not one of the sizes in look.css`);
    for (const [rule] of css.matchAll(/[a-z-]+: [^;}]*#[0-9a-f]{3,8}\b/g)) assert.fail(`${name}: ${rule} is not one of the colors in look.css`);
  }
});
