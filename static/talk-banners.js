// What is said beside the talk: the connection, a lesser thing on offer, the end.

import { element, find, refill } from "./dom.js";
import { free } from "./state.js";
import { ENDINGS } from "./words.js";

/** @import {Status} from "./socket.js" */
/** @import {Room} from "./talk.js" */

/** @param {Status} status */
export function renderConnection(status) {
  const bar = find("connection", HTMLDivElement);
  if (bar.dataset.status === status) return;
  bar.dataset.status = status;
  switch (status) {
    case "lost":
      refill(bar, "Connection lost. Your words are safe; trying again…");
      return;
    case "refused":
      refill(bar, "This page and the server do not understand each other any more. ",
        element("button", { type: "button", class: "small", onclick: () => window.location.reload() }, "Reload the page"));
      return;
    case "gone":
      refill(bar, "This attempt is not here any more. ", element("a", { href: "/" }, "Go to the shelf"));
      return;
    default:
      refill(bar);
  }
}

/**
 * @param {Room} room
 * @param {() => void} take
 */
export function renderOffer(room, take) {
  const { talk, briefing } = room;
  const box = find("offer", HTMLDivElement);
  const offered = talk.now?.offered === true && !talk.now.banked;
  const banked = talk.now?.banked === true;
  box.hidden = talk.ending !== "" || (!offered && !banked);
  if (offered) {
    refill(
      box,
      element("p", {}, element("b", {}, "On offer: "), briefing.less, ". ", element("span", { class: "soft" }, "Taking it does not end the talk.")),
      element("button", { type: "button", class: "small", "data-key": "take", "aria-disabled": String(!free(talk)), onclick: () => free(talk) && take() }, "Take it"),
    );
  } else if (banked) {
    refill(box, element("p", {}, element("b", {}, "In hand: "), briefing.less, ". ", element("span", { class: "soft" }, "You can still ask for all of it.")));
  }
}

/**
 * @param {Room} room
 * @param {boolean} live the end came just now, so the focus goes to what is next
 */
export function renderEnded(room, live) {
  const { talk, attempt } = room;
  const box = find("ended", HTMLDivElement);
  if (talk.ending === "" || !box.hidden) return;
  const ending = ENDINGS[talk.ending];
  const debrief = element("a", { class: "button primary", href: `/attempt/${encodeURIComponent(attempt.id)}/debrief` }, "See the debrief");
  refill(
    box,
    element("h2", { class: ending?.kind ?? "" }, ending?.headline ?? "The talk is over."),
    element("p", { class: "soft" }, `${ending?.says ?? ""} What you did with the nos is another matter.`),
    element("div", { class: "row" }, debrief),
  );
  box.hidden = false;
  if (live) debrief.focus({ preventScroll: true });
}
