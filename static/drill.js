// The drill: one no, one way, one turn, and at once what came of it.

import { ApiError, get, post } from "./api.js";
import { element, find, refill } from "./dom.js";
import { DrillClock } from "./drill-clock.js";
import { resultSheet } from "./drill-result.js";
import { byChannel, drillID, drillPath, roundQuery, streakLine } from "./drill-words.js";
import { Keep } from "./keep.js";
import { sentence, show, tell } from "./page.js";
import { firstName } from "./words.js";

/** @import {Drill, DrillExercise, DrillPerson, DrillResult, DrillTurn} from "./drill-types.js" */

const content = find("content", HTMLDivElement);
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
const clock = new DrillClock();
load();

/** @param {string} [focus] the id of what the keyboard goes to once it is there */
function load(focus) {
  clock.stop();
  show(content, () => /** @type {Promise<Drill>} */ (get(drillPath(window.location.search, zone))), (drill) => {
    window.history.replaceState(null, "", roundQuery(drill.method.method, drill.seed));
    streak(drill.streak);
    if (drill.exercise === null) over(drill);
    else exercise(drill, drill.exercise);
    if (focus) document.getElementById(focus)?.focus();
  });
}

/** @param {number} days */
function streak(days) {
  find("streak", HTMLParagraphElement).textContent = streakLine(days);
}

/**
 * @param {Drill} drill
 * @param {DrillExercise} one
 */
function exercise(drill, one) {
  const keep = new Keep(`drill.${drill.seed}.${one.key}`);
  const name = firstName(one.person.name);
  const text = element("textarea", { id: "text", rows: "4", maxlength: "4000", "aria-describedby": "way-hint" });
  text.value = keep.draft()?.text ?? "";
  const problem = element("p", { class: "problem", role: "alert" });
  const send = element("button", { type: "submit", class: "primary", id: "send" }, "Say it");
  const answer = element("div", { class: "stack", id: "answer" });
  const form = element(
    "form",
    { class: "stack", id: "say" },
    element("label", { for: "text", class: "drill-label" }, `Your one turn to ${name}, ${byChannel(one.channel)}`),
    text,
    problem,
    element("div", { class: "row drill-send" }, send, clock.node),
  );
  text.addEventListener("input", () => keep.setDraft({ text: text.value, to: "", channel: "", intends: [] }));
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  let own = crypto.randomUUID();
  let sent = "";
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    problem.textContent = "";
    if (text.value.trim() === "") {
      problem.textContent = "Write your turn first.";
      text.focus();
      return;
    }
    // The same words under the same id happen once, however often they are sent.
    if (sent !== "" && sent !== text.value) own = crypto.randomUUID();
    sent = text.value;
    /** @type {DrillTurn} */
    const turn = { id: drillID(drill.seed, own), method: drill.method.method, seed: drill.seed, exercise: one.key, text: sent, zone };
    busy = true;
    send.setAttribute("aria-disabled", "true");
    try {
      /** @type {DrillResult} */
      const result = await post("/api/drill", turn);
      keep.setDraft({ text: "", to: "", channel: "", intends: [] });
      clock.stop();
      form.hidden = true;
      judged(result);
    } catch (error) {
      problem.textContent = sentence(error) + (error instanceof ApiError && error.code === "" ? " Your words are kept on this device." : "");
    }
    busy = false;
    send.removeAttribute("aria-disabled");
  });

  /** @param {DrillResult} result */
  function judged(result) {
    streak(result.streak);
    const last = result.round.done >= result.round.of;
    const next = element("button", { type: "button", class: "primary", id: "next", onclick: () => load(last ? "over-title" : "way") }, last ? "See the round" : "The next one");
    const again = element("button", { type: "button", id: "again", onclick: () => {
      refill(answer);
      form.hidden = false;
      text.value = sent;
      own = crypto.randomUUID();
      sent = "";
      clock.start();
      text.focus();
    } }, "Try this one again");
    refill(answer, resultSheet(drill, one, sent, result, [next, again]));
    document.getElementById("result-title")?.focus();
    tell(`${result.asks} ${result.says}`);
  }

  refill(content, progress(drill), way(drill, one), situation(one), form, answer, choices(drill));
  clock.start();
}

/** @param {Drill} drill */
function progress({ number, round }) {
  return element("p", { class: "meta drill-progress", id: "progress" }, `${number} of ${round.of} in this round`);
}

/**
 * @param {Drill} drill
 * @param {DrillExercise} one
 */
function way({ method, why }, { note }) {
  return element(
    "section",
    { class: "drill-way", "aria-labelledby": "way" },
    element("p", { class: "soft" }, "This time by"),
    element("h2", { id: "way", tabindex: "-1" }, method.name),
    element("p", { id: "way-hint" }, method.hint),
    why !== "" && element("p", { class: "soft" }, why),
    note !== "" && element("p", { class: "soft" }, note),
  );
}

/** @param {DrillExercise} one */
function situation(one) {
  return element(
    "section",
    { class: "sheet", "aria-labelledby": "who-title" },
    element("h2", { id: "who-title", class: "drill-who" }, one.person.name),
    element("p", { class: "soft" }, who(one.person)),
    element("p", {}, one.you),
    element("p", {}, element("span", { class: "soft" }, "You need: "), one.need),
    one.settled && element("p", { class: "soft" }, "What stood in the way before is settled. This is left."),
    one.others.length > 0 && element("p", {}, element("span", { class: "soft" }, "Also in it: "), one.others.map((other) => `${other.name}, ${other.role}`).join("; "), "."),
    element("blockquote", { class: "drill-no", dir: "auto" }, one.no),
  );
}

/** @param {DrillPerson} person */
function who(person) {
  return [person.role, person.side === "own" ? "your side" : "the client's side"].filter((part) => part !== "").join(" · ");
}

/** @param {Drill} drill */
function choices(drill) {
  return element(
    "details",
    { class: "drill-ways" },
    element("summary", {}, "Another way"),
    element("ul", {}, ...drill.methods.map((one) => element("li", {}, element("a", { href: `?method=${encodeURIComponent(one.method)}`, "aria-current": one.method === drill.method.method ? "true" : null }, one.name)))),
  );
}

/** @param {Drill} drill */
function over(drill) {
  refill(
    content,
    element(
      "section",
      { class: "sheet", "aria-labelledby": "over-title" },
      element("h2", { id: "over-title", tabindex: "-1" }, `A round of ${drill.round.of} is done`),
      element("p", {}, element("span", { class: "soft" }, "By: "), drill.method.name),
      element("p", {}, drill.round.says),
      element(
        "div",
        { class: "row" },
        element("a", { class: "button primary", id: "round", href: "/drill" }, "Another round"),
        element("a", { class: "button", href: `?method=${encodeURIComponent(drill.method.method)}` }, "The same way again"),
        element("a", { class: "button", href: "/" }, "Go to the shelf"),
      ),
    ),
    choices(drill),
  );
}
