// The debrief: outcome and score apart, the nos that mattered, and everything else to open.

import { personPath, scenarioPath } from "./address.js";
import { get } from "./api.js";
import { marksSentence } from "./attempt-marks.js";
import { Comments } from "./comments.js";
import { plural } from "./dates.js";
import { points, scoreSheet } from "./debrief-card.js";
import { besidePlace } from "./debrief-beside.js";
import { curveFigure } from "./debrief-curve.js";
import { momentsSection } from "./debrief-moments.js";
import { spokenSheet } from "./debrief-spoken.js";
import { takeAlong, openForPrint } from "./debrief-take.js";
import { debriefText } from "./debrief-text.js";
import { about } from "./debrief-whose.js";
import { figures, talkSheet } from "./debrief-talk.js";
import { element, find, refill } from "./dom.js";
import { pathPart, setTitle, show } from "./page.js";
import { nested } from "./quotes.js";
import { ENDINGS, firstName } from "./words.js";

/** @import {Debrief, DebriefAnswer, Note, Way} from "./debrief-types.js" */
/** @import {View} from "./debrief-view.js" */
/** @import {Attempt} from "./wire.js" */

const id = pathPart(1);
const content = find("content", HTMLDivElement);
const title = find("title", HTMLHeadingElement);
openForPrint();
show(content, load, (answer) => {
  draw(answer);
  if (window.location.hash.startsWith("#turn-")) document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
});

/** @type {View} */
const view = { attempt: id, mine: true, rep: "", name: "", official: false, team: "", coach: "", reflections: [], writing: new Map(), comments: null };

/** @type {HTMLElement | undefined} loaded once, whatever else is drawn anew */
let beside;

/** @returns {Promise<DebriefAnswer>} */
async function load() {
  /** @type {DebriefAnswer} */
  const answer = await get(`/api/attempts/${encodeURIComponent(id)}/debrief`);
  const { mine = true, rep, official = false, team = "", coach = "", reflections = [] } = answer;
  Object.assign(view, { mine, official, team, coach, reflections, name: rep?.name ?? "", rep: rep?.person ?? "" });
  if (team !== "" && view.comments === null) {
    view.comments = new Comments(view);
    await view.comments.load();
    view.comments.follow();
  }
  return answer;
}

/** @param {DebriefAnswer} answer */
function draw({ attempt, briefing, debrief }) {
  const own = view.mine && debrief.turns.every((note) => (note.corrected ?? []).every((one) => one.by === "rep"));
  setTitle(`Debrief: ${briefing.title}`);
  title.textContent = briefing.title;
  refill(
    content,
    marked(readers(), attempt),
    element("div", { class: "result" }, outcomeSheet({ attempt, briefing, debrief }), scoreSheet(debrief.card, briefing, own, view), habitsSheet(debrief)),
    takeAlong(() => debriefText(briefing, debrief, view)),
    beside ??= besidePlace(view, attempt.parent),
    momentsSection(debrief.moments, view),
    neverTried(debrief.never_tried),
    curveFigure(debrief.resistance, debrief.turns, view),
    spokenSheet(debrief.spoken, view),
    talkSheet(debrief.turns, briefing, view, corrected),
  );
}

/**
 * What the attempt is marked as, beside who reads it.
 * @param {HTMLElement | null} readers
 * @param {Attempt} attempt
 */
function marked(readers, attempt) {
  const words = marksSentence(attempt, view.mine, firstName(view.name));
  if (words === "") return readers;
  const note = readers ?? element("p", { class: "whose" });
  note.append(readers === null ? words : ` ${words}`);
  return note;
}

/** Whose it is, and who reads it. Nothing where nobody else does. */
function readers() {
  if (view.team === "") return null;
  const kind = view.official ? "official attempt" : "practice";
  if (!view.mine) {
    const name = element("a", { href: personPath(view.team, view.rep) }, view.name);
    return element("p", { class: "whose" }, "You read the ", kind, " of ", name, ".");
  }
  const said = view.comments?.count() ?? 0;
  return element("p", { class: "whose" }, view.official ? "This attempt is official" : "You made this attempt with your team", ": your trainers can read it.", said > 0 && " ", said > 0 && element("a", { href: `#turn-${view.comments?.first()}` }, `${plural(said, "comment")} on your turns`));
}

/**
 * The debrief after a correction, from the turn that it was made in.
 * @param {DebriefAnswer} answer
 * @param {Note} note
 */
function corrected(answer, note) {
  draw(answer);
  document.getElementById(`contest-${note.turn}`)?.focus();
  find("told", HTMLParagraphElement).textContent = `Saved. The score is ${points(answer.debrief.card.total)} now.`;
}

/** @param {DebriefAnswer} answer */
function outcomeSheet({ attempt, briefing, debrief }) {
  const { ending, card } = debrief;
  const words = ending.ending === "" ? undefined : ENDINGS[ending.ending];
  return element(
    "section",
    { class: "sheet outcome-sheet", "aria-labelledby": "outcome-title" },
    element("h2", { id: "outcome-title" }, "The outcome"),
    element("p", { class: `ending ${words?.kind ?? ""}` }, about(view, ending.title)),
    element("p", {}, about(view, ending.text)),
    element("p", { class: "soft" }, about(view, "You needed: "), briefing.need),
    element("p", { class: "soft" }, figures({ asks: card.asks, nos: card.nos, methods: card.methods?.length ?? 0, days: ending.day })),
    element(
      "div",
      { class: "row" },
      view.mine && attempt.scenario.startsWith("own-") && element("a", { class: "button", href: `/own/${encodeURIComponent(attempt.scenario.slice(4))}` }, "Pick a day to ask for real"),
      view.mine && element("a", { class: "button primary", href: scenarioPath(attempt.scenario) }, "Start again from the beginning"),
      view.mine ? element("a", { class: "button", href: "/" }, "Back to the shelf") : element("a", { class: "button", href: personPath(view.team, view.rep) }, `All of ${firstName(view.name)}'s attempts`),
    ),
  );
}

/** @param {Debrief} debrief */
function habitsSheet({ before, habits }) {
  const usual = before.usual?.trim();
  return element(
    "section",
    { class: "sheet habits", "aria-labelledby": "habits-title" },
    element("h2", { id: "habits-title" }, view.mine ? "What you expected, and what you did" : `What ${firstName(view.name)} expected, and did`),
    element(
      "dl",
      {},
      element("dt", {}, view.mine ? "How you would normally ask" : `How ${firstName(view.name)} would normally ask`),
      element("dd", {}, usual ? element("q", { dir: "auto" }, usual) : about(view, "You did not say.")),
      element("dt", {}, view.mine ? "How many times you were prepared to ask" : `How many times ${firstName(view.name)} was prepared to ask`),
      element("dd", {}, about(view, before.text || "You did not say.")),
      element("dt", {}, view.mine ? "What you did" : `What ${firstName(view.name)} did`),
      ...(habits.length > 0 ? habits : ["Too few turns to see a habit."]).map((habit) => element("dd", {}, about(view, habit))),
    ),
  );
}

/** @param {Way[]} ways */
function neverTried(ways) {
  if (ways.length === 0) return null;
  return element(
    "section",
    { class: "stack", "aria-labelledby": "untried-title" },
    element("h2", { id: "untried-title" }, view.mine ? "What you never tried" : `What ${firstName(view.name)} never tried`),
    element(
      "ul",
      { class: "ways sheet" },
      ...ways.map((way) =>
        element(
          "li",
          {},
          element("p", {}, element("a", { href: `/methods#${encodeURIComponent(way.method)}` }, element("b", {}, capital(way.name))), way.fits && element("span", { class: "tag give" }, "would have helped")),
          way.line && element("p", { class: "soft" }, element("q", { dir: "auto" }, nested(way.line))),
        ),
      ),
    ),
  );
}

/** @param {string} words */
function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
