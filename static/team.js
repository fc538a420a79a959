// A team: what is given to whom, boards, people, and what one's role lets one set.

import { glancePath, roomPath } from "./address.js";
import { get } from "./api.js";
import { element, find, refill } from "./dom.js";
import { Live, connectionLine } from "./live.js";
import { me, membership } from "./me.js";
import { pathPart, setTitle, show } from "./page.js";
import { assignmentsSection } from "./team-assignments.js";
import { boardsSection } from "./team-boards.js";
import { invitationsSection } from "./team-invitations.js";
import { peopleSection } from "./team-people.js";
import { openRoomSheet } from "./team-room.js";
import { settingsSection, youSection } from "./team-settings.js";
import { ROLES, may } from "./team-words.js";

/** @import {Shelf} from "./wire.js" */
/** @import {TeamAnswer} from "./team-types.js" */
/** @import {Part, TeamPage} from "./team-page.js" */

const id = pathPart(1);
const base = `/api/teams/${encodeURIComponent(id)}`;
const content = find("content", HTMLDivElement);
const places = /** @type {Record<"rooms" | "assignments" | "boards" | "people" | "invitations" | "you" | "settings", HTMLDivElement>} */ (
  Object.fromEntries(["rooms", "assignments", "boards", "people", "invitations", "you", "settings"].map((name) => [name, element("div", {})]))
);
const line = connectionLine();
show(content, load, (page) => {
  layOut(page);
  for (const part of /** @type {Part[]} */ (["team", "assignments", "boards", "rooms", "invitations"])) draw(page, part);
  new Live(`${base}/live`, (kinds) => {
    if (kinds.has("gap") || kinds.has("assignment") || kinds.has("attempt")) void page.reload("assignments");
    if (kinds.has("gap") || kinds.has("room")) void page.reload("rooms");
    if (kinds.has("gap")) void page.reload("boards");
  }, line.status).whileSeen();
});

/** @returns {Promise<TeamPage>} */
async function load() {
  const [who, answer] = await Promise.all([me(), /** @type {Promise<TeamAnswer>} */ (get(base))]);
  const trains = may(answer.me.role, "trainer");
  const [assignments, boards, rooms, invitations, scenarios] = await Promise.all([fetched("assignments"), fetched("boards"), fetched("rooms"), trains ? fetched("invitations") : [], trains ? shelf() : []]);
  /** @type {TeamPage} */
  const page = {
    id, who, answer, trains, owns: answer.me.role === "owner",
    assignments, boards, rooms, invitations, scenarios,
    reload: async (part) => {
      try {
        if (part === "team") page.answer = await get(base);
        else Object.assign(page, { [part]: await fetched(part) });
      } catch {
        return; // what is shown stays; the next change asks again
      }
      draw(page, part);
    },
  };
  return page;
}

/** @param {Exclude<Part, "team">} part */
async function fetched(part) {
  /** @type {Record<string, any>} */
  const answer = await get(`${base}/${part}`);
  return answer[part] ?? [];
}

async function shelf() {
  /** @type {Shelf} */
  const answer = await get("/api/shelf");
  return answer.scenarios.map(({ name, title }) => ({ name, title }));
}

/** @param {TeamPage} page */
function layOut(page) {
  refill(
    content,
    line.node,
    places.rooms,
    element("div", { class: "two-columns" }, element("div", {}, places.assignments, places.boards), element("div", {}, places.people, places.invitations, places.you, places.settings)),
  );
  const { team, me: mine } = page.answer;
  find("eyebrow", HTMLParagraphElement).textContent = `Team · ${ROLES[mine.role]}`;
  if (membership(page.who, id)?.archived || team.archived_at !== null) find("eyebrow", HTMLParagraphElement).textContent += " · archived";
}

/**
 * @param {TeamPage} page
 * @param {Part} part
 */
function draw(page, part) {
  switch (part) {
    case "team":
      setTitle(page.answer.team.name);
      find("title", HTMLHeadingElement).textContent = page.answer.team.name;
      refill(places.people, peopleSection(page));
      refill(places.you, youSection(page));
      refill(places.settings, page.owns && settingsSection(page));
      return;
    case "assignments":
      keepingOpen(places.assignments, () => refill(places.assignments, assignmentsSection(page)));
      return;
    case "boards":
      refill(places.boards, boardsSection(page));
      return;
    case "invitations":
      refill(places.invitations, page.trains && invitationsSection(page));
      return;
    case "rooms":
      refill(places.rooms, roomsSection(page));
  }
}

/**
 * Draws anew without closing what somebody has opened.
 * @param {HTMLElement} place
 * @param {() => void} drawAgain
 */
function keepingOpen(place, drawAgain) {
  const open = new Set(Array.from(place.querySelectorAll("details[open]"), (one) => one.id));
  drawAgain();
  for (const one of place.querySelectorAll("details")) one.open = open.has(one.id);
}

/** @param {TeamPage} page */
function roomsSection(page) {
  const open = page.rooms.filter((room) => room.state !== "closed");
  const ways = page.trains && page.answer.team.archived_at === null &&
    element(
      "div",
      { class: "row" },
      element("a", { class: "button primary", href: glancePath(id) }, "The team at a glance"),
      element("button", { type: "button", "aria-haspopup": "dialog", onclick: () => openRoomSheet(page.id) }, "Open a live room"),
    );
  if (!ways && open.length === 0) return null;
  return element(
    "div",
    { class: "stack rooms" },
    ways,
    open.length > 0 &&
      element(
        "section",
        { class: "stack", "aria-labelledby": "rooms-title" },
        element("h2", { id: "rooms-title" }, open.length === 1 ? "A live room is open" : "Live rooms are open"),
        element(
          "ul",
          { class: "list" },
          ...open.map((room) => element("li", {}, element("a", { href: roomPath(room.id) }, element("q", { dir: "auto" }, room.no)), element("span", { class: "soft" }, page.trains ? "Lead it" : "Answer it"))),
        ),
      ),
  );
}
