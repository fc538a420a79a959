// What one sets for oneself in a team, and what its owner sets for everybody.

import { post } from "./api.js";
import { element } from "./dom.js";
import { field, form, toggle, whole } from "./form.js";
import { tell } from "./page.js";
import { cancel, openSheet } from "./sheets.js";
import { zoneSelect } from "./zones.js";

/** @import {TeamPage} from "./team-page.js" */

/** @param {TeamPage} page */
export function youSection(page) {
  const { me, team } = page.answer;
  const path = `/api/teams/${encodeURIComponent(page.id)}`;
  const name = element("input", { id: "my-name", type: "text", required: true, maxlength: "60", autocomplete: "nickname", dir: "auto", value: me.name });
  const hide = toggle("my-hidden", "Leave me out of the boards", "Others do not see you there. You still see your own place.", me.hidden === true);
  return element(
    "details",
    { class: "sheet" },
    element("summary", {}, "You in this team"),
    form(
      {
        id: "my",
        action: "Save",
        busy: "Saving…",
        class: "stack",
        submit: async () => {
          await post(`${path}/me`, { name: name.value, hidden: hide.input.checked });
          await page.reload("team");
          tell("Saved.");
        },
      },
      [field("Your name here", name, "What this team sees."), hide.node],
      [element("button", { type: "button", class: "plain", "aria-haspopup": "dialog", onclick: () => askLeave(path, team.name) }, "Leave the team")],
    ),
  );
}

/**
 * @param {string} path
 * @param {string} team
 */
function askLeave(path, team) {
  openSheet(
    "leave-sheet",
    `Leave ${team}?`,
    form(
      {
        id: "leave",
        action: "Leave",
        busy: "Leaving…",
        class: "stack",
        look: "danger",
        submit: async () => {
          await post(`${path}/leave`, {});
          window.location.assign("/teams");
        },
      },
      [element("p", {}, "Your places on this team's boards go, and its trainers no longer read your attempts. The attempts stay yours.")],
      [cancel("Stay")],
    ),
  );
}

/** @param {TeamPage} page */
export function settingsSection(page) {
  const { team } = page.answer;
  const path = `/api/teams/${encodeURIComponent(page.id)}`;
  const name = element("input", { id: "team-name", type: "text", required: true, maxlength: "60", autocomplete: "off", dir: "auto", value: team.name });
  const zone = zoneSelect("team-zone", team.time_zone);
  const season = element("input", { id: "team-season", type: "date", value: team.season });
  const keep = element("input", { id: "team-keep", type: "number", min: "0", max: "3650", inputmode: "numeric", value: team.keep_words });
  const model = toggle("team-model", "A language model may be used", "Where this server has one, what reps write in the team's attempts is sent to it. Off, nothing is: the script speaks, also in attempts under way.", team.model_off !== true);
  const archived = team.archived_at !== null;
  return element(
    "details",
    { class: "sheet" },
    element("summary", {}, "Settings of the team"),
    form(
      {
        id: "settings",
        action: "Save",
        busy: "Saving…",
        class: "stack",
        submit: async () => {
          await post(path, { name: name.value, time_zone: zone.value, season: season.value, keep_words: whole(keep, 0, 3650), model_off: !model.input.checked });
          await page.reload("team");
          tell("Saved.");
        },
      },
      [
        field("Name", name),
        field("Time zone", zone, "Weeks, months and due days are this zone's."),
        field("First day of the season", season, "Boards can look at the season alone. Leave it empty for none."),
        field("Days that words are kept", keep, "So many days after an attempt's end its words are deleted; the score stays. 0: for good."),
        model.node,
      ],
    ),
    form(
      {
        id: "archive",
        action: archived ? "Take it out of the archive" : "Archive the team",
        busy: "Saving…",
        class: "stack",
        look: "",
        submit: async () => {
          await post(`${path}/archive`, { archived: !archived });
          window.location.reload();
        },
      },
      [element("p", { class: "soft" }, archived ? "The team is archived: it can be looked at, and nothing new begins." : "An archived team can be looked at, and nothing new begins in it.")],
    ),
  );
}
