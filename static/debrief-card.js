// The score: five dimensions, each with its reason and the words that it rests on.

import { plural } from "./dates.js";
import { about } from "./debrief-whose.js";
import { element } from "./dom.js";
import { labelWords } from "./words.js";

/** @import {Briefing} from "./wire.js" */
/** @import {View} from "./debrief-view.js" */
/** @import {Card, CardEvidence} from "./debrief-types.js" */

/**
 * @param {Card} card
 * @param {Briefing} briefing
 * @param {boolean} own whether every correction is the reader's own
 * @param {View} view
 */
export function scoreSheet(card, briefing, own, view) {
  return element(
    "section",
    { class: "sheet score", "aria-labelledby": "score-title" },
    element("h2", { id: "score-title" }, "The score"),
    element("p", { class: "total" }, element("b", { class: "big" }, points(card.total)), element("span", { class: "soft" }, "of 100")),
    ...card.dimensions.map((one) => dimension(one, briefing, view)),
    card.corrected !== undefined && element("p", { class: "soft" }, `It rests on ${plural(card.corrected, "correction")}${own ? " of yours" : ""}.`),
    card.pressure < 1000 &&
      element("p", { class: "told" }, `Pressure spoils the whole: it took ${points((1000 - card.pressure) / 10)}% off the sum.`),
  );
}

/**
 * @param {Card["dimensions"][number]} one
 * @param {Briefing} briefing
 * @param {View} view
 */
function dimension(one, briefing, view) {
  const name = briefing.dimensions.find((known) => known.dimension === one.dimension)?.name ?? one.dimension;
  const evidence = one.evidence ?? [];
  const figure = `${points(one.points)} of ${points(one.of)}`;
  return element(
    "div",
    { class: "dim" },
    element("h3", {}, name),
    element("meter", { min: "0", max: one.of, value: one.points, "aria-label": name }, figure),
    element("b", {}, figure),
    element("p", { class: "soft" }, about(view, one.reason)),
    evidence.length > 0 &&
      element(
        "details",
        {},
        element("summary", {}, evidence.length === 1 ? "The words it rests on" : `The words it rests on (${evidence.length})`),
        element("ul", { class: "quotes" }, ...evidence.map(quote)),
      ),
  );
}

/** @param {CardEvidence} evidence */
function quote(evidence) {
  return element(
    "li",
    {},
    element("q", { dir: "auto" }, evidence.quote),
    " ",
    element("small", {}, `${labelWords(evidence.label)} · `, element("a", { href: `#turn-${evidence.turn}` }, `turn ${evidence.turn}`)),
  );
}

/**
 * A number with at most one decimal.
 * @param {number} value
 */
export function points(value) {
  return String(Math.round(value * 10) / 10);
}
