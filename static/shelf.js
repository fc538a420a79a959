// The shelf: what there is to practice, and what was left open.

import { get } from "./api.js";
import { marks } from "./attempt-marks.js";
import { localDay, plural } from "./dates.js";
import { element, find, levelDots, refill } from "./dom.js";
import { me } from "./me.js";
import { didYouAsk, hasCome, ownNoPath } from "./own-words.js";
import { show } from "./page.js";
import { assignedSection } from "./shelf-assigned.js";

/** @import {Me} from "./team-types.js" */
/** @import {OpenAttempt, Shelf, ShelfItem} from "./wire.js" */

const content = find("content", HTMLDivElement);
show(content, async () => {
  const [shelf, who] = await Promise.all([/** @type {Promise<Shelf>} */ (get("/api/shelf")), me().catch(() => null)]);
  return { shelf, who };
}, draw);

/** @param {{shelf: Shelf, who: Me | null}} data */
function draw({ shelf, who }) {
  if ((who?.teams ?? []).length > 0) find("watched", HTMLSpanElement).textContent = "What you do just for yourself, nobody else reads.";
  const due = (shelf.due ?? []).filter((one) => hasCome(one.date, new Date()));
  refill(
    content,
    due.length > 0 &&
      element("ul", { class: "asked", "aria-label": "Asks of your own whose day has come" }, ...due.map((one) => element("li", {}, element("a", { href: ownNoPath(one.id) }, didYouAsk(one))))),
    assignedSection(shelf.assigned ?? [], who?.teams ?? []),
    newcomer(shelf) && element("div", { class: "sheet" }, element("p", {}, "New here? ", element("a", { href: "/first" }, "Take your first no"), ", with hints. It takes two minutes.")),
    shelf.open.length > 0 &&
      element(
        "section",
        { "aria-labelledby": "open", class: "stack" },
        element("h2", { id: "open" }, "Go on where you stopped"),
        element("ul", { class: "open" }, ...shelf.open.map(openAttempt)),
      ),
    shelf.scenarios.length === 0
      ? element(
          "div",
          { class: "sheet" },
          element("h2", {}, "The shelf is empty"),
          element("p", { class: "soft" }, "Put a scenario file into the scenarios folder and start Askagain again."),
        )
      : element(
          "section",
          { "aria-labelledby": "scenarios", class: "stack" },
          element("h2", { id: "scenarios" }, (shelf.assigned ?? []).length > 0 ? "Practice of your own" : "Who will say no today?"),
          element("ul", { class: "shelf" }, ...shelf.scenarios.map(item)),
        ),
    element("p", { class: "soft" }, "Is there an ask of your own that you keep putting off? ", element("a", { href: "/own" }, "Practice that one"), "."),
  );
}

/**
 * Whether nothing has been begun yet.
 * @param {Shelf} shelf
 */
function newcomer(shelf) {
  return shelf.scenarios.length > 0 && shelf.open.length === 0 && shelf.scenarios.every((one) => one.attempts === 0);
}

/** @param {ShelfItem} scenario */
function item(scenario) {
  const best = scenario.best === null ? (scenario.attempts > 0 ? "no best yet" : "not tried") : `best ${scenario.best.toFixed(0)}`;
  return element(
    "li",
    { class: "sheet" },
    element("h3", {}, element("a", { class: "cover", href: `/scenario/${encodeURIComponent(scenario.name)}` }, scenario.title)),
    element("p", {}, scenario.need),
    element(
      "div",
      { class: "meta" },
      levelDots(scenario.level),
      element("span", {}, plural(scenario.minutes, "minute")),
      element("span", {}, plural(scenario.people, "person", "people")),
      element("span", {}, best),
    ),
  );
}

/** @param {OpenAttempt} attempt */
function openAttempt(attempt) {
  const started = new Date(attempt.started_at);
  const when = Number.isNaN(started.getTime()) ? "" : localDay(started);
  return element(
    "li",
    {},
    element("a", { class: "button", href: `/attempt/${encodeURIComponent(attempt.id)}` }, element("strong", {}, attempt.title),
      element("small", {}, attempt.turns === 0 ? "just begun" : plural(attempt.turns, "turn"), when && `, started ${when}`, ...marks(attempt).map((mark) => `, ${mark}`))),
  );
}
