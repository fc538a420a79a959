// The account: who one is, the passphrase, where one is signed in, and one's data.

import { signInPath } from "./address.js";
import { post } from "./api.js";
import { plural } from "./dates.js";
import { element, find, refill } from "./dom.js";
import { elsewhereForm } from "./elsewhere.js";
import { field, form, passphrase } from "./form.js";
import { me } from "./me.js";
import { show, tell } from "./page.js";
import { cancel, openSheet } from "./sheets.js";
import { PASSPHRASE_HINT } from "./team-words.js";

/** @import {Me} from "./team-types.js" */
/** @typedef {NonNullable<Me["person"]>} Person */

const content = find("content", HTMLDivElement);
show(content, me, (who) => (who.person === null ? guest(who) : draw(who, who.person)));

/** @param {Me} who */
function guest(who) {
  find("title", HTMLHeadingElement).textContent = who.guests_allowed ? "You practice as a guest" : "You are not signed in";
  const count = who.guest_attempts;
  refill(
    content,
    who.guests_allowed &&
      element("p", {}, count > 0 ? `This browser keeps ${plural(count, "attempt")}. With an account they become yours, on every device.` : "What you do stays in this browser. With an account it is yours, on every device."),
    element(
      "div",
      { class: "row" },
      element("a", { class: "button primary", href: signInPath("/account") }, "Sign in"),
      who.sign_up === "open" && element("a", { class: "button", href: "/sign-up" }, "Make an account"),
    ),
  );
}

/**
 * @param {Me} who
 * @param {Person} person
 */
function draw(who, person) {
  refill(
    content,
    person.owner && element("p", { class: "soft" }, "You look after this server: you make teams and hand out new passphrases."),
    section("you", "You", identity(person)),
    who.guest_attempts > 0 && section("guest", "From before you signed in", claimForm(who.guest_attempts)),
    section("secret", "Passphrase", passphraseForm()),
    who.oidc !== "" &&
      section("connect", `Sign in with ${who.oidc}`, elsewhereForm("/api/me/openid", `Connect ${who.oidc}`, () => ({}), [
        element("p", { class: "soft" }, `Once connected, you can sign in with ${who.oidc} instead of typing your passphrase. You go there now and come back here.`),
      ])),
    section("sessions", "Signed in", sessions()),
    section("data", "Your data", custody(person)),
  );
}

/**
 * @param {string} id
 * @param {string} heading
 * @param {...import("./dom.js").Child} children
 */
function section(id, heading, ...children) {
  return element("section", { class: "stack", "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, heading), ...children);
}

/** @param {string} words */
function saved(words) {
  const place = element("p", { class: "soft", role: "status" });
  return { place, say: () => (place.textContent = words) };
}

/** @param {Person} person */
function identity(person) {
  const name = element("input", { id: "name", type: "text", autocomplete: "name", required: true, maxlength: "60", dir: "auto", value: person.name });
  const email = element("input", { id: "email", type: "email", autocomplete: "email", required: true, maxlength: "254", dir: "ltr", value: person.email });
  const done = saved("Saved.");
  return form(
    {
      id: "identity",
      action: "Save",
      busy: "Saving…",
      submit: async () => {
        done.place.textContent = "";
        await post("/api/me", { name: name.value, email: email.value });
        done.say();
        const shown = document.querySelector("#who a");
        if (shown !== null) shown.textContent = name.value.trim();
      },
    },
    [field("Name", name, "In a team you may go by another one; that is set on the team's page."), field("Email", email, "To sign in with.")],
    [done.place],
  );
}

/** @param {number} count */
function claimForm(count) {
  const node = form(
    {
      id: "claim",
      action: "Bring them along",
      busy: "Bringing them…",
      submit: async () => {
        /** @type {{claimed: number}} */
        const { claimed } = await post("/api/me/claim", {});
        const words = `${plural(claimed, "attempt")} came along. ${claimed === 1 ? "It is" : "They are"} on your shelf now.`;
        refill(node, element("p", { role: "status" }, words));
      },
    },
    [element("p", {}, `As a guest in this browser you made ${plural(count, "attempt")}. Bring ${count === 1 ? "it" : "them"} along, and ${count === 1 ? "it is" : "they are"} yours on every device.`)],
  );
  return node;
}

function passphraseForm() {
  const old = passphrase("The one you have", "old-passphrase", "current-password");
  const fresh = passphrase("The new one", "new-passphrase", "new-password", PASSPHRASE_HINT);
  const done = saved("Saved. Every other browser is signed out.");
  return form(
    {
      id: "change",
      action: "Change it",
      busy: "Changing…",
      submit: async () => {
        done.place.textContent = "";
        await post("/api/me/passphrase", { old: old.input.value, new: fresh.input.value });
        old.input.value = fresh.input.value = "";
        done.say();
      },
    },
    [old.node, fresh.node],
    [done.place],
  );
}

function sessions() {
  const leave = (/** @type {string} */ id, /** @type {string} */ path, /** @type {string} */ words) =>
    form({ id, action: words, busy: "Signing out…", class: "", look: "", submit: async () => {
      await post(path, {});
      window.location.assign("/sign-in");
    } }, []);
  return element(
    "div",
    { class: "stack" },
    element("p", { class: "soft" }, "Lost a laptop, or used somebody else's? Sign out everywhere ends every session of yours, this one too."),
    element("div", { class: "row" }, leave("sign-out", "/api/sign-out", "Sign out"), leave("sign-out-everywhere", "/api/sign-out-everywhere", "Sign out everywhere")),
  );
}

/** @param {Person} person */
function custody(person) {
  return element(
    "div",
    { class: "stack" },
    element("p", { class: "soft" }, "Everything that is kept about you, as one file: account, teams, attempts with every word, comments."),
    element("p", {}, element("a", { class: "button", href: "/api/me/export", download: "askagain-my-data.json" }, "Download my data")),
    element("p", { class: "soft" }, "Deleting the account takes all of that away for good. Boards stand afterwards as if you had never played."),
    element("p", {}, element("button", { type: "button", class: "danger", "aria-haspopup": "dialog", onclick: () => askDelete(person) }, "Delete my account")),
  );
}

/** @param {Person} person */
function askDelete(person) {
  const email = element("input", { id: "delete-email", type: "email", autocomplete: "off", required: true, dir: "ltr" });
  const node = form(
    {
      id: "delete",
      action: "Delete for good",
      busy: "Deleting…",
      class: "stack",
      look: "danger",
      submit: async () => {
        await post("/api/me/delete", { email: email.value });
        tell("Your account is deleted.");
        window.location.assign("/");
      },
    },
    [element("p", {}, "Your account, your attempts with every word, your comments and your places on boards are deleted. This cannot be undone."), field(`Type ${person.email} to go on`, email)],
    [cancel("Keep my account")],
  );
  openSheet("delete-sheet", "Delete your account?", node);
}
