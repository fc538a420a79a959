// A leaderboard that moves by itself while it is looked at.

import { teamPath } from "./address.js";
import { get } from "./api.js";
import { boardTable } from "./board-table.js";
import { RULES, countsWords, mineWords, movedWords, quietly, spanWords } from "./board-words.js";
import { choices, hideSection, shareSection } from "./board-parts.js";
import { plural } from "./dates.js";
import { element, find, refill } from "./dom.js";
import { dayWords } from "./due.js";
import { Live, connectionLine, spread } from "./live.js";
import { me, membership } from "./me.js";
import { pathPart, sentence, setTitle, show, tell } from "./page.js";
import { MEASURES, SPANS } from "./team-words.js";

/** @import {BoardAnswer, Me, Measure, Span} from "./team-types.js" */

const ANNOUNCE = 10_000;
const team = pathPart(1);
const base = `/api/teams/${encodeURIComponent(team)}/boards/${encodeURIComponent(pathPart(2))}`;
const content = find("content", HTMLDivElement);
const announce = quietly(tell, ANNOUNCE);
const query = new URLSearchParams(window.location.search);

const state = {
  /** @type {Measure} */
  measure: known(MEASURES, query.get("measure"), "score"),
  /** @type {Span} */
  window: known(SPANS, query.get("window"), "week"),
  /** @type {BoardAnswer | null} */
  shown: null,
  asked: 0,
};
const line = connectionLine();
const standings = element("div", { class: "stack" });
const problem = element("p", { class: "problem", role: "alert" });

show(content, async () => ({ who: await me(), board: await fetched() }), ({ who, board }) => {
  layOut(who, board);
  draw(who, board);
  const soon = spread(() => void again(who));
  new Live(`/api/teams/${encodeURIComponent(team)}/live`, (kinds) => {
    if (kinds.has("board") || kinds.has("attempt") || kinds.has("gap")) soon(kinds);
  }, line.status).whileSeen();
});

/**
 * @template {string} T
 * @param {Record<T, string>} names
 * @param {string | null} asked
 * @param {T} otherwise
 * @returns {T}
 */
function known(names, asked, otherwise) {
  return asked !== null && Object.hasOwn(names, asked) ? /** @type {T} */ (asked) : otherwise;
}

function search() {
  return `?measure=${state.measure}&window=${state.window}`;
}

/** @returns {Promise<BoardAnswer>} */
function fetched() {
  return get(base + search());
}

/**
 * Fetches and draws anew. Of several that overlap the latest is shown.
 * @param {Me} who
 */
async function again(who) {
  const turn = ++state.asked;
  try {
    const board = await fetched();
    if (turn !== state.asked) return;
    problem.textContent = "";
    announce(movedWords(state.shown, board));
    draw(who, board);
  } catch (error) {
    if (turn === state.asked) problem.textContent = `${sentence(error)} What is shown is from before.`;
  }
}

/**
 * @param {Me} who
 * @param {BoardAnswer} board
 */
function layOut(who, board) {
  const mine = membership(who, team);
  setTitle(board.board.name);
  find("title", HTMLHeadingElement).textContent = board.board.name;
  if (mine) refill(find("eyebrow", HTMLParagraphElement), "Board · ", element("a", { href: teamPath(team) }, mine.name));
  const choose = () => {
    window.history.replaceState(null, "", window.location.pathname + search());
    void again(who);
  };
  refill(
    content,
    element(
      "div",
      { class: "choosing" },
      choices("measure", "Ranked by", MEASURES, state.measure, (value) => {
        state.measure = value;
        choose();
      }),
      choices("window", "Looking at", SPANS, state.window, (value) => {
        state.window = value;
        choose();
      }),
    ),
    problem,
    line.node,
    standings,
    mine && hideSection(team, mine, () => void again(who)),
    mine && mine.role !== "rep" && shareSection(base, search),
  );
}

/**
 * @param {Me} who
 * @param {BoardAnswer} board
 */
function draw(who, board) {
  const zone = membership(who, team)?.time_zone ?? "";
  const from = board.from === null ? "" : dayWords(new Date(board.from.length === 10 ? `${board.from}T12:00:00Z` : board.from), new Date(), zone);
  const titles = board.board.scenarios.map((one) => (typeof one === "string" ? one : one.title));
  const before = state.shown;
  state.shown = board;
  const leads = membership(who, team)?.role !== "rep" && board.me === null; // a trainer who does not play needs no place
  const mine = leads || board.rows.some((row) => row.me) ? "" : mineWords(board);
  refill(
    standings,
    board.rows.length === 0
      ? element("div", { class: "sheet" }, element("p", {}, "Nobody is on this board yet."), element("p", { class: "soft" }, "The first one to finish an official attempt stands at the top of it."))
      : element("div", { class: "sheet" }, boardTable(board, { before, zone, caption: `${board.board.name}: ${MEASURES[board.measure]}, ${SPANS[board.window].toLowerCase()}` })),
    mine !== "" && element("p", { class: "mine" }, mine, board.me?.hidden && " Others do not see you here."),
    element(
      "div",
      { class: "soft stack rules" },
      element("p", {}, [spanWords(board.window, from), board.people > board.rows.length ? `The first ${board.rows.length} of ${plural(board.people, "person", "people")}.` : ""].filter((words) => words).join(" ")),
      element("p", {}, countsWords(board.measure, board.of), " ", RULES),
      element("p", {}, board.of === 1 ? "The scenario: " : "The scenarios: ", titles.join(", "), "."),
      element(
        "p",
        {},
        element("a", { href: `${base}/board.csv${search()}`, download: "board.csv" }, "As a table file (CSV)"),
        " · as a picture: ",
        element("a", { href: `${base}/board.svg${search()}` }, "SVG"),
        ", ",
        element("a", { href: `${base}/board.png${search()}` }, "PNG"),
      ),
    ),
  );
}
