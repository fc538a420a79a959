// How the turns went that were said aloud: time, pace and share. None of it is scored.

import { plural } from "./dates.js";
import { about } from "./debrief-whose.js";
import { element } from "./dom.js";
import { clock } from "./spoken.js";
import { firstName } from "./words.js";

/** @import {Spoken} from "./debrief-types.js" */
/** @import {View} from "./debrief-view.js" */

/**
 * What is shown of it, figure by figure: its name, its value, and a remark.
 * @param {Spoken} spoken
 * @param {Pick<View, "mine" | "name">} view
 */
export function spokenFigures(spoken, view) {
  const whose = view.mine ? "Your" : `${firstName(view.name)}'s`;
  const figures = [{ name: "Talk time", value: `${clock(spoken.seconds)} min`, remark: `${plural(spoken.turns, "turn")} said aloud, pauses included` }];
  if (spoken.pace > 0) figures.push({ name: "Pace", value: `${spoken.pace} words a minute`, remark: "" });
  if (spoken.their_seconds > 0) figures.push({ name: `${whose} share of the talk`, value: `about ${spoken.share}%`, remark: "an estimate" });
  return figures;
}

/**
 * Nothing where nothing was said aloud.
 * @param {Spoken | undefined} spoken
 * @param {View} view
 */
export function spokenSheet(spoken, view) {
  if (spoken === undefined) return null;
  return element(
    "section",
    { class: "sheet spoken", "aria-labelledby": "spoken-title" },
    element("h2", { id: "spoken-title" }, view.mine ? "How you spoke" : `How ${firstName(view.name)} spoke`),
    element(
      "dl",
      {},
      ...spokenFigures(spoken, view).map(({ name, value, remark }) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, element("b", {}, value), remark && element("small", {}, ` ${remark}`))),
      ),
    ),
    element("p", {}, about(view, spoken.text)),
    element("p", { class: "soft" }, spoken.source),
  );
}
