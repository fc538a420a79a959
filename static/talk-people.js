// The people, and what has been tried with the one who is spoken to.

import { plural } from "./dates.js";
import { element, refill } from "./dom.js";
import { cameOf } from "./state.js";
import { METHODS, PERSON_STATES, firstName, list } from "./words.js";

/** @import {Person} from "./wire.js" */
/** @import {Room} from "./talk.js" */

/**
 * @param {HTMLElement} container
 * @param {Room} room
 * @param {(person: string) => void} choose
 */
export function renderPeople(container, room, choose) {
  refill(
    container,
    element("ul", { class: "people" }, ...room.briefing.people.map((person) => element("li", {}, card(person, room, choose)))),
  );
}

/**
 * @param {Person} person
 * @param {Room} room
 * @param {(person: string) => void} choose
 */
function card(person, room, choose) {
  const state = room.talk.now?.people.find((one) => one.id === person.id)?.state ?? "not_met";
  const moved = person.moves.map((id) => firstName(room.briefing.people.find((one) => one.id === id)?.name ?? id));
  return element(
    "button",
    {
      type: "button", "data-key": person.id, "aria-pressed": String(room.draft.to === person.id),
      onclick: () => choose(person.id),
    },
    element(
      "span",
      {},
      element("b", {}, person.name),
      element("small", {}, person.role),
      moved.length > 0 && state !== "agreed" && element("small", {}, `a yes here moves ${list(moved)}`),
    ),
    element("span", { class: `state ${state}` }, PERSON_STATES[state] ?? ""),
  );
}

/**
 * @param {HTMLElement} container
 * @param {Room} room
 */
export function renderTried(container, room) {
  const { talk, draft, briefing } = room;
  const person = briefing.people.find((one) => one.id === draft.to);
  const asks = talk.now?.people.find((one) => one.id === draft.to)?.asks ?? 0;
  const turns = talk.entries.filter((entry) => entry.said?.kind === "say" && entry.said.to === draft.to);
  if (!person || turns.length === 0) {
    refill(container);
    return;
  }
  const channels = new Set(turns.map((entry) => entry.said?.channel)).size;
  const came = [...cameOf(talk, draft.to)].filter(([method]) => method !== "direct");
  refill(
    container,
    element("h3", {}, `Tried with ${firstName(person.name)}`),
    element("p", { class: "soft" }, `${[plural(asks, "ask"), came.length > 0 ? plural(came.length, "way") : "", plural(channels, "channel")].filter(Boolean).join(", ")}.`),
    came.length > 0 &&
      element(
        "ul",
        { class: "tried-list" },
        ...came.map(([method, what]) => element("li", {}, METHODS[method]?.name ?? method, what !== "tried" && element("small", {}, ` · ${what}`))),
      ),
  );
}
