// The picture of an attempt: turns run down the page with their days and ways
// beside them, and a line for each person swings out by what stands in the way.

import { inWords, rowsOf, twoLines } from "./debrief-rows.js";
import { element } from "./dom.js";
import { svg } from "./svg.js";
import { firstName } from "./words.js";

/** @import {Curve, Note} from "./debrief-types.js" */
/** @import {View} from "./debrief-view.js" */
/** @import {Row} from "./debrief-rows.js" */
/** @typedef {{width: number, track: number, letters: number, row: number}} Shape width of the drawing and of the lines' field, letters in a line of words, height of a turn */

/** @type {Shape} */
const WIDE = { width: 720, track: 250, letters: 52, row: 50 };
/** @type {Shape} */
const NARROW = { width: 320, track: 84, letters: 23, row: 74 };
const phone = window.matchMedia("(max-width: 40rem)");

const LEFT = 34; // before it, the turns' numbers
const STYLES = 3; // of line, each with its own dashes

/**
 * @param {Curve[]} curves
 * @param {Note[]} notes
 * @param {View} view
 */
export function curveFigure(curves, notes, view) {
  const rows = rowsOf(notes, curves);
  const highest = Math.max(0, ...curves.flatMap((curve) => curve.points.map((point) => point.strength)));
  if (rows.length < 2 || highest === 0) return null;
  const place = element("div", {});
  const draw = () => place.replaceChildren(drawing(rows, curves, highest, phone.matches ? NARROW : WIDE));
  draw();
  phone.addEventListener("change", draw);
  return element(
    "section",
    { class: "stack", "aria-labelledby": "picture-title" },
    element("h2", { id: "picture-title" }, "The attempt in a picture"),
    element(
      "figure",
      { class: "sheet picture" },
      element("figcaption", {}, "What stood in the way, turn by turn: the further right the line, the more. At the left edge nothing does."),
      legend(curves),
      place,
      element("details", {}, element("summary", {}, "The same as a table"), table(rows, curves, view.mine ? "You" : firstName(view.name))),
    ),
  );
}

/** @param {Curve[]} curves */
function legend(curves) {
  const sample = (/** @type {SVGElement[]} */ ...parts) => {
    const drawn = svg("svg", { viewBox: "0 0 36 16", width: 36, height: 16, class: "sample", "aria-hidden": "true" });
    drawn.append(...parts);
    return drawn;
  };
  return element(
    "ul",
    { class: "legend" },
    ...curves.map((curve, i) => element("li", {}, sample(line(i, "M2 8H34")), curve.name)),
    element("li", {}, sample(...mark("no", 18, 8)), "a no"),
    element("li", {}, sample(...mark("give", 18, 8)), "gave ground"),
    element("li", {}, sample(...mark("yes", 18, 8)), "a yes"),
  );
}

/**
 * @param {Row[]} rows
 * @param {Curve[]} curves
 * @param {number} highest
 * @param {Shape} shape
 */
function drawing(rows, curves, highest, shape) {
  const x = (/** @type {number} */ strength) => LEFT + (shape.track * strength) / highest;
  /** @type {number[]} */
  const tops = [];
  let height = 4;
  for (const row of rows) {
    if (row.newDay) height += 24;
    tops.push(height + shape.row / 2);
    height += shape.row;
  }
  const drawn = svg("svg", { viewBox: `0 0 ${shape.width} ${height}`, role: "img", "aria-labelledby": "picture-name picture-words" });
  drawn.append(svg("title", { id: "picture-name" }, "What stood in the way, turn by turn"), svg("desc", { id: "picture-words" }, inWords(rows, curves)));
  drawn.append(svg("path", { class: "grid", d: `M${LEFT} 4V${height}` }));
  rows.forEach((row, i) => drawn.append(...rowWords(row, tops[i], shape)));
  curves.forEach((_, who) => {
    const aside = (who - (curves.length - 1) / 2) * 4; // so that lines of equal strength lie beside each other
    const path = rows.map((row, i) => (i === 0 ? `M${x(row.strengths[who]) + aside} ${tops[0]}` : `V${tops[i]}H${x(row.strengths[who]) + aside}`)).join("");
    drawn.append(line(who, path));
    rows.forEach((row, i) => {
      if (row.to === curves[who].person && row.mark !== "") drawn.append(...mark(row.mark, x(row.strengths[who]) + aside, tops[i]));
    });
  });
  return drawn;
}

/**
 * @param {Row} row
 * @param {number} y
 * @param {Shape} shape
 */
function rowWords(row, y, shape) {
  const words = LEFT + shape.track + 22;
  const how = row.turn === 0 ? [] : twoLines(row.how, shape.letters);
  const lines = [...how, ...(row.came === "" ? [] : twoLines(row.came, shape.letters))];
  const first = y + 5 - (lines.length - 1) * 8;
  const parts = [svg("text", { x: 0, y: y + 5, class: "turn" }, row.turn === 0 ? "" : String(row.turn))];
  if (row.newDay) parts.push(svg("path", { class: "grid", d: `M0 ${y - shape.row / 2 - 22}H${shape.width}` }), svg("text", { x: 0, y: y - shape.row / 2 - 5, class: "when" }, row.day));
  lines.forEach((text, i) => parts.push(svg("text", { x: words, y: first + i * 16, class: i < how.length ? "how" : "came" }, text)));
  return parts;
}

/**
 * @param {number} who
 * @param {string} d
 */
function line(who, d) {
  return svg("path", { class: `line line-${who % STYLES}`, d });
}

/**
 * A mark tells by its shape: a cross for a no, a tick for a yes, a ring for ground.
 * @param {string} kind
 * @param {number} x
 * @param {number} y
 */
function mark(kind, x, y) {
  const circle = svg("circle", { class: `mark ${kind}`, cx: x, cy: y, r: 7 });
  const sign = { no: `M${x - 3} ${y - 3}l6 6m0 -6l-6 6`, yes: `M${x - 3.5} ${y}l2.5 3l4.5 -6`, give: "" }[kind] ?? "";
  return sign === "" ? [circle] : [circle, svg("path", { class: `sign ${kind}`, d: sign })];
}

/**
 * @param {Row[]} rows
 * @param {Curve[]} curves
 * @param {string} who
 */
function table(rows, curves, who) {
  const heads = ["Turn", "Day", `What ${who === "You" ? "you" : who} did`, "What came of it", ...curves.map((curve) => `In ${firstName(curve.name)}'s way`)];
  return element(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "The attempt as a table" },
    element(
      "table",
      { class: "figures" },
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      element(
        "tbody",
        {},
        ...rows.map((row) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, row.turn === 0 ? "start" : String(row.turn)),
            ...[row.day, row.how, row.came, ...row.strengths.map(String)].map((text) => element("td", {}, text)),
          ),
        ),
      ),
    ),
  );
}
