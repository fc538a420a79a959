// The form in which a trainer gives a scenario, or changes one that is given.

import { post } from "./api.js";
import { element } from "./dom.js";
import { dueDay } from "./due.js";
import { FieldError, field, form, toggle, whole } from "./form.js";
import { tell } from "./page.js";
import { cancel, openSheet } from "./sheets.js";

/** @import {Assignment} from "./team-types.js" */
/** @import {TeamPage} from "./team-page.js" */

/**
 * @param {TeamPage} page
 * @param {Assignment} [given] the one to change; a new one without it
 */
export function openAssignmentSheet(page, given) {
  const path = `/api/teams/${encodeURIComponent(page.id)}/assignments`;
  const scenario = element("select", { id: "assign-scenario" }, ...page.scenarios.map(({ name, title }) => element("option", { value: name }, title)));
  const people = peopleChoice(page, given?.people ?? []);
  const attempts = element("input", { id: "assign-attempts", type: "number", min: "1", max: "20", inputmode: "numeric", value: given?.attempts ?? 2 });
  const mark = element("input", { id: "assign-mark", type: "number", min: "0", max: "100", inputmode: "numeric", value: given?.pass_mark ?? 0 });
  const due = element("input", { id: "assign-due", type: "date", value: given ? dueDay(given.due_at, page.answer.team.time_zone) : "" });
  const note = element("textarea", { id: "assign-note", rows: "2", maxlength: "1000", dir: "auto" });
  note.value = given?.note ?? "";
  const palette = toggle("assign-palette", "Offer the ways of asking", "After the second no, everybody may name the way before they write. The same for all, so that results compare.", true);
  const readBy = page.answer.read_by ?? "";
  const combined = toggle("assign-combined", "Read by a language model too", `${readBy} reads every turn beside the built-in reader, and is sent what the reps write. A way of asking counts where both see it; you see where they differ. The same for all, so that results compare.`, false);
  const over = toggle("assign-closed", "It is over", "Nobody begins another official attempt. What was done stays.", given?.open === false);
  const closes = given !== undefined;
  const sheet = openSheet(
    "assign-sheet",
    closes ? `Change “${given.title}”` : "Give a scenario",
    form(
      {
        id: "assign",
        action: closes ? "Save" : "Give it",
        busy: "Saving…",
        class: "stack",
        submit: async () => {
          const common = { people: people.chosen(), attempts: whole(attempts, 1, 20), pass_mark: whole(mark, 0, 100), note: note.value, due: day(due) };
          if (closes) await post(`${path}/${encodeURIComponent(given.id)}`, { ...common, closed: over.input.checked });
          else await post(path, { ...common, scenario: scenario.value, palette: palette.input.checked, combined: readBy !== "" && combined.input.checked });
          sheet.close();
          await page.reload("assignments");
          tell(closes ? "Saved." : "Given.");
        },
      },
      [
        !closes && field("Scenario", scenario),
        people.node,
        element("div", { class: "pair" }, field("Attempts each", attempts, "Official ones"), field("Pass mark", mark, "Of 100; 0 for none")),
        field("Due day", due, `To the end of the day in ${page.answer.team.time_zone.replaceAll("_", " ")}. Leave it empty for none.`),
        field("A word to them", note),
        !closes && palette.node,
        !closes && readBy !== "" && combined.node,
        closes && over.node,
      ],
      [cancel()],
    ),
  );
}

/**
 * @param {TeamPage} page
 * @param {string[]} named
 */
function peopleChoice(page, named) {
  const all = element("input", { type: "radio", name: "assign-to", value: "all", checked: named.length === 0 });
  const some = element("input", { type: "radio", name: "assign-to", value: "some", checked: named.length > 0 });
  const boxes = page.answer.members.map(({ person, name }) => {
    const input = element("input", { type: "checkbox", value: person, checked: named.includes(person) });
    return { input, label: element("label", {}, input, element("span", {}, name)) };
  });
  const list = element("fieldset", { class: "boxes", hidden: named.length === 0 }, element("legend", {}, "Who"), ...boxes.map((one) => one.label));
  for (const one of [all, some]) one.addEventListener("change", () => (list.hidden = !some.checked));
  const node = element(
    "div",
    { class: "stack" },
    element(
      "fieldset",
      { class: "choices" },
      element("legend", {}, "For whom"),
      element("label", {}, all, element("span", {}, "Everybody in the team")),
      element("label", {}, some, element("span", {}, "Some people")),
    ),
    list,
  );
  const chosen = () => {
    if (all.checked) return [];
    const picked = boxes.filter((one) => one.input.checked).map((one) => one.input.value);
    if (picked.length === 0) throw new FieldError(some, "Choose at least one person, or give it to everybody.");
    return picked;
  };
  return { node, chosen };
}

/** @param {HTMLInputElement} due */
function day(due) {
  if (due.validity.badInput) throw new FieldError(due, "Due day: that is not a whole date yet. Leave it empty for none.");
  return due.value;
}
