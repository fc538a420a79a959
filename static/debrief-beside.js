// An attempt that went back to a turn, beside the one that it left.

import { plural } from "./dates.js";
import { came, how } from "./debrief-rows.js";
import { points } from "./debrief-card.js";
import { about } from "./debrief-whose.js";
import { get } from "./api.js";
import { element, hidden } from "./dom.js";
import { firstName } from "./words.js";

/** @import {BesideAnswer, Note, Outline} from "./debrief-types.js" */
/** @import {View} from "./debrief-view.js" */

/**
 * A place that fills itself once the answer is there; it stays empty where there
 * is nothing to set beside, and says so where the answer did not come.
 * @param {View} view
 * @param {string | undefined} parent the attempt that was left
 */
export function besidePlace(view, parent) {
  const place = element("div", { class: "stack beside-place" });
  get(`/api/attempts/${encodeURIComponent(view.attempt)}/beside`).then(
    (/** @type {BesideAnswer} */ answer) => place.append(...sections(answer, view)),
    () => {
      if (parent) place.append(element("p", { class: "soft" }, "The attempt that this one went back from could not be loaded. Reload the page to see it here."));
    },
  );
  return place;
}

/**
 * @param {BesideAnswer} answer
 * @param {View} view
 */
function sections({ parent, beside, branches }, view) {
  /** @type {HTMLElement[]} */
  const made = [];
  const who = view.mine ? "you" : firstName(view.name);
  if (beside !== null) {
    const count = Math.max(beside.then.turns.length, beside.now.turns.length);
    made.push(
      element(
        "section",
        { class: "stack", "aria-labelledby": "beside-title" },
        element("h2", { id: "beside-title" }, `Beside the attempt ${who} went back from`),
        element(
          "div",
          { class: "sheet beside" },
          element("p", { class: "question" }, about(view, beside.changed)),
          element(
            "div",
            { class: "two" },
            element("div", {}, element("h3", {}, "Then"), ...outline(beside.then, view), element("a", { href: `/attempt/${encodeURIComponent(parent)}/debrief` }, "Its debrief")),
            element("div", {}, element("h3", {}, "This time"), ...outline(beside.now, view)),
          ),
          element(
            "details",
            { open: count <= 4 },
            element("summary", {}, `Both talks from turn ${beside.from} on`),
            element("ol", { class: "pairs", start: String(beside.from) }, ...Array.from({ length: count }, (_, i) => pair(beside.then.turns[i], beside.now.turns[i], beside.from + i))),
          ),
        ),
      ),
    );
  }
  if (branches.length > 0) {
    made.push(
      element(
        "section",
        { class: "stack", "aria-labelledby": "branches-title" },
        element("h2", { id: "branches-title" }, view.mine ? "Where you went back and tried again" : `Where ${who} went back and tried again`),
        element("ul", { class: "sheet branches" }, ...branches.map(branch)),
      ),
    );
  }
  return made;
}

/**
 * @param {Outline} one
 * @param {View} view
 */
function outline(one, view) {
  return [
    element("p", {}, element("b", { class: "figure" }, points(one.total)), " of 100 · ", about(view, one.title)),
    element("p", { class: "soft" }, [plural(one.asks, "ask"), plural(one.nos, "no", "nos"), plural(one.days, "day")].join(" · ")),
  ];
}

/**
 * @param {Note | undefined} then
 * @param {Note | undefined} now
 * @param {number} turn
 */
function pair(then, now, turn) {
  return element("li", { class: "two" }, side("Then", then, turn), side("This time", now, turn));
}

/**
 * @param {string} label
 * @param {Note | undefined} note
 * @param {number} turn
 */
function side(label, note, turn) {
  const heading = element("p", { class: "soft" }, element("small", {}, label, `, turn ${turn}`));
  if (note === undefined) return element("div", {}, heading, element("p", { class: "soft" }, "It was over."));
  return element(
    "div",
    {},
    heading,
    element("p", {}, element("b", {}, how(note)), came(note) !== "" && hidden(". "), came(note) !== "" && element("small", { class: "after" }, ` ${came(note)}`)),
    note.text && element("blockquote", { dir: "auto" }, note.text),
    ...note.lines.map((line) => element("p", { class: line.person ? "them" : "happens", dir: "auto" }, line.text)),
  );
}

/** @param {BesideAnswer["branches"][number]} one */
function branch(one) {
  if (one.ending === "") return element("li", {}, element("a", { href: `/attempt/${encodeURIComponent(one.id)}` }, `From turn ${one.from}`), " · still runs");
  return element("li", {}, element("a", { href: `/attempt/${encodeURIComponent(one.id)}/debrief` }, `From turn ${one.from}`), ` · ${points(one.total)} of 100 · ${ended(one.ending)}`);
}

/** @param {string} ending */
function ended(ending) {
  /** @type {Record<string, string>} */
  const words = { won: "won", took_less: "took less", closed: "the door closed", out_of_time: "out of time", out_of_turns: "out of turns", gave_up: "ended without it" };
  return words[ending] ?? ending;
}
