// What is given to the team: a rep sees their own way, a trainer everybody's.

import { personPath, scenarioPath } from "./address.js";
import { element, hidden } from "./dom.js";
import { agoWords, dueWords } from "./due.js";
import { attemptsLeft, attemptsWords, bestWords, everybody, markWords, score, stateOf, summary } from "./progress.js";
import { openAssignmentSheet } from "./team-assign.js";
import { few } from "./team-words.js";

/** @import {Assignment, Progress} from "./team-types.js" */
/** @import {TeamPage} from "./team-page.js" */

/** @param {TeamPage} page */
export function assignmentsSection(page) {
  const open = page.assignments.filter((one) => one.open);
  const past = page.assignments.filter((one) => !one.open);
  const gives = page.trains && page.answer.team.archived_at === null;
  return element(
    "section",
    { class: "stack", "aria-labelledby": "assignments-title" },
    element(
      "div",
      { class: "heading" },
      element("h2", { id: "assignments-title" }, page.trains ? "Given to the team" : "Given to you"),
      gives && element("button", { type: "button", "data-key": "assign", "aria-haspopup": "dialog", onclick: () => openAssignmentSheet(page) }, "Give a scenario"),
    ),
    open.length === 0 && element("p", { class: "soft" }, empty(page)),
    ...open.map((one) => card(page, one)),
    past.length > 0 &&
      element("details", { class: "stack", id: "past-assignments" }, element("summary", { "data-key": "past-assignments" }, `Over (${past.length})`), element("div", { class: "stack" }, ...past.map((one) => card(page, one)))),
  );
}

/** @param {TeamPage} page */
function empty(page) {
  if (page.trains) return "Nothing is given right now. Give a scenario, and everybody meets the same client in it.";
  return "Nothing is given to you right now. The shelf is open for practice of your own.";
}

/**
 * @param {TeamPage} page
 * @param {Assignment} one
 */
function card(page, one) {
  const due = dueWords(one.due_at, page.answer.team.time_zone, new Date());
  const mine = (one.progress ?? []).find((other) => other.person === page.answer.me.person);
  return element(
    "article",
    { class: "sheet given", "aria-labelledby": `given-${one.id}` },
    element("h3", { id: `given-${one.id}` }, page.trains ? one.title : element("a", { href: scenarioPath(one.scenario, one.open ? one.id : "") }, one.title)),
    one.note && element("p", { class: "note", dir: "auto" }, one.note),
    page.trains ? whole(page, one, due) : own(one, mine, due),
  );
}

/**
 * @param {Assignment} one
 * @param {Progress | undefined} mine
 * @param {string} due
 */
function own(one, mine, due) {
  const standing = { attempts: one.attempts, begun: mine?.begun ?? 0, best: mine?.best ?? null, pass_mark: one.pass_mark };
  const mark = markWords(standing);
  return element(
    "div",
    { class: "row" },
    element("p", { class: "meta" }, ...[one.open ? due : "over", one.open && attemptsWords(standing), bestWords(standing)].filter((words) => words).map((words) => element("span", {}, words || "")), mark.text && element("span", { class: `tag ${mark.kind}` }, mark.text)),
    one.open && attemptsLeft(standing) > 0 && element("a", { class: "button primary", href: scenarioPath(one.scenario, one.id) }, "Go to it"),
  );
}

/**
 * @param {TeamPage} page
 * @param {Assignment} one
 * @param {string} due
 */
function whole(page, one, due) {
  const all = everybody(one, page.answer.members);
  const rules = [one.open ? due : "over", one.attempts === 1 ? "1 attempt each" : `${one.attempts} attempts each`, one.pass_mark > 0 ? `pass mark ${score(one.pass_mark)}` : "no pass mark", one.palette ? "" : "without the ways of asking", one.combined ? "read by a language model too" : ""];
  const people = one.people ?? [];
  const names = page.answer.members.filter((member) => people.includes(member.person)).map((member) => member.name);
  return element(
    "div",
    { class: "stack" },
    element("p", { class: "meta" }, ...rules.filter((words) => words !== "").map((words) => element("span", {}, words)), names.length > 0 && element("span", {}, `for ${few(names)}`)),
    element("p", { class: "summary" }, summary(all, one.pass_mark)),
    element(
      "div",
      { class: "row" },
      all.length > 0 && element("details", { id: `who-${one.id}` }, element("summary", { "data-key": `who-${one.id}` }, "Who has done what", hidden(` in ${one.title}`)), progressTable(page, one, all)),
      element("button", { type: "button", class: "small", "data-key": `change-${one.id}`, "aria-haspopup": "dialog", onclick: () => openAssignmentSheet(page, one) }, "Change", hidden(` ${one.title}`)),
    ),
  );
}

/**
 * @param {TeamPage} page
 * @param {Assignment} one
 * @param {Progress[]} all
 */
function progressTable(page, one, all) {
  const now = new Date();
  const head = ["Who", "How far", "Attempts", "Best", "Last"];
  return element(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": `Who has done what in ${one.title}` },
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...head.map((words, i) => element("th", { scope: "col", class: i === 2 || i === 3 ? "number" : null }, words)))),
      element(
        "tbody",
        {},
        ...all.map((row) => {
          const state = stateOf(row, one.pass_mark);
          return element(
            "tr",
            {},
            element("th", { scope: "row" }, element("a", { href: personPath(page.id, row.person), "data-key": `${one.id}-${row.person}` }, row.name)),
            element("td", {}, element("span", { class: `tag ${state.kind}` }, state.text)),
            element("td", { class: "number" }, `${row.begun} of ${one.attempts}`),
            element("td", { class: "number" }, row.best === null ? "–" : score(row.best)),
            element("td", {}, agoWords(row.last_at, now, page.answer.team.time_zone) || "–"),
          );
        }),
      ),
    ),
  );
}
