// Time: what is coming up, and waiting for it.

import { dateOf, longDay, plural, shortDay } from "./dates.js";
import { element, refill } from "./dom.js";
import { free } from "./state.js";

/** @import {Room} from "./talk.js" */

const WAITS = [1, 3, 7];

/**
 * @param {HTMLElement} container
 * @param {Room} room
 * @param {(days: number) => void} wait
 */
export function renderTime(container, room, wait) {
  const { briefing, talk } = room;
  const now = talk.now;
  if (now === null) return;
  const last = briefing.within;
  const coming = briefing.calendar.filter((entry) => entry.day > now.day);
  const waits = WAITS.filter((days) => days <= now.left);
  refill(
    container,
    element(
      "ul",
      { class: "dates" },
      ...coming.map((entry) =>
        element(
          "li",
          {},
          element("b", {}, longDay(entry.date, entry.day)),
          " ",
          entry.says,
          entry.day <= last && talk.ending === "" && waitButton(`until:${entry.day}`, "Wait until then", entry.day - now.day),
        ),
      ),
      element("li", {}, element("b", {}, longDay(dateOf(briefing.starts, last), last)), " Your last day."),
    ),
    talk.ending === "" && waits.length > 0 && element("p", { class: "soft" }, "Letting time pass can help, and costs it."),
    talk.ending === "" &&
      element("div", { class: "waits" }, ...waits.map((days) => waitButton(`wait:${days}`, `Wait ${plural(days, "day")}`, days))),
  );

  /**
   * @param {string} key
   * @param {string} words
   * @param {number} days
   */
  function waitButton(key, words, days) {
    const day = (now?.day ?? 0) + days;
    return element(
      "button",
      { type: "button", class: "small", "data-key": key, "aria-disabled": String(!free(talk)), onclick: () => free(talk) && wait(days) },
      words,
      " ",
      element("small", {}, key.startsWith("until") ? plural(days, "day") : `to ${shortDay(dateOf(briefing.starts, day), day)}`),
    );
  }
}
