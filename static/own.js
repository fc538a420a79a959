// One's own nos: whose day has come, the others, and a new one.

import { get } from "./api.js";
import { plural } from "./dates.js";
import { element, find, refill } from "./dom.js";
import { dayWords } from "./due.js";
import { ASKED, didYouAsk, isDue, noonOf, ownNoPath } from "./own-words.js";
import { show } from "./page.js";

/** @import {OwnList, OwnNo} from "./own-types.js" */

const content = find("content", HTMLDivElement);
show(content, () => /** @type {Promise<OwnList>} */ (get("/api/own")), draw);

/** @param {OwnList} list */
function draw({ nos, most }) {
  const now = new Date();
  const due = nos.filter((no) => isDue(no, now));
  const others = nos.filter((no) => !isDue(no, now));
  refill(
    content,
    due.length > 0 && section("due", "Did you ask?", ...due.map((no) => card(no, now))),
    nos.length === 0 && element("p", { class: "sheet" }, "Nothing here yet. Think of something you need from somebody and have not asked for, because you know what they would say."),
    nos.length < most
      ? element("p", {}, element("a", { class: "button primary", href: "/own/new" }, nos.length === 0 ? "Type in the first one" : "A new one"))
      : element("p", { class: "soft" }, `You keep ${plural(most, "ask")}, which is as many as fit. Delete one to make room.`),
    others.length > 0 && section("kept", due.length > 0 ? "The others" : "What you keep", ...others.map((no) => card(no, now))),
  );
}

/**
 * @param {string} id
 * @param {string} heading
 * @param {...HTMLElement} cards
 */
function section(id, heading, ...cards) {
  return element("section", { class: "stack", "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, heading), element("ul", { class: "nos" }, ...cards));
}

/**
 * @param {OwnNo} no
 * @param {Date} now
 */
function card(no, now) {
  const due = isDue(no, now);
  return element(
    "li",
    { class: due ? "sheet due" : "sheet" },
    element("h3", {}, element("a", { href: ownNoPath(no.id) }, due ? didYouAsk(no) : no.need)),
    element("p", { class: "soft" }, due ? no.need : stands(no, now)),
  );
}

/**
 * Where it stands, in a line.
 * @param {OwnNo} no
 * @param {Date} now
 */
function stands(no, now) {
  if (no.told) return `From ${no.name}. ${ASKED[no.told.asked]}.`;
  if (no.commitment) return `From ${no.name}. You will ask on ${dayWords(noonOf(no.commitment.date), now)}.`;
  return `From ${no.name}. No day picked yet.`;
}
