// A first visit: two minutes with somebody who says no, and hints while one plays.

import { attemptPath } from "./address.js";
import { get, post } from "./api.js";
import { element, find, refill } from "./dom.js";
import { form } from "./form.js";
import { guide } from "./guide.js";
import { show } from "./page.js";

/** @import {Shelf, ShelfItem} from "./wire.js" */

const content = find("content", HTMLDivElement);
show(content, () => /** @type {Promise<Shelf>} */ (get("/api/shelf")), (shelf) => {
  const easiest = shelf.scenarios[0];
  if (easiest === undefined) {
    refill(content, element("p", {}, "There is nobody here yet who could say no. Put a scenario file into the scenarios folder and start Askagain again."));
    return;
  }
  draw(easiest);
});

/** @param {ShelfItem} scenario the shelf begins with the easiest */
function draw(scenario) {
  refill(
    content,
    element(
      "section",
      { class: "sheet", "aria-labelledby": "who-title" },
      element("h2", { id: "who-title" }, scenario.title),
      element("p", {}, scenario.you),
      element("p", {}, element("b", {}, "You need: "), scenario.need),
    ),
    form(
      {
        id: "first",
        action: "Hear the first no",
        busy: "One moment…",
        submit: async () => {
          /** @type {{id: string}} */
          const attempt = await post("/api/attempts", { scenario: scenario.name, palette: true });
          guide(attempt.id);
          window.location.assign(attemptPath(attempt.id));
        },
      },
      [element("p", { class: "soft" }, "A hint stands above the box and changes with what happens. You can hide it. This counts for nothing and nobody.")],
      [element("a", { class: "button plain", href: "/" }, "I'd rather look around")],
    ),
  );
}
