// A new passphrase, by a link that somebody handed over. It works once.

import { ApiError, post } from "./api.js";
import { element, find, refill } from "./dom.js";
import { form, passphrase } from "./form.js";
import { show } from "./page.js";
import { PASSPHRASE_HINT } from "./team-words.js";
import { forgetToken, token } from "./token.js";

const content = find("content", HTMLDivElement);
const key = token("reset");
show(content, look, (name) => (name === null ? spent() : draw(name)));

/** @returns {Promise<string | null>} whose passphrase it is; null for a link that no longer works */
async function look() {
  if (key === "") return null;
  try {
    /** @type {{kind: string, name: string}} */
    const grant = await post("/api/grants/look", { token: key });
    return grant.kind === "reset" ? grant.name : null;
  } catch (error) {
    if (error instanceof ApiError && (error.code === "not_found" || error.code === "invalid")) return null;
    throw error;
  }
}

function spent() {
  forgetToken("reset");
  refill(
    content,
    element("p", {}, "This link has been used or is too old. Ask for a new one where you got it: from your trainer, or from whoever runs this server."),
    element("p", {}, element("a", { class: "button", href: "/sign-in" }, "Sign in")),
  );
}

/** @param {string} name */
function draw(name) {
  const secret = passphrase("New passphrase", "passphrase", "new-password", PASSPHRASE_HINT);
  refill(
    content,
    element("p", {}, "For the account of ", element("b", {}, name), ". Every browser that is signed in with the old one is signed out."),
    form(
      {
        id: "reset",
        action: "Save and sign in",
        busy: "Saving…",
        submit: async () => {
          await post("/api/reset", { token: key, passphrase: secret.input.value });
          forgetToken("reset");
          window.location.assign("/");
        },
      },
      [secret.node],
    ),
  );
}
