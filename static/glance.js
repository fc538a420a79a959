// The team at a glance: this week, what needs a look, who asks how, and the weeks.

import { debriefPath, personPath, teamPath } from "./address.js";
import { get } from "./api.js";
import { element, find, hidden, refill } from "./dom.js";
import { agoWords } from "./due.js";
import { chart } from "./glance-chart.js";
import { ALL_METHODS, cells, trendWords, usageWords, weekWords } from "./heat.js";
import { Live } from "./live.js";
import { me, membership } from "./me.js";
import { pathPart, setTitle, show } from "./page.js";
import { score } from "./progress.js";
import { METHODS } from "./words.js";

/** @import {Glance, GlancePerson} from "./team-types.js" */

const team = pathPart(1);
const base = `/api/teams/${encodeURIComponent(team)}`;
const content = find("content", HTMLDivElement);
const LOOK = /** @type {Record<Glance["look"][number]["kind"], string>} */ ({ contested: "contested", unsure: "unsure", stopped: "stopped" });

/** @returns {Promise<Glance>} */
const load = () => get(`${base}/glance`);

show(content, async () => ({ glance: await load(), mine: membership(await me(), team) }), ({ glance, mine }) => {
  const name = mine?.name ?? "The team";
  const zone = mine?.time_zone ?? "";
  setTitle(`${name} at a glance`);
  find("title", HTMLHeadingElement).textContent = name;
  refill(find("eyebrow", HTMLParagraphElement), element("a", { href: teamPath(team) }, "Team"), " · at a glance");
  draw(glance, zone);
  new Live(`${base}/live`, async (kinds) => {
    if (![...kinds].some((kind) => kind === "attempt" || kind === "assignment" || kind === "gap")) return;
    const fresh = await load().catch(() => null); // what is shown stays until it can be asked for again
    if (fresh !== null) draw(fresh, zone);
  }).whileSeen();
});

/**
 * @param {Glance} glance
 * @param {string} zone
 */
function draw(glance, zone) {
  refill(content, week(glance), lookSection(glance), peopleSection(glance.people, zone), weeksSection(glance, zone));
}

/** @param {Glance} glance */
function week({ week: one, model }) {
  return element("section", { class: "stack", "aria-labelledby": "week-title" }, element("h2", { id: "week-title" }, "This week"), element("p", { class: "lead" }, weekWords(one)), model && element("p", { class: "soft" }, usageWords(model)));
}

/** @param {Glance} glance */
function lookSection({ look }) {
  return element(
    "section",
    { class: "stack", "aria-labelledby": "look-title" },
    element("h2", { id: "look-title" }, "What needs a look"),
    look.length === 0
      ? element("p", { class: "soft" }, "Nothing right now. Contested and unsure readings, and people who stopped, show here.")
      : element(
          "ul",
          { class: "list" },
          ...look.map((one, i) =>
            element(
              "li",
              {},
              element("span", {}, element("a", { href: one.attempt ? debriefPath(one.attempt, one.turn) : personPath(team, one.person), "data-key": `look-${i}` }, one.name), ": ", one.why),
              element("span", { class: `tag ${one.kind === "contested" ? "give" : ""}` }, LOOK[one.kind] ?? one.kind),
            ),
          ),
        ),
  );
}

/**
 * Who asks how: one table, numbers first, shades to see them by.
 * @param {GlancePerson[]} people
 * @param {string} zone
 */
function peopleSection(people, zone) {
  if (people.length === 0) return element("section", { class: "stack" }, element("h2", {}, "Who asks how"), element("p", { class: "soft" }, "Nobody has practiced with the team yet."));
  return element(
    "section",
    { class: "stack", "aria-labelledby": "heat-title" },
    element("h2", { id: "heat-title" }, "Who asks how"),
    element("p", { class: "soft" }, "How often each way counted, in the attempts made with the team. The stronger a field's color, the more somebody leans on that way; a dash in a frame is a way they avoid."),
    element(
      "div",
      { class: "scroll sheet", tabindex: "0", role: "region", "aria-label": "Table of who asks how" },
      element(
        "table",
        { class: "heat" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            ...["Who", "Attempts", "Average", "Last"].map((words, i) => element("th", { scope: "col", class: i === 1 || i === 2 ? "number" : null }, words)),
            ...ALL_METHODS.map((method) => element("th", { scope: "col", class: "way" }, element("span", {}, METHODS[method].name))),
          ),
        ),
        element("tbody", {}, ...people.map((person) => row(person, zone))),
      ),
    ),
  );
}

/**
 * @param {GlancePerson} person
 * @param {string} zone
 */
function row(person, zone) {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, element("a", { href: personPath(team, person.person), "data-key": `person-${person.person}` }, person.name)),
    element("td", { class: "number" }, String(person.attempts)),
    element("td", { class: "number" }, person.average === null ? "–" : score(person.average)),
    element("td", {}, agoWords(person.last_at, new Date(), zone) || "never"),
    ...cells(person.methods, person.avoids).map((cell) =>
      element("td", { class: `number cell shade-${cell.shade}${cell.avoided ? " avoided" : ""}` }, cell.avoided && cell.count === 0 ? "–" : String(cell.count), cell.avoided && hidden(" avoided")),
    ),
  );
}

/**
 * @param {Glance} glance
 * @param {string} zone
 */
function weeksSection({ weeks }, zone) {
  const day = (/** @type {string} */ from) => new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: from.length === 10 ? "UTC" : zone || undefined }).format(new Date(from));
  const heading = element("h2", { id: "weeks-title" }, "Twelve weeks");
  if (weeks.every((one) => one.average === null)) return element("section", { class: "stack", "aria-labelledby": "weeks-title" }, heading, element("p", { class: "soft" }, trendWords(weeks)));
  const points = weeks.map((one) => ({ label: day(one.from), value: one.average }));
  return element(
    "section",
    { class: "stack", "aria-labelledby": "weeks-title" },
    heading,
    element(
      "figure",
      { class: "sheet" },
      element("figcaption", {}, "The average score of each week, of 100."),
      chart(points, trendWords(weeks)),
      element(
        "details",
        {},
        element("summary", {}, "As a table"),
        element(
          "table",
          {},
          element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Week from"), element("th", { scope: "col", class: "number" }, "Attempts"), element("th", { scope: "col", class: "number" }, "Average"))),
          element("tbody", {}, ...weeks.map((one) => element("tr", {}, element("th", { scope: "row" }, day(one.from)), element("td", { class: "number" }, String(one.attempts)), element("td", { class: "number" }, one.average === null ? "–" : score(one.average))))),
        ),
      ),
    ),
  );
}
