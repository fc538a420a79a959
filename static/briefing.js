// The briefing: what it is about, who is in it, how it is scored, and the start.

import { get, post } from "./api.js";
import { longDay, plural } from "./dates.js";
import { element, find, levelDots, refill } from "./dom.js";
import { pathPart, sentence, setTitle, show } from "./page.js";
import { CHANNELS, firstName, list } from "./words.js";

/** @import {Briefing, Person} from "./wire.js" */

const content = find("content", HTMLDivElement);
const title = find("title", HTMLHeadingElement);
const name = pathPart(1);

show(content, () => /** @type {Promise<Briefing>} */ (get(`/api/scenarios/${name}`)), draw);

/** @param {Briefing} briefing */
function draw(briefing) {
  setTitle(briefing.title);
  title.textContent = briefing.title;
  refill(find("meta", HTMLParagraphElement), levelDots(briefing.level), element("span", {}, `about ${plural(briefing.minutes, "minute")}`));
  refill(
    content,
    situation(briefing),
    people(briefing),
    briefing.calendar.length > 0 && calendar(briefing),
    scoring(briefing),
    startForm(briefing),
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

/** @param {Briefing} briefing */
function startForm(briefing) {
  const usual = element("input", { id: "usual", type: "text", maxlength: "500", autocomplete: "off", dir: "auto", placeholder: "I would…" });
  const asks = element("input", { id: "asks", type: "number", min: "1", max: "60", inputmode: "numeric", autocomplete: "off" });
  const palette = element("input", { id: "with-palette", type: "checkbox", role: "switch", checked: true, "aria-describedby": "palette-says" });
  const start = element("button", { class: "primary big", id: "start" }, "Start");
  const problem = element("p", { class: "problem", role: "alert" });
  const form = element(
    "form",
    { class: "start", novalidate: true },
    element("div", { class: "field" }, element("label", { for: "usual" }, "How would you normally ask here?"), usual),
    element("div", { class: "field" }, element("label", { for: "asks" }, "How many times are you prepared to ask?"), asks),
    element("p", { class: "soft" }, "Both are optional. You meet them again afterwards."),
    element(
      "div",
      { class: "switch" },
      palette,
      element(
        "div",
        {},
        element("label", { for: "with-palette" }, "Offer me ways of asking"),
        element("p", { class: "soft", id: "palette-says" }, "After the second no you may name the way you will ask this time, before you write."),
      ),
    ),
    problem,
    element("div", { class: "row" }, start),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (start.getAttribute("aria-disabled") === "true") return;
    problem.textContent = "";
    const count = asks.value === "" ? 0 : Number(asks.value);
    if (asks.validity.badInput || !Number.isInteger(count) || (asks.value !== "" && (count < 1 || count > 60))) {
      problem.textContent = "How many times: a whole number from 1 to 60, or leave it empty.";
      asks.focus();
      return;
    }
    start.setAttribute("aria-disabled", "true");
    start.textContent = "Starting…";
    try {
      /** @type {{id: string}} */
      const attempt = await post("/api/attempts", {
        scenario: briefing.name,
        palette: palette.checked,
        before: { usual: usual.value.trim(), asks: count },
      });
      window.location.assign(`/attempt/${encodeURIComponent(attempt.id)}`);
    } catch (error) {
      problem.textContent = sentence(error);
      start.textContent = "Start";
      start.removeAttribute("aria-disabled");
    }
  });
  return section("begin", "Before you start", form);
}

/**
 * @param {string} id
 * @param {string} heading
 * @param {...import("./dom.js").Child} children
 */
function section(id, heading, ...children) {
  return element("section", { class: "stack", "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, heading), ...children);
}
