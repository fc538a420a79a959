// What a first visit is told, by what has just happened. One hint at a time, each
// about something that stands on the page.

/** @import {Talk} from "./state.js" */

/**
 * @param {Pick<Talk, "entries" | "running" | "ending" | "now">} talk
 * @param {{name: string, palette: boolean}} about the first name of who says no, and whether ways are offered
 * @returns {string} "" while there is nothing to say
 */
export function guideHint(talk, { name, palette }) {
  if (talk.now === null || talk.running) return "";
  const own = talk.entries.filter((entry) => entry.said !== null);
  if (talk.ending !== "") return "That was it. The debrief shows the one or two nos that mattered, with your own words, and takes you back to any turn to try it another way.";
  const last = own.at(-1);
  if (last === undefined) return `${name} has said no. Read it once more: a no often says what would help. Then ask for what stands at the top, in your own words.`;
  const decided = last.decided;
  if (decided !== null && (decided.lost ?? []).length > 0) return "That cost patience: asking again the same way brings nothing new. Keep what you need, change how you ask.";
  if (decided !== null && (decided.ground ?? []).length > 0) {
    return decided.no ? `${name} gave ground: see the tags under your words. Something else still stands in the way, so ask again, another way.` : `${name} gave ground. Now ask for what you need.`;
  }
  if (own.length === 1) return palette ? `Another no. That is the work. Above the box are ways of asking: pick one, for example to explore the no, and write a turn that does it.` : "Another no. That is the work. This time, ask what is behind it.";
  if (last.read !== null && last.read.ask === "none") return "Nothing was asked in that turn, so nothing was refused. When you know enough, ask again.";
  return "Not yet. What did they say that you have not taken up? Use it, and ask again.";
}
