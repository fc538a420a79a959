// The standings as a table, for the board's page and for the wall.

import { ordinal, rose, valueWords } from "./board-words.js";
import { element, hidden } from "./dom.js";
import { agoWords } from "./due.js";
import { MEASURES } from "./team-words.js";

/** @import {BoardAnswer, BoardRow} from "./team-types.js" */

/**
 * @param {BoardAnswer} board
 * @param {{before: BoardAnswer | null, zone: string, caption: string, reached?: boolean}} options
 *   before: what was shown, to mark who got better; reached: whether each row says when
 */
export function boardTable(board, { before, zone, caption, reached = true }) {
  const inside = board.rows.some((row) => row.me);
  const head = ["Place", "Name", MEASURES[board.measure], "Scenarios", ...(reached ? ["Reached"] : [])];
  const now = new Date();
  const comparable = before !== null && before.measure === board.measure && before.window === board.window;
  const line = (/** @type {BoardRow} */ row) =>
    element(
      "tr",
      { class: [row.me ? "me" : "", comparable && rose(row, before.rows) ? "rose" : ""].filter((name) => name).join(" ") || null },
      element("td", { class: "number place" }, String(row.place)),
      element("th", { scope: "row" }, element("bdi", {}, row.name), row.me && element("span", { class: "tag" }, "you")),
      element("td", { class: "number value" }, valueWords(board.measure, row.value)),
      element("td", { class: "number" }, `${row.played}`, element("span", { class: "soft" }, ` of ${board.of}`)),
      reached && element("td", { class: "soft when" }, agoWords(row.at, now, zone)),
    );
  const below = !inside && board.me !== null && !board.me.hidden ? board.me : null;
  return element(
    "table",
    { class: "board" },
    element("caption", { class: "hidden" }, caption),
    element("thead", {}, element("tr", {}, ...head.map((words, i) => element("th", { scope: "col", class: i === 1 || i === 4 ? (i === 4 ? "when" : null) : "number" }, words)))),
    element("tbody", {}, ...board.rows.map(line)),
    below &&
      element(
        "tfoot",
        {},
        element(
          "tr",
          { class: "me" },
          element("td", { class: "number place" }, String(below.place)),
          element("th", { scope: "row" }, "You", hidden(`, ${ordinal(below.place)} of ${board.people}`)),
          element("td", { class: "number value" }, valueWords(board.measure, below.value)),
          element("td", { class: "number" }, `${below.played}`, element("span", { class: "soft" }, ` of ${board.of}`)),
          reached && element("td", { class: "when" }),
        ),
      ),
  );
}
