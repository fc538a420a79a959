// A live room: the trainer's view for the projector, and everybody's own device.

import { teamPath } from "./address.js";
import { get } from "./api.js";
import { element, find, refill } from "./dom.js";
import { Live, connectionLine } from "./live.js";
import { me, membership } from "./me.js";
import { pathPart, setTitle, show, tell } from "./page.js";
import { DeviceView } from "./room-device.js";
import { LeadView } from "./room-lead.js";
import { changedWords } from "./room-words.js";

/** @import {Me, RoomView} from "./team-types.js" */

const id = pathPart(1);
const path = `/api/rooms/${encodeURIComponent(id)}`;
const content = find("content", HTMLDivElement);

/** @returns {Promise<RoomView>} */
const load = () => get(path);

show(content, async () => ({ view: await load(), who: await me() }), ({ view, who }) => new Room(view, who));

class Room {
  #asked = 0;

  /**
   * @param {RoomView} view
   * @param {Me} who
   */
  constructor(view, who) {
    this.view = view;
    setTitle("Live room");
    const title = find("title", HTMLHeadingElement);
    title.textContent = view.room.outcome;
    const team = membership(who, view.room.team);
    if (team) refill(find("eyebrow", HTMLParagraphElement), "Live room · ", element("a", { href: teamPath(team.id) }, team.name), ". What you need:");
    const parts = { path, again: () => this.again() };
    this.shown = view.trainer ? new LeadView(parts) : new DeviceView(parts);
    const line = connectionLine();
    refill(content, line.node, noSheet(view), this.shown.node);
    this.shown.draw(view);
    new Live(`/api/teams/${encodeURIComponent(view.room.team)}/live`, (kinds) => {
      if (kinds.has("room") || kinds.has("gap")) void this.again();
    }, line.status).whileSeen();
  }

  /** Fetches and draws anew; of several that overlap the latest counts. */
  async again() {
    const turn = ++this.#asked;
    const fresh = await load().catch(() => null); // what is shown stays until the room can be asked again
    if (fresh === null || turn !== this.#asked) return;
    const before = this.view;
    this.view = fresh;
    const focused = document.activeElement !== document.body;
    this.shown.draw(fresh);
    tell(changedWords(before, fresh));
    // What was focused may be gone with the state; the keyboard then starts at the top of the room.
    if (focused && document.activeElement === document.body) find("title", HTMLHeadingElement).focus({ preventScroll: true });
  }
}

/** @param {RoomView} view */
function noSheet({ room }) {
  return element(
    "figure",
    { class: "the-no" },
    element("figcaption", {}, `${room.who} says no:`),
    element("blockquote", { dir: "auto" }, `“${room.no}”`),
  );
}
