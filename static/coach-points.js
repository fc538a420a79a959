// What the coach says, each point with the words that it rests on.

import { element } from "./dom.js";
import { heard } from "./notes.js";
import { METHODS } from "./words.js";

/** @import {Tag} from "./notes.js" */
/** @import {CoachPoint, Read} from "./wire.js" */

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
 * @param {CoachPoint[]} points
 * @param {boolean} [said] the words have been said, so that it is told when
 */
export function pointList(points, said = true) {
  return element(
    "ul",
    { class: "points" },
    ...points.map((point) =>
      element(
        "li",
        {},
        element("p", { class: "quoted" }, element("q", { dir: "auto" }, point.quote.text), said && element("small", {}, ` ${whoseWords(point.quote)}`)),
        element("p", { dir: "auto" }, saysOf(point)),
      ),
    ),
  );
}

/**
 * The coach's remark under an answer.
 * @param {CoachPoint[]} points
 */
export function remark(points) {
  return [element("h3", {}, "Coach"), pointList(points)];
}
