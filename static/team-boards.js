// The team's boards, and the form in which a trainer makes or changes one.

import { boardPath } from "./address.js";
import { post, remove } from "./api.js";
import { plural } from "./dates.js";
import { element, hidden } from "./dom.js";
import { FieldError, field, form } from "./form.js";
import { tell } from "./page.js";
import { cancel, openSheet } from "./sheets.js";

/** @import {BoardItem} from "./team-types.js" */
/** @import {TeamPage} from "./team-page.js" */

/** @param {TeamPage} page */
export function boardsSection(page) {
  const makes = page.trains && page.answer.team.archived_at === null;
  return element(
    "section",
    { class: "stack", "aria-labelledby": "boards-title" },
    element(
      "div",
      { class: "heading" },
      element("h2", { id: "boards-title" }, "Boards"),
      makes && element("button", { type: "button", "data-key": "new-board", "aria-haspopup": "dialog", onclick: () => openBoardSheet(page) }, "Make a board"),
    ),
    page.boards.length === 0
      ? element("p", { class: "soft" }, page.trains ? "No board yet. A board compares official attempts at the scenarios that you choose." : "No board yet.")
      : element("ul", { class: "list" }, ...page.boards.map((board) => item(page, board, makes))),
  );
}

/**
 * @param {TeamPage} page
 * @param {BoardItem} board
 * @param {boolean} changes
 */
function item(page, board, changes) {
  return element(
    "li",
    {},
    element("a", { href: boardPath(page.id, board.id), "data-key": `board-${board.id}` }, element("strong", {}, board.name)),
    element("span", { class: "soft" }, plural(board.scenarios.length, "scenario"), page.trains && board.shared ? ", on a wall" : ""),
    changes && element("button", { type: "button", class: "small", "data-key": `change-board-${board.id}`, "aria-haspopup": "dialog", onclick: () => openBoardSheet(page, board) }, "Change", hidden(` ${board.name}`)),
  );
}

/**
 * @param {TeamPage} page
 * @param {BoardItem} [board] the one to change; a new one without it
 */
function openBoardSheet(page, board) {
  const path = `/api/teams/${encodeURIComponent(page.id)}/boards`;
  const own = board === undefined ? path : `${path}/${encodeURIComponent(board.id)}`;
  const name = element("input", { id: "board-name", type: "text", required: true, maxlength: "60", autocomplete: "off", dir: "auto", value: board?.name ?? "" });
  const chosen = board?.scenarios.map((one) => one.name) ?? [];
  // A scenario that has left the shelf keeps its place on the board that counts it.
  const gone = (board?.scenarios ?? []).filter((one) => !page.scenarios.some((other) => other.name === one.name));
  const boxes = [...page.scenarios, ...gone].map((one) => {
    const input = element("input", { type: "checkbox", value: one.name, checked: chosen.includes(one.name) });
    return { input, label: element("label", {}, input, element("span", {}, one.title)) };
  });
  const done = async (/** @type {string} */ words) => {
    sheet.close();
    await page.reload("boards");
    tell(words);
  };
  const sheet = openSheet(
    "board-sheet",
    board === undefined ? "Make a board" : `Change “${board.name}”`,
    form(
      {
        id: "board",
        action: board === undefined ? "Make it" : "Save",
        busy: "Saving…",
        class: "stack",
        submit: async () => {
          const scenarios = boxes.filter((one) => one.input.checked).map((one) => one.input.value);
          if (scenarios.length === 0) throw new FieldError(boxes[0]?.input ?? name, "Choose at least one scenario to compare.");
          await post(own, { name: name.value, scenarios });
          await done("Saved.");
        },
      },
      [field("Name", name), element("fieldset", { class: "boxes" }, element("legend", {}, "Scenarios that count"), ...boxes.map((one) => one.label))],
      [cancel()],
    ),
    board !== undefined &&
      form(
        {
          id: "delete-board",
          action: "Delete this board",
          busy: "Deleting…",
          class: "stack",
          look: "danger",
          submit: async () => {
            await remove(own);
            await done("Deleted.");
          },
        },
        [element("p", { class: "soft" }, "Deleting a board deletes no attempt. Links to its wall stop working.")],
      ),
  );
}
