// The header of every page: who I am, and the way to my teams. Both have their
// place before they are known, so that nothing moves when they come.

import { signInPath } from "./address.js";
import { ApiError } from "./api.js";
import { element, find } from "./dom.js";
import { me } from "./me.js";

/** @import {Me} from "./team-types.js" */

/** How long until a server that was not reached is asked again, in milliseconds. */
const AGAIN = 3000;
const here = window.location.pathname;
const signing = ["/sign-in", "/sign-up", "/reset"].includes(here);

for (const link of document.querySelectorAll(".bar a")) {
  if (link instanceof HTMLAnchorElement && link.pathname === here && !link.classList.contains("name")) link.setAttribute("aria-current", "page");
}
/** Without an answer the page itself says what is wrong; once the server is back, the header is whole again too. */
function meet() {
  me().then(draw, (error) => {
    if (error instanceof ApiError && error.code === "") setTimeout(meet, AGAIN);
  });
}
meet();

/** @param {Me} who */
function draw(who) {
  const current = (/** @type {string} */ path) => (here === path ? "page" : null);
  if (who.teams.length > 0 || who.person?.owner) {
    find("nav", HTMLElement).append(element("a", { href: "/teams", "aria-current": current("/teams") }, "Teams"));
  }
  const place = find("who", HTMLDivElement);
  if (who.person !== null) {
    place.append(element("a", { href: "/account", "aria-current": current("/account"), "aria-label": `${who.person.name}, your account`, title: who.person.name }, who.person.name));
  } else if (!signing) {
    const next = here.endsWith("/account") ? "/" : here + window.location.search;
    place.append(element("a", { href: signInPath(next) }, "Sign in"));
  }
}
