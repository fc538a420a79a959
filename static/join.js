// Joining a team by an invitation link.

import { teamPath } from "./address.js";
import { ApiError, post } from "./api.js";
import { element, find, refill } from "./dom.js";
import { form } from "./form.js";
import { me } from "./me.js";
import { setTitle, show } from "./page.js";
import { ROLE_SENTENCES } from "./team-words.js";
import { forgetToken, token } from "./token.js";

/** @import {Me, Role} from "./team-types.js" */
/** @typedef {{team: string, role: Role}} Invited */

const content = find("content", HTMLDivElement);
const title = find("title", HTMLHeadingElement);
const key = token("invitation");
show(content, async () => ({ who: await me(), invited: await look() }), ({ who, invited }) => (invited === null ? spent() : draw(who, invited)));

/** @returns {Promise<Invited | null>} null for a link that no longer works */
async function look() {
  if (key === "") return null;
  try {
    return await post("/api/invitations/look", { token: key });
  } catch (error) {
    if (error instanceof ApiError && (error.code === "not_found" || error.code === "invalid")) return null;
    throw error;
  }
}

function spent() {
  forgetToken("invitation");
  refill(
    content,
    element("p", {}, "This invitation has been used up, has expired or was taken back. Ask your trainer for a new link."),
    element("p", {}, element("a", { class: "button", href: "/" }, "Go to the shelf")),
  );
}

/**
 * @param {Me} who
 * @param {Invited} invited
 */
function draw(who, invited) {
  setTitle(`Join ${invited.team}`);
  title.textContent = `Join ${invited.team}`;
  const says = element("p", {}, `You are invited as ${invited.role}. ${ROLE_SENTENCES[invited.role]}`);
  if (who.person === null) {
    refill(
      content,
      says,
      element(
        "div",
        { class: "row" },
        element("a", { class: "button primary", href: `/sign-up#${key}` }, "Make an account and join"),
        element("a", { class: "button", href: "/sign-in?next=/join" }, "I have an account"),
      ),
    );
    return;
  }
  refill(
    content,
    says,
    form(
      {
        id: "join",
        action: "Join",
        busy: "Joining…",
        class: "stack",
        submit: async () => {
          /** @type {{team: string}} */
          const joined = await post("/api/join", { token: key });
          forgetToken("invitation");
          window.location.assign(teamPath(joined.team));
        },
      },
      [element("p", { class: "soft" }, "You join as ", element("b", {}, who.person.name), ". You can go by another name in this team afterwards.")],
    ),
  );
}
