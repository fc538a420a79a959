// What stands around the standings: what is ranked, hiding oneself, and sharing.

import { post, remove } from "./api.js";
import { linkBox } from "./copy.js";
import { element, refill } from "./dom.js";
import { form, toggle } from "./form.js";
import { sentence, tell } from "./page.js";

/** @import {MyTeam} from "./team-types.js" */

/**
 * One choice among a few, side by side.
 * @template {string} T
 * @param {string} name
 * @param {string} legend
 * @param {Record<T, string>} names
 * @param {T} chosen
 * @param {(value: T) => void} changed
 */
export function choices(name, legend, names, chosen, changed) {
  const options = /** @type {[T, string][]} */ (Object.entries(names)).map(([value, words]) => {
    const input = element("input", { type: "radio", name, value, checked: value === chosen, onchange: () => changed(value) });
    return element("label", {}, input, element("span", {}, words));
  });
  return element("fieldset", { class: "segments" }, element("legend", { class: "soft" }, legend), element("div", {}, ...options));
}

/**
 * @param {string} team
 * @param {MyTeam} mine
 * @param {() => void} changed
 */
export function hideSection(team, mine, changed) {
  const hide = toggle("hide-me", "Leave me out of the boards", "In this team, others do not see you on any board. You still see your own place.", mine.hidden);
  const problem = element("p", { class: "problem", role: "alert" });
  hide.input.addEventListener("change", async () => {
    problem.textContent = "";
    try {
      await post(`/api/teams/${encodeURIComponent(team)}/me`, { name: mine.display_name, hidden: hide.input.checked });
      tell(hide.input.checked ? "You are left out of the boards." : "You are on the boards again.");
      changed();
    } catch (error) {
      hide.input.checked = !hide.input.checked;
      problem.textContent = sentence(error);
    }
  });
  return element("section", { class: "stack", "aria-label": "You on the boards" }, hide.node, problem);
}

/**
 * A link for a screen on the wall, and a picture for other pages. Who has the
 * link sees the board; nobody else does.
 * @param {string} base
 * @param {() => string} search
 */
export function shareSection(base, search) {
  const place = element("div", { class: "stack links" });
  const make = form(
    {
      id: "wall",
      action: "Make a link for the wall",
      busy: "Making it…",
      class: "",
      look: "",
      submit: async () => {
        /** @type {{link: string}} */
        const made = await post(`${base}/wall`, {});
        const wall = linkBox("wall-link", "For a screen", made.link + search(), "Whoever has it sees this board without signing in. It is shown this once; making a new one ends the old one.");
        const picture = linkBox("picture-link", "As a picture, to embed", `${made.link}/board.svg${search()}`, "The same link as a picture; board.png works too.");
        refill(place, wall, picture);
        wall.querySelector("button")?.focus();
      },
    },
    [],
  );
  const take = form(
    {
      id: "unwall",
      action: "Take it off every wall",
      busy: "Taking it off…",
      class: "",
      look: "",
      submit: async () => {
        await remove(`${base}/wall`);
        refill(place, element("p", { role: "status" }, "Links to the wall no longer work."));
      },
    },
    [],
  );
  return element(
    "details",
    { class: "sheet" },
    element("summary", {}, "Show it on a wall, or embed it"),
    element(
      "div",
      { class: "stack" },
      element("p", { class: "soft" }, "A large view for an office screen, and a picture for your own pages. Both follow the board by themselves."),
      place,
      element("div", { class: "row" }, make, take),
    ),
  );
}
