// Going back to a turn and trying again from there.

import { post } from "./api.js";
import { element, hidden } from "./dom.js";
import { sentence } from "./page.js";

/** @import {View} from "./debrief-view.js" */

/**
 * A button that begins a new attempt with the turns up to one, and says so when
 * that fails. Who reads somebody else's attempt has none.
 * @param {View} view
 * @param {number} keep the last turn to keep
 * @param {string} [kind] further classes
 */
export function rewindButton({ attempt, mine }, keep, kind = "small") {
  if (!mine) return null;
  const problem = element("span", { class: "problem", role: "alert" });
  const button = element("button", { type: "button", class: kind }, "Try again from here", hidden(`, turn ${keep + 1}`));
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    problem.textContent = "";
    try {
      /** @type {{id: string}} */
      const fresh = await post(`/api/attempts/${encodeURIComponent(attempt)}/rewind`, { turn: keep + 1 });
      window.location.assign(`/attempt/${encodeURIComponent(fresh.id)}`);
    } catch (error) {
      problem.textContent = sentence(error);
    }
    button.removeAttribute("aria-disabled");
  });
  return element("span", { class: "rewind" }, button, problem);
}
