// My teams, and a new one for who looks after the server.

import { teamPath } from "./address.js";
import { post } from "./api.js";
import { element, find, refill } from "./dom.js";
import { field, form } from "./form.js";
import { me } from "./me.js";
import { show } from "./page.js";
import { ROLES } from "./team-words.js";
import { zoneSelect } from "./zones.js";

/** @import {Me, MyTeam} from "./team-types.js" */

const content = find("content", HTMLDivElement);
show(content, me, draw);

/** @param {Me} who */
function draw(who) {
  if (who.person === null) {
    refill(content, element("p", {}, "Teams are for people with an account."), element("p", {}, element("a", { class: "button primary", href: "/sign-in?next=/teams" }, "Sign in")));
    return;
  }
  const open = who.teams.filter((one) => !one.archived);
  const past = who.teams.filter((one) => one.archived);
  refill(
    content,
    open.length > 0 ? element("ul", { class: "list" }, ...open.map(item)) : element("p", { class: "soft" }, who.person.owner ? "You are in no team yet. Make one below, then invite people." : "You are in no team yet. A trainer invites you with a link."),
    past.length > 0 && element("section", { class: "stack", "aria-labelledby": "past" }, element("h2", { id: "past" }, "Archived"), element("ul", { class: "list" }, ...past.map(item))),
    who.person.owner && element("section", { class: "stack", "aria-labelledby": "new" }, element("h2", { id: "new" }, "A new team"), newTeam()),
  );
}

/** @param {MyTeam} team */
function item(team) {
  return element(
    "li",
    {},
    element("a", { href: teamPath(team.id) }, element("strong", {}, team.name)),
    element("span", { class: "soft" }, team.display_name ? `${ROLES[team.role]}, as ${team.display_name}` : ROLES[team.role]),
  );
}

function newTeam() {
  const name = element("input", { id: "team-name", type: "text", required: true, maxlength: "60", autocomplete: "off", dir: "auto" });
  const zone = zoneSelect("team-zone", "");
  return form(
    {
      id: "new-team",
      action: "Make the team",
      busy: "Making it…",
      submit: async () => {
        /** @type {{id: string}} */
        const made = await post("/api/teams", { name: name.value, time_zone: zone.value });
        window.location.assign(teamPath(made.id));
      },
    },
    [field("Name", name), field("Time zone", zone, "Weeks, months and due days are this zone's.")],
  );
}
