// A live room is opened with one no: what is needed, who says no, and how.

import { roomPath } from "./address.js";
import { post } from "./api.js";
import { element } from "./dom.js";
import { field, form } from "./form.js";
import { cancel, openSheet } from "./sheets.js";

/** @param {string} team */
export function openRoomSheet(team) {
  const outcome = element("input", { id: "room-outcome", type: "text", required: true, maxlength: "300", autocomplete: "off", dir: "auto", placeholder: "Thirty minutes with the CFO this month" });
  const who = element("input", { id: "room-who", type: "text", required: true, maxlength: "60", autocomplete: "off", dir: "auto", placeholder: "Her assistant" });
  const no = element("textarea", { id: "room-no", required: true, rows: "3", maxlength: "1000", dir: "auto", placeholder: "She sees nobody before the quarter ends. Send me an email." });
  openSheet(
    "room-sheet",
    "Open a live room",
    element("p", { class: "soft" }, "You project one no. Everybody answers on their own device, and nobody sees an answer until you reveal them."),
    form(
      {
        id: "room",
        action: "Open it",
        busy: "Opening…",
        class: "stack",
        submit: async () => {
          /** @type {{id: string}} */
          const made = await post(`/api/teams/${encodeURIComponent(team)}/rooms`, { outcome: outcome.value, who: who.value, no: no.value });
          window.location.assign(roomPath(made.id));
        },
      },
      [field("What you need", outcome), field("Who says no", who), field("The no, in their words", no)],
      [cancel()],
    ),
  );
}
