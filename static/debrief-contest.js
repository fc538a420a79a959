// "Read wrongly?": the button, and what is selected of the turn's words when it is pressed.

import { element, hidden } from "./dom.js";

/** @import {DebriefAnswer, Note} from "./debrief-types.js" */
/** @import {View} from "./debrief-view.js" */
/** @typedef {{start: number, end: number}} Range in units of UTF-16 of the turn's text */

/**
 * @param {Note} note
 * @param {View} view
 * @param {(answer: DebriefAnswer, note: Note) => void} saved
 */
export function contestButton(note, view, saved) {
  const button = element("button", { type: "button", class: "plain small", id: `contest-${note.turn}`, "aria-haspopup": "dialog" }, "Read wrongly?", hidden(` Turn ${note.turn}`));
  const problem = element("span", { class: "problem", role: "alert" });
  // A press can clear what is selected before the click comes.
  let selected = /** @type {Range | null} */ (null);
  button.addEventListener("pointerdown", () => (selected = selectedIn(note.turn)));
  button.addEventListener("click", async () => {
    const range = selectedIn(note.turn) ?? selected;
    selected = null;
    problem.textContent = "";
    try {
      const { open } = await import("./debrief-contest-form.js");
      open(note, view, range, saved);
    } catch {
      problem.textContent = "The form could not be fetched. Check that Askagain is still running, then reload the page.";
    }
  });
  return element("span", { class: "rewind" }, button, problem);
}

/**
 * What is selected of a turn's words on the page; null if nothing is. The labels
 * between the words are no part of them.
 * @param {number} turn
 * @returns {Range | null}
 */
function selectedIn(turn) {
  const quote = document.querySelector(`#turn-${turn} .own blockquote`);
  const selection = window.getSelection();
  if (!quote || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  let [index, start, end] = [0, -1, -1];
  const walker = document.createTreeWalker(quote, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest(".label")) continue;
    const length = node.textContent?.length ?? 0;
    if (range.intersectsNode(node)) {
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : length;
      if (start < 0) start = index + from;
      end = index + to;
    }
    index += length;
  }
  return start < end ? { start, end } : null;
}
