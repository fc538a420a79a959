// A new account: alone, by an invitation, or by the owner's first link.

import { teamPath } from "./address.js";
import { ApiError, post } from "./api.js";
import { claimChoice } from "./claim.js";
import { element, find, refill } from "./dom.js";
import { elsewhereForm } from "./elsewhere.js";
import { field, form, passphrase } from "./form.js";
import { me } from "./me.js";
import { show } from "./page.js";
import { PASSPHRASE_HINT, ROLE_SENTENCES } from "./team-words.js";
import { forgetToken, token } from "./token.js";

/** @import {Me, Role} from "./team-types.js" */
/** @typedef {{kind: "none" | "spent" | "owner"} | {kind: "team", team: string, role: Role}} Link */

const content = find("content", HTMLDivElement);
const key = token("invitation") || token("owner");
show(content, async () => ({ who: await me(), link: await look() }), ({ who, link }) => draw(who, link));

/**
 * What the link is for. A link that is used up or too old is told, not hidden.
 * @returns {Promise<Link>}
 */
async function look() {
  if (key === "") return { kind: "none" };
  try {
    /** @type {{team: string, role: Role}} */
    const invitation = await post("/api/invitations/look", { token: key });
    return { kind: "team", ...invitation };
  } catch (error) {
    if (!gone(error)) throw error;
  }
  try {
    /** @type {{kind: string}} */
    const grant = await post("/api/grants/look", { token: key });
    if (grant.kind === "owner") return { kind: "owner" };
  } catch (error) {
    if (!gone(error)) throw error;
  }
  forgetToken("invitation");
  forgetToken("owner");
  return { kind: "spent" };
}

/** @param {unknown} error */
function gone(error) {
  return error instanceof ApiError && (error.code === "not_found" || error.code === "invalid");
}

/**
 * @param {Me} who
 * @param {Link} link
 */
function draw(who, link) {
  if (who.person !== null) {
    const on = link.kind === "team" ? "/join" : link.kind === "owner" ? "/owner" : "/";
    refill(content, element("p", {}, "You already have an account here: ", element("b", {}, who.person.name), "."), element("p", {}, element("a", { class: "button primary", href: on }, "Go on")));
    return;
  }
  const closed = who.sign_up === "invited" && (link.kind === "none" || link.kind === "spent");
  refill(content, about(link), closed ? invitedOnly() : accountForm(who, link), element("p", { class: "soft" }, "You have an account? ", element("a", { href: link.kind === "team" ? "/sign-in?next=/join" : link.kind === "owner" ? "/sign-in?next=/owner" : "/sign-in" }, "Sign in"), "."));
}

/** @param {Link} link */
function about(link) {
  if (link.kind === "team") return element("p", {}, "You are invited to ", element("b", {}, link.team), ` as ${link.role}. ${ROLE_SENTENCES[link.role]}`);
  if (link.kind === "owner") return element("p", {}, "This link makes you the owner of this server: you make teams, and help people who forgot their passphrase.");
  if (link.kind === "spent") return element("p", { class: "told", role: "status" }, "This invitation has been used up, has expired or was taken back. Ask your trainer for a new link.");
  return null;
}

function invitedOnly() {
  return element("p", {}, "On this server an account begins with an invitation link. Your trainer has one for you.");
}

/**
 * @param {Me} who
 * @param {Link} link
 */
function accountForm(who, link) {
  const name = element("input", { id: "name", type: "text", autocomplete: "name", required: true, maxlength: "60", dir: "auto" });
  const email = element("input", { id: "email", type: "email", autocomplete: "username", required: true, maxlength: "254", dir: "ltr" });
  const secret = passphrase("Passphrase", "passphrase", "new-password", PASSPHRASE_HINT);
  const claim = claimChoice(who.guest_attempts);
  const carried = link.kind === "team" || link.kind === "owner" ? { token: key } : {};
  const byPassphrase = form(
    {
      id: "sign-up",
      action: link.kind === "team" ? "Make the account and join" : "Make the account",
      busy: "One moment…",
      submit: async () => {
        /** @type {Me} */
        const made = await post("/api/sign-up", { name: name.value, email: email.value, passphrase: secret.input.value, claim: claim.claims(), ...carried });
        forgetToken("invitation");
        forgetToken("owner");
        window.location.assign(link.kind === "owner" ? "/teams" : made.teams.length > 0 ? teamPath(made.teams[0].id) : "/");
      },
    },
    [
      field("Your name", name, "As your team should see it."),
      field("Email", email, "To sign in. Nothing is ever sent to it, and your team does not see it."),
      secret.node,
      claim.node,
    ],
  );
  if (who.oidc === "") return byPassphrase;
  const next = link.kind === "team" || link.kind === "owner" ? "/teams" : "/";
  return element(
    "div",
    { class: "stack" },
    byPassphrase,
    element("section", { class: "stack", "aria-labelledby": "or" }, element("h2", { id: "or" }, "Or"),
      elsewhereForm("/api/sign-in/openid", `Go on with ${who.oidc}`, () => ({ next, claim: claim.claims(), ...carried }))),
  );
}
