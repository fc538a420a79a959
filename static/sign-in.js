// Signing in, with a passphrase or at another place that knows the person.

import { ownPath } from "./address.js";
import { post } from "./api.js";
import { claimChoice } from "./claim.js";
import { element, find, refill } from "./dom.js";
import { elsewhereForm } from "./elsewhere.js";
import { problemWords } from "./elsewhere-words.js";
import { field, form, passphrase } from "./form.js";
import { me } from "./me.js";
import { show } from "./page.js";

/** @import {Me} from "./team-types.js" */

const content = find("content", HTMLDivElement);
const query = new URLSearchParams(window.location.search);
const next = ownPath(query.get("next"));
show(content, me, (who) => (who.person === null ? draw(who) : already(who, who.person.name)));

/** @param {Me} who */
function draw(who) {
  const email = element("input", { id: "email", type: "email", autocomplete: "username", required: true, maxlength: "254", dir: "ltr" });
  const secret = passphrase("Passphrase", "passphrase", "current-password");
  const claim = claimChoice(who.guest_attempts);
  const signIn = form(
    {
      id: "sign-in",
      action: "Sign in",
      busy: "Signing in…",
      submit: async () => {
        await post("/api/sign-in", { email: email.value, passphrase: secret.input.value, claim: claim.claims() });
        window.location.assign(next);
      },
    },
    [field("Email", email), secret.node, claim.node],
  );
  refill(
    content,
    problem(who),
    signIn,
    who.oidc !== "" &&
      element("section", { class: "stack", "aria-labelledby": "or" }, element("h2", { id: "or" }, "Or"),
        elsewhereForm("/api/sign-in/openid", `Sign in with ${who.oidc}`, () => ({ next, token: "", claim: claim.claims() }))),
    element(
      "section",
      { class: "stack soft" },
      element("p", {}, "No account yet? ", ...withoutAccount(who)),
      element("p", {}, "Passphrase forgotten? Your trainer, or whoever runs this server, can hand you a link to choose a new one."),
      who.guests_allowed && element("p", {}, "You can also ", element("a", { href: "/" }, "practice as a guest"), ". What you do stays in this browser."),
    ),
  );
  email.focus({ preventScroll: true });
}

/** @param {Me} who */
function withoutAccount(who) {
  if (who.sign_up === "open") return [element("a", { href: "/sign-up" }, "Make one"), "."];
  return ["You get one through an invitation link. Ask your trainer for it."];
}

/** @param {Me} who */
function problem(who) {
  const words = problemWords(query.get("problem"), { oidc: who.oidc, signedIn: who.person !== null });
  return words !== "" && element("p", { class: "told", role: "alert" }, words);
}

/**
 * @param {Me} who
 * @param {string} name
 */
function already(who, name) {
  refill(
    content,
    problem(who),
    element("p", {}, "You are signed in as ", element("b", {}, name), "."),
    element(
      "div",
      { class: "row" },
      element("a", { class: "button primary", href: next }, next === "/" ? "Go to the shelf" : "Go on"),
      element("a", { class: "button", href: "/account" }, "Your account"),
    ),
  );
}
