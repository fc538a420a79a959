// Somebody's history in a team, for their trainers and for themselves.

import { debriefPath, glancePath, teamPath } from "./address.js";
import { get } from "./api.js";
import { marks } from "./attempt-marks.js";
import { plural } from "./dates.js";
import { element, find, refill } from "./dom.js";
import { agoWords, dayWords } from "./due.js";
import { chart } from "./glance-chart.js";
import { ALL_METHODS, cells } from "./heat.js";
import { me, membership } from "./me.js";
import { pathPart, setTitle, show } from "./page.js";
import { score } from "./progress.js";
import { ROLES, may } from "./team-words.js";
import { ENDINGS, METHODS } from "./words.js";

/** @import {Ending} from "./wire.js" */
/** @import {MyTeam, PersonAnswer} from "./team-types.js" */

const team = pathPart(1);
const content = find("content", HTMLDivElement);
show(content, load, draw);

async function load() {
  const [answer, who] = await Promise.all([/** @type {Promise<PersonAnswer>} */ (get(`/api/teams/${encodeURIComponent(team)}/members/${encodeURIComponent(pathPart(3))}`)), me()]);
  return { answer, mine: membership(who, team) };
}

/** @param {{answer: PersonAnswer, mine: MyTeam | undefined}} data */
function draw({ answer, mine }) {
  const { member, attempts } = answer;
  const zone = mine?.time_zone ?? "";
  setTitle(member.name);
  find("title", HTMLHeadingElement).textContent = member.name;
  refill(
    find("eyebrow", HTMLParagraphElement),
    element("a", { href: teamPath(team) }, mine?.name ?? "Team"),
    mine && may(mine.role, "trainer") && " · ",
    mine && may(mine.role, "trainer") && element("a", { href: glancePath(team) }, "At a glance"),
    ` · ${ROLES[member.role]}`,
  );
  if (attempts.length === 0) {
    refill(content, element("p", { class: "soft" }, "Nothing has been practiced with this team yet."));
    return;
  }
  refill(content, element("p", { class: "lead" }, lead(answer, zone)), scoresSection(answer, zone), methodsSection(answer), attemptsSection(attempts, zone));
}

/**
 * @param {PersonAnswer} answer
 * @param {string} zone
 */
function lead({ attempts, scores }, zone) {
  const last = attempts.map((one) => one.started_at).sort().at(-1) ?? null;
  const best = scores.length === 0 ? "" : `, best ${score(Math.max(...scores.map((one) => one.total)))}`;
  return `${plural(attempts.length, "attempt")}${best}. Last practiced ${agoWords(last, new Date(), zone)}.`;
}

/**
 * @param {PersonAnswer} answer
 * @param {string} zone
 */
function scoresSection({ scores }, zone) {
  if (scores.length === 0) return null;
  const points = scores.map((one) => ({ label: dayWords(new Date(one.at), new Date(), zone).replace(/^\w+ /, ""), value: one.total }));
  const first = score(scores[0].total);
  const words = scores.length === 1 ? `One score: ${first}.` : `${scores.length} scores, from ${first} to ${score(scores[scores.length - 1].total)}.`;
  return element(
    "section",
    { class: "stack", "aria-labelledby": "scores-title" },
    element("h2", { id: "scores-title" }, "Scores over time"),
    element("figure", { class: "sheet" }, element("figcaption", {}, "Each finished attempt, of 100, oldest first. The list below has them all."), chart(points, words)),
  );
}

/** @param {PersonAnswer} answer */
function methodsSection({ methods }) {
  const row = cells(methods, []);
  if (row.every((cell) => cell.count === 0)) return null;
  return element(
    "section",
    { class: "stack", "aria-labelledby": "ways-title" },
    element("h2", { id: "ways-title" }, "Ways of asking"),
    element(
      "ul",
      { class: "ways" },
      ...ALL_METHODS.map((method, i) => element("li", { class: `shade-${row[i].shade}` }, element("span", {}, METHODS[method].name), element("b", {}, row[i].count === 0 ? "never" : String(row[i].count)))),
    ),
  );
}

/**
 * @param {PersonAnswer["attempts"]} attempts
 * @param {string} zone
 */
function attemptsSection(attempts, zone) {
  const now = new Date();
  return element(
    "section",
    { class: "stack", "aria-labelledby": "attempts-title" },
    element("h2", { id: "attempts-title" }, "Attempts"),
    element(
      "div",
      { class: "scroll sheet", tabindex: "0", role: "region", "aria-label": "Table of attempts" },
      element(
        "table",
        {},
        element("thead", {}, element("tr", {}, ...["Scenario", "When", "Outcome", "Score", ""].map((words, i) => element("th", { scope: "col", class: i === 3 ? "number" : null }, words || "Kind")))),
        element("tbody", {}, ...attempts.map((one) => attemptRow(one, zone, now))),
      ),
    ),
  );
}

/**
 * @param {PersonAnswer["attempts"][number]} one
 * @param {string} zone
 * @param {Date} now
 */
function attemptRow(one, zone, now) {
  const over = one.ending !== "";
  const words = over ? ENDINGS[/** @type {Exclude<Ending, "">} */ (one.ending)] : undefined;
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, over && !one.forgotten ? element("a", { href: debriefPath(one.id) }, one.title) : one.title),
    element("td", {}, agoWords(one.started_at, now, zone)),
    element("td", {}, over ? element("span", { class: `tag ${words?.kind ?? ""}` }, SHORT[one.ending] ?? one.ending) : "under way"),
    element("td", { class: "number" }, over ? score(one.total) : "–"),
    element("td", { class: "soft" }, [one.official ? "official" : "practice", ...marks(one), one.forgotten ? "words deleted" : ""].filter((part) => part).join(", ")),
  );
}

/** @type {Record<string, string>} */
const SHORT = { won: "got it", took_less: "took less", closed: "door closed", out_of_time: "out of time", out_of_turns: "out of turns", gave_up: "ended it" };
