// The answers side by side, with what was heard in them.

import { plural } from "./dates.js";
import { element, hidden } from "./dom.js";
import { METHODS } from "./words.js";

/** @import {RoomAnswer, RoomView} from "./team-types.js" */

/**
 * @param {RoomView} view
 * @param {(answer: RoomAnswer) => import("./dom.js").Child} [beside] what stands under an answer
 */
export function answerList(view, beside = () => null) {
  const answers = view.answers ?? [];
  const most = Math.max(0, ...answers.map((one) => one.votes ?? 0));
  return element(
    "ul",
    { class: "answers" },
    ...answers.map((one) =>
      element(
        "li",
        { class: ["sheet", one.mine ? "mine" : "", view.room.state === "closed" && most > 0 && one.votes === most ? "most" : ""].filter((name) => name).join(" ") },
        element("blockquote", { dir: "auto" }, one.text),
        element("p", { class: "tags" }, ...tags(one)),
        (one.name || one.mine || one.votes !== undefined) &&
          element("p", { class: "meta" }, one.name && element("span", {}, one.name), one.mine && element("span", { class: "tag" }, "yours"), one.votes !== undefined && element("b", {}, plural(one.votes, "vote"))),
        beside(one),
      ),
    ),
  );
}

/** @param {RoomAnswer} one */
function tags(one) {
  const heard = [{ outcome: "asks for it", partial: "asks for part" }[one.ask] ?? "no ask heard"];
  for (const method of one.labels ?? []) if (method !== "direct") heard.push(METHODS[method]?.tag ?? method);
  return heard.map((words, i) => element("span", { class: "tag" }, words, i < heard.length - 1 && hidden(",")));
}
