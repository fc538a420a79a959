// The start of an attempt: for whom it is, what one expects, and off.

import { attemptPath } from "./address.js";
import { post } from "./api.js";
import { element } from "./dom.js";
import { dueWords } from "./due.js";
import { FieldError, field, form, toggle } from "./form.js";
import { attemptsLeft, attemptsWords } from "./progress.js";

/** @import {Assigned, MyTeam} from "./team-types.js" */
/** @import {Briefing} from "./wire.js" */
/** @typedef {{assigned: Assigned[], teams: MyTeam[], chosen: string}} Choices chosen: the assignment that the link names */
/** @typedef {{words: string, says: string, assigned?: Assigned, team?: MyTeam, spent?: boolean}} Purpose */

/**
 * @param {Briefing} briefing
 * @param {Choices} choices
 */
export function startForm(briefing, choices) {
  const usual = element("input", { id: "usual", type: "text", maxlength: "500", autocomplete: "off", dir: "auto", placeholder: "I would…" });
  const asks = element("input", { id: "asks", type: "number", min: "1", max: "60", inputmode: "numeric", autocomplete: "off" });
  const palette = toggle("with-palette", "Offer me ways of asking", "After the second no you may name the way you will ask this time, before you write.", true);
  const coach = toggle("with-coach", "Coach me", "After each no, one or two remarks on what you did. Coached attempts never rank.", false);
  const fixed = element("p", { class: "soft" });
  const purpose = purposeChoice(choices, (picked) => {
    palette.node.hidden = picked.assigned !== undefined;
    coach.node.hidden = picked.assigned !== undefined;
    fixed.hidden = picked.assigned === undefined;
    if (picked.assigned) fixed.textContent = picked.assigned.palette ? "After the second no you may name the way you will ask, like everybody who does this." : "No ways of asking are offered, to you as to everybody who does this.";
  });
  const node = form(
    {
      id: "begin",
      action: "Start",
      busy: "Starting…",
      submit: async () => {
        const count = asks.value === "" ? 0 : Number(asks.value);
        if (asks.validity.badInput || !Number.isInteger(count) || (asks.value !== "" && (count < 1 || count > 60))) {
          throw new FieldError(asks, "How many times: a whole number from 1 to 60, or leave it empty.");
        }
        const { assigned, team } = purpose.picked();
        /** @type {{id: string}} */
        const attempt = await post("/api/attempts", {
          scenario: briefing.name,
          palette: palette.input.checked,
          before: { usual: usual.value.trim(), asks: count },
          coached: coach.input.checked && assigned === undefined,
          ...(assigned && { assignment: assigned.id }),
          ...(team && { team: team.id }),
        });
        window.location.assign(attemptPath(attempt.id));
      },
    },
    [
      purpose.node,
      field("How would you normally ask here?", usual),
      field("How many times are you prepared to ask?", asks),
      element("p", { class: "soft" }, "Both are optional. You meet them again afterwards."),
      palette.node,
      coach.node,
      fixed,
    ],
  );
  const start = node.querySelector("#begin-go");
  start?.setAttribute("id", "start");
  start?.classList.add("big");
  return node;
}

/**
 * @param {Choices} choices
 * @param {(picked: Purpose) => void} changed
 */
function purposeChoice(choices, changed) {
  const offered = purposes(choices);
  if (offered.length === 1) {
    changed(offered[0]);
    return { node: null, picked: () => offered[0] };
  }
  const named = offered.findIndex((one) => one.assigned !== undefined && one.assigned.id === choices.chosen && !one.spent);
  const start = named >= 0 ? named : offered.length - 1;
  const boxes = offered.map((one, i) =>
    element("input", { type: "radio", name: "purpose", value: String(i), checked: i === start, disabled: one.spent, "aria-describedby": `purpose-${i}-says`, "aria-labelledby": `purpose-${i}` }),
  );
  const picked = () => offered[Math.max(0, boxes.findIndex((box) => box.checked))];
  for (const box of boxes) box.addEventListener("change", () => changed(picked()));
  changed(picked());
  const node = element(
    "fieldset",
    { class: "choices" },
    element("legend", {}, "What is this attempt for?"),
    ...offered.map((one, i) =>
      element("label", {}, boxes[i], element("span", {}, element("b", { id: `purpose-${i}` }, one.words), element("small", { class: "soft", id: `purpose-${i}-says` }, one.says))),
    ),
  );
  return { node, picked };
}

/**
 * Everything an attempt can be for. Just for oneself comes last and is what is
 * chosen unless a link names an assignment: nobody is read along by accident.
 * @param {Choices} choices
 * @returns {Purpose[]}
 */
function purposes({ assigned, teams }) {
  const now = new Date();
  /** @type {Purpose[]} */
  const official = assigned.map((one) => {
    const zone = teams.find((team) => team.id === one.team)?.time_zone ?? "";
    const facts = [attemptsWords(one), dueWords(one.due_at, zone, now)].filter((words) => words !== "").join(", ");
    const says = `${facts}. Official: everybody meets the same client, it counts on the team's boards, and your trainers can read it. It counts as begun once you start.`;
    return { words: `Given by ${one.team_name}`, says: says.charAt(0).toUpperCase() + says.slice(1), assigned: one, spent: attemptsLeft(one) === 0 };
  });
  /** @type {Purpose[]} */
  const shared = teams.map((team) => ({ words: `Practice with ${team.name}`, says: "Not official and on no board. Your trainers can read it and comment.", team }));
  return [...official, ...shared, { words: "Just for me", says: "Nobody else reads it, and it counts nowhere." }];
}
