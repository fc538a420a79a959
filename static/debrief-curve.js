// What stood in the way, turn by turn, as a small drawing with its words.

import { element } from "./dom.js";
import { svg } from "./svg.js";
import { firstName } from "./words.js";

/** @import {Curve} from "./debrief-types.js" */

const WIDTH = 720;
const HEIGHT = 170;
const LEFT = 12;
const RIGHT = 110;
const TOP = 14;
const BOTTOM = 30;

/** @param {Curve[]} curves */
export function curveFigure(curves) {
  const turns = Math.max(0, ...curves.flatMap((curve) => curve.points.map((point) => point.turn)));
  const highest = Math.max(0, ...curves.flatMap((curve) => curve.points.map((point) => point.strength)));
  if (turns === 0 || highest === 0) return null;
  const x = (/** @type {number} */ turn) => LEFT + ((WIDTH - LEFT - RIGHT) * turn) / turns;
  const y = (/** @type {number} */ strength) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - strength / highest);
  const words = curves.map(inWords).join(" ");
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words });
  drawing.append(svg("path", { class: "grid", d: `M${LEFT} ${y(0)}H${WIDTH - RIGHT}` }));
  spreadLabels(curves.map((curve) => y(curve.points[curve.points.length - 1]?.strength ?? 0))).forEach((labelY, i) => {
    const curve = curves[i];
    const path = curve.points.map((point, k) => (k === 0 ? `M${x(point.turn)} ${y(point.strength)}` : `H${x(point.turn)}V${y(point.strength)}`)).join("");
    drawing.append(svg("path", { class: `line line-${i % 3}`, d: path }));
    drawing.append(svg("text", { x: WIDTH - RIGHT + 10, y: labelY + 4 }, firstName(curve.name)));
  });
  for (let turn = 1, step = Math.ceil(turns / 12); turn <= turns; turn += step) {
    drawing.append(svg("text", { x: x(turn), y: HEIGHT - 8, "text-anchor": "middle" }, String(turn)));
  }
  return element(
    "figure",
    { class: "sheet" },
    element("figcaption", {}, "What stood in the way, turn by turn. At the bottom line nothing does."),
    drawing,
  );
}

/** @param {Curve} curve */
function inWords(curve) {
  const first = curve.points[0]?.strength ?? 0;
  const last = curve.points[curve.points.length - 1]?.strength ?? 0;
  if (last === 0) return `${curve.name}: ${first} at the start, nothing at the end.`;
  return `${curve.name}: ${first} at the start, ${last} at the end.`;
}

/**
 * Moves labels apart that would lie over each other, upwards from the bottom one.
 * @param {number[]} heights
 */
function spreadLabels(heights) {
  const order = heights.map((height, i) => ({ height, i })).sort((a, b) => b.height - a.height);
  for (let k = 1; k < order.length; k++) order[k].height = Math.min(order[k].height, order[k - 1].height - 16);
  /** @type {number[]} */
  const spread = [];
  for (const one of order) spread[one.i] = one.height;
  return spread;
}
