// Links that let people join: made here, shown once, and taken back.

import { post, remove } from "./api.js";
import { linkBox } from "./copy.js";
import { plural } from "./dates.js";
import { element, hidden, refill } from "./dom.js";
import { dayWords } from "./due.js";
import { field, form, whole } from "./form.js";
import { sentence, tell } from "./page.js";
import { cancel, openSheet } from "./sheets.js";
import { ROLES } from "./team-words.js";

/** @import {Invitation} from "./team-types.js" */
/** @import {TeamPage} from "./team-page.js" */

/** @param {TeamPage} page */
export function invitationsSection(page) {
  const now = new Date();
  const working = page.invitations.filter((one) => one.revoked_at === null && one.uses < one.max_uses && new Date(one.expires_at) > now);
  return element(
    "section",
    { class: "stack", "aria-labelledby": "invitations-title" },
    element(
      "div",
      { class: "heading" },
      element("h2", { id: "invitations-title" }, "Invitations"),
      page.answer.team.archived_at === null && element("button", { type: "button", "data-key": "invite", "aria-haspopup": "dialog", onclick: () => openInvitationSheet(page) }, "Invite people"),
    ),
    working.length === 0 ? element("p", { class: "soft" }, "No link works right now.") : element("ul", { class: "list" }, ...working.map((one) => item(page, one, now))),
  );
}

/**
 * @param {TeamPage} page
 * @param {Invitation} one
 * @param {Date} now
 */
function item(page, one, now) {
  const until = dayWords(new Date(one.expires_at), now, page.answer.team.time_zone);
  const revoke = element("button", { type: "button", class: "small", "data-key": `revoke-${one.id}` }, "Take back", hidden(` the link for a ${one.role} until ${until}`));
  revoke.addEventListener("click", async () => {
    try {
      await remove(`/api/teams/${encodeURIComponent(page.id)}/invitations/${encodeURIComponent(one.id)}`);
      await page.reload("invitations");
      tell("The link no longer works.");
    } catch (error) {
      tell(sentence(error));
    }
  });
  return element("li", {}, element("span", {}, ROLES[one.role], " ", element("small", {}, `${one.uses} of ${one.max_uses} used, until ${until}`)), revoke);
}

/** @param {TeamPage} page */
function openInvitationSheet(page) {
  const role = element("select", { id: "invite-role" }, element("option", { value: "rep" }, "Reps"), element("option", { value: "trainer" }, "Trainers"));
  const uses = element("input", { id: "invite-uses", type: "number", min: "1", max: "500", inputmode: "numeric", value: "1" });
  const days = element("input", { id: "invite-days", type: "number", min: "1", max: "90", inputmode: "numeric", value: "7" });
  const place = element("div", { class: "stack" });
  const node = form(
    {
      id: "invite",
      action: "Make the link",
      busy: "Making it…",
      class: "stack",
      submit: async () => {
        const people = whole(uses, 1, 500);
        /** @type {{link: string}} */
        const made = await post(`/api/teams/${encodeURIComponent(page.id)}/invitations`, { role: role.value, max_uses: people, days: whole(days, 1, 90) });
        const box = linkBox("invite-link", "The link", made.link, `For ${plural(people, "person", "people")}. It is shown this once: copy it now and send it.`);
        refill(place, box, element("div", { class: "row" }, cancel("Done")));
        place.querySelector("[data-close]")?.addEventListener("click", () => sheet.close());
        box.querySelector("button")?.focus();
        await page.reload("invitations");
      },
    },
    [page.owns && field("For", role), element("div", { class: "pair" }, field("How many people", uses), field("Days it works", days))],
    [cancel()],
  );
  place.append(node);
  const sheet = openSheet("invite-sheet", "Invite people", place);
}
