// The briefing: what it is about, who is in it, how it is scored, and the start.

import { get } from "./api.js";
import { startForm } from "./briefing-start.js";
import { longDay, plural } from "./dates.js";
import { element, find, levelDots, refill } from "./dom.js";
import { me } from "./me.js";
import { pathPart, setTitle, show } from "./page.js";
import { CHANNELS, firstName, list } from "./words.js";

/** @import {Choices} from "./briefing-start.js" */
/** @import {Briefing, Person, Shelf} from "./wire.js" */

const content = find("content", HTMLDivElement);
const title = find("title", HTMLHeadingElement);
const name = pathPart(1);

show(content, async () => {
  const [briefing, choices] = await Promise.all([/** @type {Promise<Briefing>} */ (get(`/api/scenarios/${name}`)), load()]);
  return { briefing, choices };
}, ({ briefing, choices }) => draw(briefing, choices));

/**
 * For what an attempt can be made. Who is in no team is asked nothing, and a no of
 * one's own is nobody else's.
 * @returns {Promise<Choices>}
 */
async function load() {
  const who = await me();
  const teams = name.startsWith("own-") ? [] : who.teams.filter((team) => !team.archived);
  if (teams.length === 0) return { assigned: [], teams, chosen: "" };
  /** @type {Shelf} */
  const shelf = await get("/api/shelf");
  const assigned = (shelf.assigned ?? []).filter((one) => one.scenario === name && one.open);
  return { assigned, teams, chosen: new URLSearchParams(window.location.search).get("assignment") ?? "" };
}

/**
 * @param {Briefing} briefing
 * @param {Choices} choices
 */
function draw(briefing, choices) {
  setTitle(briefing.title);
  title.textContent = briefing.title;
  refill(find("meta", HTMLParagraphElement), levelDots(briefing.level), element("span", {}, `about ${plural(briefing.minutes, "minute")}`));
  refill(
    content,
    situation(briefing),
    people(briefing),
    briefing.calendar.length > 0 && calendar(briefing),
    scoring(briefing),
    section("begin", "Before you start", startForm(briefing, choices)),
  );
}

/** @param {Briefing} briefing */
function situation(briefing) {
  const days = plural(briefing.within, "day");
  const by = briefing.deadline ? `${longDay(briefing.deadline, briefing.within)}, ${days} from the start` : `within ${days}`;
  return section(
    "situation",
    "You need",
    element("p", { class: "need" }, briefing.need),
    element(
      "dl",
      { class: "facts" },
      fact("Who you are", briefing.you),
      fact("Why", briefing.why),
      fact("Without it", briefing.without),
      fact("By when", by),
      fact("Less would be", briefing.less),
    ),
  );
}

/**
 * @param {string} term
 * @param {string} says
 */
function fact(term, says) {
  if (!says) return null;
  return element("div", {}, element("dt", {}, term), element("dd", {}, says));
}

/** @param {Briefing} briefing */
function people(briefing) {
  return section("people", "Who is in it", element("ul", { class: "cards" }, ...briefing.people.map((person) => personCard(person, briefing))));
}

/**
 * @param {Person} person
 * @param {Briefing} briefing
 */
function personCard(person, briefing) {
  const moved = person.moves.map((id) => firstName(briefing.people.find((one) => one.id === id)?.name ?? id));
  const opens = briefing.opener.person === person.id;
  return element(
    "li",
    { class: "sheet" },
    element("h3", {}, person.name),
    element("p", { class: "soft" }, `${person.role} · ${person.side === "own" ? "your side" : "the client's side"}`),
    person.grants
      ? element("p", {}, "Can say yes to what you need.")
      : element("p", {}, element("span", { class: "soft" }, "What you can ask for: "), person.need),
    moved.length > 0 && element("p", {}, `If ${firstName(person.name)} agrees, that moves ${list(moved)}.`),
    opens && element("p", { class: "soft" }, `Will tell you no, by ${CHANNELS[briefing.opener.channel]?.inText ?? "email"}. That is where you begin.`),
  );
}

/** @param {Briefing} briefing */
function calendar(briefing) {
  return section(
    "calendar",
    "What is coming up",
    element(
      "ul",
      { class: "dates" },
      ...briefing.calendar.map((entry) => element("li", {}, element("b", {}, longDay(entry.date, entry.day)), " ", entry.says)),
    ),
  );
}

/** @param {Briefing} briefing */
function scoring(briefing) {
  return section(
    "scoring",
    "How it is scored",
    element("p", { class: "soft" }, "The outcome and the score are two things: you can lose well and win badly. These five make the score, out of 100. No hidden criteria."),
    element(
      "ul",
      { class: "dims" },
      ...briefing.dimensions.map((one) =>
        element("li", {}, element("b", {}, one.name), element("span", { class: "soft of" }, `${one.of} points`), element("span", {}, one.what)),
      ),
    ),
  );
}

/**
 * @param {string} id
 * @param {string} heading
 * @param {...import("./dom.js").Child} children
 */
function section(id, heading, ...children) {
  return element("section", { class: "stack", "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, heading), ...children);
}
