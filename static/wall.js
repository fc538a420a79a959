// A board on a screen in the office: nothing to press, comes back by itself for
// ever, and keeps showing what it last knew.

import { ApiError, get } from "./api.js";
import { boardTable } from "./board-table.js";
import { countsWords, movedWords, quietly } from "./board-words.js";
import { element, find, refill } from "./dom.js";
import { Live, spread } from "./live.js";
import { pathPart, setTitle } from "./page.js";
import { MEASURES, SPANS, WALL_ENDED } from "./team-words.js";

/** @import {BoardAnswer} from "./team-types.js" */

const ROWS = 10;
const AGAIN = 15_000;
const base = `/api/wall/${encodeURIComponent(pathPart(1))}`;
const content = find("content", HTMLDivElement);
const told = element("p", { class: "hidden", role: "status" });
const announce = quietly((words) => (told.textContent = words), 10_000);
document.body.append(told);

/** @type {BoardAnswer | null} */
let shown = null;
let connected = true;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

refill(content, element("p", { class: "soft loading" }, "Loading…"));
void look();
new Live(`${base}/live`, spread(() => void look()), (on) => {
  connected = on;
  drawLine();
}).start();
window.addEventListener("online", () => void look());

/** Fetches the standings; when that fails, again after a while. */
async function look() {
  clearTimeout(later);
  try {
    /** @type {BoardAnswer} */
    const board = await get(base + window.location.search);
    announce(movedWords(shown, board));
    draw(board);
  } catch (error) {
    const ended = error instanceof ApiError && error.code === "not_found";
    if (ended || shown === null) trouble(ended);
    later = setTimeout(look, ended ? 4 * AGAIN : AGAIN);
  }
}

/** @param {BoardAnswer} board */
function draw(board) {
  const before = shown;
  shown = board;
  setTitle(board.board.name);
  const caption = `${MEASURES[board.measure]}, ${SPANS[board.window].toLowerCase()}`;
  const rows = board.rows.slice(0, ROWS);
  refill(
    content,
    element("header", {}, element("h1", {}, board.board.name), element("p", { class: "soft" }, caption)),
    rows.length === 0
      ? element("p", { class: "nobody" }, "Nobody is on this board yet. Who asks first?")
      : boardTable({ ...board, rows, me: null }, { before, zone: "", caption, reached: false }),
    element("footer", { class: "soft" }, element("p", {}, countsWords(board.measure, board.of)), element("p", { id: "line" })),
  );
  drawLine();
}

function drawLine() {
  const line = document.getElementById("line");
  if (line !== null) line.textContent = connected ? "" : "Not connected right now; this is how it stood.";
}

/** @param {boolean} ended */
function trouble(ended) {
  shown = null;
  refill(
    content,
    element("h1", {}, ended ? WALL_ENDED.title : "Askagain cannot be reached right now."),
    element("p", { class: "soft" }, ended ? WALL_ENDED.says : "This screen keeps trying by itself."),
  );
}
