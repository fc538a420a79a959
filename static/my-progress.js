// My own progress: how I ask, over all that I played.

import { get } from "./api.js";
import { localDay, plural } from "./dates.js";
import { points } from "./debrief-card.js";
import { element, find, hidden, refill } from "./dom.js";
import { dayOf, dots, markWords, totalsInWords } from "./my-progress-totals.js";
import { show } from "./page.js";
import { svg } from "./svg.js";
import { ENDINGS, METHODS } from "./words.js";

/** @import {ProgressAnswer, ProgressAttempt, WayCount} from "./my-progress-types.js" */

const FIELD = { left: 34, top: 14, width: 0, height: 150 };
const WIDE = 720;
const NARROW = 320;
const phone = window.matchMedia("(max-width: 40rem)");
const content = find("content", HTMLDivElement);

show(content, () => get("/api/me/progress"), draw);

/** @param {ProgressAnswer} answer */
function draw(answer) {
  if (answer.attempts.length === 0) {
    refill(content, empty());
    return;
  }
  refill(content, habits(answer), totals(answer), ways(answer.ways), kept(answer.kept));
}

function empty() {
  return element(
    "section",
    { class: "sheet", "aria-labelledby": "empty-title" },
    element("h2", { id: "empty-title" }, "Nothing to look back on yet"),
    element("p", {}, "Finish one attempt, won or not, and this page begins: how you usually open, which ways you never use, and how your scores move."),
    element("p", {}, element("a", { class: "button primary", href: "/" }, "Pick a scenario")),
  );
}

/** @param {ProgressAnswer} answer */
function habits({ sentences, opens, older }) {
  return element(
    "section",
    { class: "sheet", "aria-labelledby": "habits-title" },
    element("h2", { id: "habits-title" }, "How you ask"),
    ...(sentences.length > 0 ? sentences : ["Too few attempts to see a habit. Two or three more will tell."]).map((sentence) => element("p", {}, sentence)),
    opens.length > 1 && element("p", { class: "soft" }, `First asks so far: ${opens.map((one) => `${one.name} (${one.turns})`).join(", ")}.`),
    older && element("p", { class: "soft" }, "Your 200 newest attempts are counted here."),
  );
}

/** @param {ProgressAnswer} answer */
function totals({ attempts }) {
  const place = element("div", { class: "totals" });
  const redraw = () => place.replaceChildren(drawing(attempts, phone.matches ? NARROW : WIDE));
  redraw();
  phone.addEventListener("change", redraw);
  return element(
    "section",
    { class: "stack", "aria-labelledby": "totals-title" },
    element("h2", { id: "totals-title" }, "How your scores moved"),
    element(
      "figure",
      { class: "sheet picture" },
      element("figcaption", {}, "One mark for each attempt, the oldest first. Filled: won. Square: a rewind, or with the coach."),
      place,
      element("details", {}, element("summary", {}, "The same as a table, with the debriefs"), table(attempts)),
    ),
  );
}

/**
 * @param {ProgressAttempt[]} attempts
 * @param {number} wide
 */
function drawing(attempts, wide) {
  const field = { ...FIELD, width: wide - FIELD.left - 14 };
  const bottom = field.top + field.height;
  const drawn = svg("svg", { viewBox: `0 0 ${wide} ${bottom + 28}`, role: "img", "aria-labelledby": "totals-name totals-words" });
  drawn.append(svg("title", { id: "totals-name" }, "Scores over time"), svg("desc", { id: "totals-words" }, totalsInWords(attempts)));
  for (const score of [0, 50, 100]) {
    const y = field.top + field.height * (1 - score / 100);
    drawn.append(svg("path", { class: "grid", d: `M${field.left} ${y}H${wide - 4}` }), svg("text", { x: 26, y: y + 5, "text-anchor": "end" }, String(score)));
  }
  const marks = dots(attempts, field);
  drawn.append(svg("path", { class: "trend", d: marks.map((one, i) => `${i === 0 ? "M" : "L"}${one.x} ${one.y}`).join("") }));
  for (const one of marks) {
    const kind = `dot ${one.won ? "won" : ""}`;
    drawn.append(one.other ? svg("rect", { class: kind, x: one.x - 5, y: one.y - 5, width: 10, height: 10 }) : svg("circle", { class: kind, cx: one.x, cy: one.y, r: 5.5 }));
  }
  drawn.append(svg("text", { x: field.left, y: bottom + 22 }, dayOf(attempts[0])));
  const last = attempts.at(-1);
  if (last !== undefined && attempts.length > 1) drawn.append(svg("text", { x: wide - 4, y: bottom + 22, "text-anchor": "end" }, dayOf(last)));
  return drawn;
}

/** @param {ProgressAttempt[]} attempts */
function table(attempts) {
  return element(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Attempts as a table" },
    element(
      "table",
      { class: "figures" },
      element("thead", {}, element("tr", {}, ...["Scenario", "Begun", "Score", "It ended"].map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...[...attempts].reverse().map(row)),
    ),
  );
}

/** @param {ProgressAttempt} one */
function row(one) {
  const marks = markWords(one);
  const ending = one.ending === "" ? "" : ENDINGS[one.ending]?.headline ?? one.ending;
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, element("a", { href: `/attempt/${encodeURIComponent(one.id)}/debrief` }, one.title, hidden(`, debrief of ${dayOf(one)}`)), marks !== "" && element("small", {}, ` (${marks})`)),
    element("td", {}, dayOf(one)),
    element("td", {}, points(one.total)),
    element("td", {}, ending),
  );
}

/** @param {WayCount[]} all */
function ways(all) {
  const used = all.filter((one) => one.turns > 0);
  const never = all.filter((one) => one.turns === 0);
  const most = Math.max(1, ...used.map((one) => one.turns));
  return element(
    "section",
    { class: "stack", "aria-labelledby": "ways-title" },
    element("h2", { id: "ways-title" }, "Ways that you use, and ways that you never do"),
    element(
      "div",
      { class: "sheet used-ways" },
      used.length === 0 && element("p", {}, "So far you just ask."),
      used.length > 0 &&
        element(
          "ul",
          { class: "bars" },
          ...used.map((one) =>
            element("li", {}, element("span", {}, METHODS[one.method]?.name ?? one.name), element("meter", { min: "0", max: String(most), value: String(one.turns), "aria-label": `${one.name}, turns` }), element("small", {}, `${plural(one.turns, "turn")} in ${plural(one.attempts, "attempt")}`)),
          ),
        ),
      never.length > 0 && element("h3", {}, "Never used"),
      never.length > 0 && element("ul", { class: "never" }, ...never.map(unused)),
    ),
  );
}

/** @param {WayCount} one */
function unused(one) {
  const name = METHODS[one.method]?.name ?? one.name;
  return element(
    "li",
    {},
    element("b", {}, name),
    element("span", { class: "row" }, element("a", { href: `/methods#${encodeURIComponent(one.method)}` }, "What it is", hidden(`: ${name}`)), element("a", { href: `/drill?method=${encodeURIComponent(one.method)}` }, "Practice it for three minutes", hidden(`: ${name}`))),
  );
}

/** @param {ProgressAnswer["kept"]} words */
function kept(words) {
  if (words.length === 0) return null;
  return element(
    "section",
    { class: "stack", "aria-labelledby": "kept-title" },
    element("h2", { id: "kept-title" }, "What you told yourself"),
    element(
      "ul",
      { class: "sheet told-yourself" },
      ...words.map((one) =>
        element(
          "li",
          {},
          element("blockquote", { dir: "auto" }, one.text),
          element("small", {}, `${localDay(new Date(one.at))} · `, element("a", { href: `/attempt/${encodeURIComponent(one.attempt)}/debrief#turn-${one.turn}` }, one.turn === 0 ? `${one.title}, the first no` : `${one.title}, turn ${one.turn}`)),
        ),
      ),
    ),
    element("p", { class: "soft" }, "Only you can read this."),
  );
}
