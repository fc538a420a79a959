// Scores over time, as a small drawing. Its table or list says the same in words.

import { svg } from "./svg.js";

const WIDTH = 720;
const HEIGHT = 190;
const LEFT = 52;
const RIGHT = 20;
const TOP = 16;
const BOTTOM = 30;

/**
 * @param {{label: string, value: number | null}[]} points oldest first; null: a gap
 * @param {string} words what the drawing says
 */
export function chart(points, words) {
  const x = (/** @type {number} */ i) => (points.length < 2 ? (LEFT + WIDTH - RIGHT) / 2 : LEFT + ((WIDTH - LEFT - RIGHT) * i) / (points.length - 1));
  const y = (/** @type {number} */ value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - Math.max(0, Math.min(100, value)) / 100);
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words });
  for (const line of [0, 50, 100]) {
    drawing.append(svg("path", { class: "grid", d: `M${LEFT} ${y(line)}H${WIDTH - RIGHT}` }), svg("text", { x: LEFT - 6, y: y(line) + 4, "text-anchor": "end" }, String(line)));
  }
  for (const path of runs(points.map((point) => point.value))) {
    const d = path.map(([i, value], k) => `${k === 0 ? "M" : "L"}${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join("");
    drawing.append(svg("path", { class: "line", d }));
  }
  const step = Math.ceil(points.length / 4);
  points.forEach((point, i) => {
    if (point.value !== null) drawing.append(svg("circle", { class: "dot", cx: x(i), cy: y(point.value), r: 4.5 }));
    const anchor = i === 0 ? "start" : i === points.length - 1 ? "end" : "middle";
    const shown = (points.length - 1 - i) % step === 0;
    if (shown) drawing.append(svg("text", { x: x(i), y: HEIGHT - 8, "text-anchor": points.length < 2 ? "middle" : anchor }, point.label));
  });
  return drawing;
}

/**
 * The stretches of a line that has gaps.
 * @param {(number | null)[]} values
 * @returns {[number, number][][]} of index and value
 */
export function runs(values) {
  /** @type {[number, number][][]} */
  const found = [];
  values.forEach((value, i) => {
    if (value === null) return;
    if (i > 0 && values[i - 1] !== null) found[found.length - 1].push([i, value]);
    else found.push([[i, value]]);
  });
  return found;
}
