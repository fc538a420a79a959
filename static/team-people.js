// Who is in the team, and what a trainer or owner may do for them.

import { personPath } from "./address.js";
import { post, remove } from "./api.js";
import { linkBox } from "./copy.js";
import { element, hidden, refill } from "./dom.js";
import { form } from "./form.js";
import { tell } from "./page.js";
import { cancel, openSheet } from "./sheets.js";
import { ROLES, ROLE_SENTENCES } from "./team-words.js";

/** @import {Role, TeamAnswer} from "./team-types.js" */
/** @import {TeamPage} from "./team-page.js" */
/** @typedef {TeamAnswer["members"][number]} Person */

/** @param {TeamPage} page */
export function peopleSection(page) {
  return element(
    "section",
    { class: "stack", "aria-labelledby": "people-title" },
    element("h2", { id: "people-title" }, `People (${page.answer.members.length})`),
    element("ul", { class: "list" }, ...page.answer.members.map((person) => item(page, person))),
  );
}

/**
 * @param {TeamPage} page
 * @param {Person} person
 */
function item(page, person) {
  const mine = person.person === page.answer.me.person;
  const helped = !mine && (page.owns || (page.trains && person.role === "rep"));
  return element(
    "li",
    {},
    element("span", {}, page.trains ? element("a", { href: personPath(page.id, person.person), "data-key": `person-${person.person}` }, person.name) : person.name, mine && element("small", {}, " you")),
    person.role !== undefined && person.role !== "rep" && element("span", { class: "soft" }, ROLES[person.role]),
    helped && element("button", { type: "button", class: "small", "data-key": `manage-${person.person}`, "aria-haspopup": "dialog", onclick: () => openPersonSheet(page, person) }, "Manage", hidden(` ${person.name}`)),
  );
}

/**
 * @param {TeamPage} page
 * @param {Person} person
 */
function openPersonSheet(page, person) {
  const path = `/api/teams/${encodeURIComponent(page.id)}/members/${encodeURIComponent(person.person)}`;
  const done = async (/** @type {string} */ words) => {
    sheet.close();
    await page.reload("team");
    tell(words);
  };
  const sheet = openSheet("person-sheet", person.name, page.owns && roleForm(path, person, done), resetForm(path, person), removeForm(path, person, done));
}

/**
 * @param {string} path
 * @param {Person} person
 * @param {(words: string) => Promise<void>} done
 */
function roleForm(path, person, done) {
  const roles = /** @type {Role[]} */ (["rep", "trainer", "owner"]);
  const choices = roles.map((role) => {
    const input = element("input", { type: "radio", name: "role", value: role, checked: role === person.role });
    return { input, role, label: element("label", {}, input, element("span", {}, element("b", {}, ROLES[role]), element("small", { class: "soft" }, roleSays(role)))) };
  });
  return form(
    {
      id: "role",
      action: "Save the role",
      busy: "Saving…",
      class: "stack",
      submit: async () => {
        await post(path, { role: choices.find((one) => one.input.checked)?.role ?? "rep" });
        await done("Saved.");
      },
    },
    [element("fieldset", { class: "choices" }, element("legend", {}, "Role in this team"), ...choices.map((one) => one.label))],
  );
}

/** @param {Role} role */
function roleSays(role) {
  return { rep: "Practices; trainers can read what is made for the team.", trainer: "Hands out scenarios, reads the team's attempts, comments.", owner: "A trainer who also names trainers and sets up the team." }[role] ?? ROLE_SENTENCES[role];
}

/**
 * @param {string} path
 * @param {Person} person
 */
function resetForm(path, person) {
  const node = form(
    {
      id: "hand-reset",
      action: "Make a link for a new passphrase",
      busy: "Making it…",
      class: "stack",
      look: "",
      submit: async () => {
        /** @type {{link: string}} */
        const made = await post(`${path}/reset`, {});
        const box = linkBox("reset-link", `The link for ${person.name}`, made.link, "It works once, and is shown this once. Hand it to nobody else: it opens the account.");
        refill(node, box);
        box.querySelector("button")?.focus();
      },
    },
    [element("p", { class: "soft" }, "Passphrase forgotten? A link lets them choose a new one. You do not see it.")],
  );
  return node;
}

/**
 * @param {string} path
 * @param {Person} person
 * @param {(words: string) => Promise<void>} done
 */
function removeForm(path, person, done) {
  return form(
    {
      id: "remove",
      action: "Remove from the team",
      busy: "Removing…",
      class: "stack",
      look: "danger",
      submit: async () => {
        await remove(path);
        await done(`${person.name} is no longer in the team.`);
      },
    },
    [element("p", { class: "soft" }, "Their places on this team's boards go with them. Their account and attempts stay theirs.")],
    [cancel()],
  );
}
