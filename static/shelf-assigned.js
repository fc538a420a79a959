// What trainers have given: what is still to do, in the order of its due days,
// then what is done or over.

import { scenarioPath, teamPath } from "./address.js";
import { element } from "./dom.js";
import { dueWords } from "./due.js";
import { attemptsLeft, attemptsWords, bestWords, markWords } from "./progress.js";

/** @import {Assigned, MyTeam} from "./team-types.js" */

/**
 * @param {Assigned[]} assigned
 * @param {MyTeam[]} teams
 */
export function assignedSection(assigned, teams) {
  if (assigned.length === 0) return null;
  const ahead = assigned.filter((one) => one.open && attemptsLeft(one) > 0);
  const past = assigned.filter((one) => !ahead.includes(one));
  return element(
    "section",
    { "aria-labelledby": "given", class: "stack" },
    element("h2", { id: "given" }, "Given to you"),
    ahead.length > 0 ? element("ul", { class: "shelf" }, ...ahead.map((one) => card(one, teams))) : element("p", { class: "soft" }, "Nothing is left to do. Well asked."),
    past.length > 0 &&
      element("details", { class: "past" }, element("summary", {}, `Done or over (${past.length})`), element("ul", { class: "shelf" }, ...past.map((one) => card(one, teams)))),
  );
}

/**
 * @param {Assigned} one
 * @param {MyTeam[]} teams
 */
function card(one, teams) {
  const zone = teams.find((team) => team.id === one.team)?.time_zone ?? "";
  const begins = one.open && attemptsLeft(one) > 0;
  const mark = markWords(one);
  const due = one.open ? dueWords(one.due_at, zone, new Date()) : "over";
  return element(
    "li",
    { class: "sheet assigned" },
    element("h3", {}, element("a", { class: "cover", href: scenarioPath(one.scenario, begins ? one.id : "") }, one.title)),
    element(
      "div",
      { class: "stack" },
      one.note && element("p", { dir: "auto" }, one.note),
      element("p", { class: "soft" }, "From ", element("a", { class: "above", href: teamPath(one.team) }, one.team_name)),
    ),
    element(
      "div",
      { class: "meta" },
      due && element("span", { class: due.startsWith("due to") ? "soon" : "" }, due),
      element("span", {}, attemptsWords(one)),
      element("span", {}, bestWords(one)),
      mark.text && element("span", { class: `tag ${mark.kind}` }, mark.text),
    ),
  );
}
