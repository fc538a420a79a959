// The link that a server prints once: who opens it looks after the server.

import { ApiError, post } from "./api.js";
import { element, find, refill } from "./dom.js";
import { form } from "./form.js";
import { me } from "./me.js";
import { show } from "./page.js";
import { forgetToken, token } from "./token.js";

/** @import {Me} from "./team-types.js" */

const content = find("content", HTMLDivElement);
const key = token("owner");
show(content, async () => ({ who: await me(), works: await look() }), ({ who, works }) => (works ? draw(who) : spent(who)));

async function look() {
  if (key === "") return false;
  try {
    /** @type {{kind: string}} */
    const grant = await post("/api/grants/look", { token: key });
    return grant.kind === "owner";
  } catch (error) {
    if (error instanceof ApiError && (error.code === "not_found" || error.code === "invalid")) return false;
    throw error;
  }
}

/** @param {Me} who */
function spent(who) {
  forgetToken("owner");
  refill(
    content,
    who.person?.owner
      ? element("p", {}, "You are an owner of this server already.")
      : element("p", {}, "This link has been used or is too old. As long as nobody owns this server, it prints a new one whenever it starts."),
    element("p", {}, element("a", { class: "button", href: who.person?.owner ? "/teams" : "/" }, who.person?.owner ? "Your teams" : "Go to the shelf")),
  );
}

/** @param {Me} who */
function draw(who) {
  const says = element("p", {}, "Whoever takes this link makes teams on this server and hands out new passphrases. It works once.");
  if (who.person === null) {
    refill(
      content,
      says,
      element(
        "div",
        { class: "row" },
        element("a", { class: "button primary", href: `/sign-up#${key}` }, "Make your account"),
        element("a", { class: "button", href: "/sign-in?next=/owner" }, "I have an account"),
      ),
    );
    return;
  }
  refill(
    content,
    says,
    form(
      {
        id: "own",
        action: `Yes, ${who.person.name} looks after it`,
        busy: "One moment…",
        class: "stack",
        submit: async () => {
          await post("/api/owner", { token: key });
          forgetToken("owner");
          window.location.assign("/teams");
        },
      },
      [],
    ),
  );
}
