// What came of a drill's turn.

import { labelled } from "./coach-points.js";
import { element } from "./dom.js";
import { marked } from "./marked.js";
import { firstName, labelWords, METHODS } from "./words.js";

/** @import {Drill, DrillExercise, DrillResult} from "./drill-types.js" */

/**
 * @param {Drill} drill
 * @param {DrillExercise} exercise
 * @param {string} text the rep's words
 * @param {DrillResult} result
 * @param {import("./dom.js").Child[]} buttons what comes next
 */
export function resultSheet({ method }, exercise, text, result, buttons) {
  const name = firstName(exercise.person.name);
  const also = others(result, method.method);
  const quote = (result.read.evidence ?? []).find((one) => one.label === method.method)?.quote ?? "";
  return element(
    "section",
    { class: "sheet drill-result", "aria-labelledby": "result-title" },
    element("h2", { id: "result-title", tabindex: "-1" }, result.seen ? "It is in your words" : "It is not in your words yet"),
    element("p", { class: "drill-said", dir: "auto" }, ...marked(text, result.read.evidence)),
    element(
      "dl",
      { class: "facts" },
      fact(method.name, ...(result.seen ? [`Heard: it ${labelWords(method.method)}`, quote !== "" && " in ", quote !== "" && element("q", { dir: "auto" }, quote), "."] : [METHODS[method.method].unborne])),
      fact("The ask", result.asks),
      also !== "" && fact("Also heard", also),
      fact("This no", result.says),
      fact(`${name} says`, ...result.lines.map((line) => element("q", { class: "drill-line", dir: "auto" }, line.text))),
      result.behind !== "" && fact("Behind the no", element("q", { dir: "auto" }, result.behind)),
      fact("A stronger line", element("q", { dir: "auto" }, result.stronger)),
    ),
    element("div", { class: "row" }, ...buttons),
  );
}

/**
 * What else was heard than the ask and the way that was asked for.
 * @param {DrillResult} result
 * @param {import("./wire.js").Method} method
 */
function others({ read }, method) {
  if (read.language === "other") return "No English, the only language that is read here.";
  const known = [labelWords("outcome"), ...labelled({ ...read, methods: [], tone: "neutral", yields: false }).map(({ text }) => text), METHODS[method].tag];
  return labelled(read).map(({ text }) => text).filter((text) => !known.includes(text)).join(" · ");
}

/**
 * @param {string} term
 * @param {...import("./dom.js").Child} says
 */
function fact(term, ...says) {
  return element("div", {}, element("dt", {}, term), element("dd", {}, ...says));
}
