// What the coach says, each point with the words that it rests on.

import { element } from "./dom.js";
import { heard } from "./notes.js";
import { METHODS } from "./words.js";

/** @import {Tag} from "./notes.js" */
/** @import {CoachPoint, LookedAt, Read} from "./wire.js" */

/**
 * The sentence of a point. What was meant and is not borne out has its own words for each way.
 * @param {Pick<CoachPoint, "kind" | "says" | "method">} point
 */
export function saysOf({ kind, says, method }) {
  return (kind === "unborne" && method && METHODS[method]?.unborne) || says;
}

/**
 * Whose words are quoted, and from when.
 * @param {CoachPoint["quote"]} quote
 */
export function whoseWords({ turn, by, name = "" }) {
  const when = turn === 0 ? "at the start" : `turn ${turn}`;
  return `${by === "rep" ? "you" : name || "they"}, ${when}`;
}

/**
 * How words read: each label as under a turn, with its words where it has some.
 * @param {Read} read
 * @returns {(Tag & {quote: string})[]}
 */
export function labelled(read) {
  const labels = [read.ask, ...(read.methods ?? []).filter((method) => method !== "direct"), ...(read.tone === "neutral" ? [] : [read.tone]), ...(read.yields ? ["yields"] : [])];
  return heard(read, null).tags.map((tag, i) => ({ ...tag, quote: (read.evidence ?? []).find((one) => one.label === labels[i])?.quote ?? "" }));
}

/**
 * The coach's remark under an answer.
 * @param {CoachPoint[]} points
 */
export function remark(points) {
  return [
    element("h3", {}, "Coach"),
    element("ul", { class: "points" }, ...points.map((point) => element("li", {}, quoted(point.quote.text, ` ${whoseWords(point.quote)}`), element("p", {}, saysOf(point))))),
  ];
}

/**
 * How a draft reads: its labels, each with its words, and the coach's points. Words that a label quotes are not quoted twice.
 * @param {LookedAt} looked
 */
export function readAs({ read, points }) {
  const labels = labelled(read);
  return [
    element("ul", { class: "labels" }, ...labels.map(({ text, kind, quote }) => element("li", {}, element("span", { class: `tag ${kind}` }, text), quote !== "" && " ", quote !== "" && element("q", { dir: "auto" }, quote)))),
    element("ul", { class: "points" }, ...points.map((point) => element("li", {}, !labels.some(({ quote }) => quote.includes(point.quote.text)) && quoted(point.quote.text), element("p", {}, saysOf(point))))),
  ];
}

/**
 * @param {string} text
 * @param {string} [from]
 */
function quoted(text, from = "") {
  return element("p", { class: "quoted" }, element("q", { dir: "auto" }, text), from !== "" && element("small", {}, from));
}
