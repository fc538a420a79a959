// Labels of the wire in plain words.

/** @import {Channel, Ending, GroundHow, Lost, Method, PersonState} from "./wire.js" */

/**
 * A method as a choice, as a tag under a turn, and what is said when it was
 * meant but the words do not bear it out.
 * @type {Record<Method, {name: string, tag: string, unborne: string}>}
 */
export const METHODS = {
  direct: { name: "Just ask", tag: "just asks", unborne: "You meant to just ask, but no ask was heard." },
  explore: { name: "Explore the no", tag: "explores the no", unborne: "You meant to explore the no, but nothing asks what is behind it yet." },
  empathize: { name: "See their side", tag: "sees their side", unborne: "You meant to see their side, but their position is not named yet." },
  value: { name: "Show their gain", tag: "shows their gain", unborne: "You meant to show their gain, but it does not say yet what they get out of it." },
  proof: { name: "Bring proof", tag: "brings proof", unborne: "You meant to bring proof, but there is no evidence in it yet." },
  trade: { name: "Offer a trade", tag: "offers a trade", unborne: "You meant a trade, but nothing is offered yet." },
  reduce: { name: "Make it smaller", tag: "makes it smaller", unborne: "You meant to make it smaller, but the ask is as big as before." },
  obstacle: { name: "Clear the way", tag: "clears the way", unborne: "You meant to clear the way, but what stands in it has not been taken away yet." },
  ally: { name: "Bring someone in", tag: "brings someone in", unborne: "You meant to bring someone in, but nobody is brought in yet." },
  wait: { name: "Give it time", tag: "gives it time", unborne: "You meant to give it time, but no later moment is named yet." },
  channel: { name: "Change the medium", tag: "changes the medium", unborne: "You meant to change the medium, but no call or visit is proposed yet." },
};

/** @type {Record<Lost, string>} */
export const LOST = {
  shotgun: "Three ways at once: only the first counted.",
  pushy: "That felt like pressure. It cost patience, and the no got firmer.",
  hardens: "That way made the no firmer.",
  stale: "Asked again with nothing new: that cost patience.",
  fruitless: "You asked what is behind the no once more, and there was nothing left to find.",
  idle: "A second turn running that moved nothing: that cost patience.",
};

/** @type {Record<GroundHow, string>} */
export const GROUND = {
  weakened: "gave a little ground",
  gave_way: "gave ground",
  moved: "gave ground",
  revealed: "something new",
  told: "something new",
  booked: "noted for later",
};

/** @type {Record<PersonState, string>} */
export const PERSON_STATES = {
  not_met: "not asked",
  guarded: "guarded",
  softening: "softening",
  open: "open",
  agreed: "agreed",
  closed: "door closed",
};

/** @type {Record<Channel, {name: string, inText: string}>} */
export const CHANNELS = {
  email: { name: "Email", inText: "email" },
  chat: { name: "Chat", inText: "chat" },
  phone: { name: "Call", inText: "call" },
  in_person: { name: "In person", inText: "in person" },
};

/**
 * An ending as a headline and a calm sentence.
 * @type {Record<Exclude<Ending, "">, {kind: "yes" | "give" | "no", headline: string, says: string}>}
 */
export const ENDINGS = {
  won: { kind: "yes", headline: "You got it.", says: "The outcome is yours." },
  took_less: { kind: "give", headline: "You leave with less, but not with nothing.", says: "The lesser thing is in hand." },
  closed: { kind: "no", headline: "The door is closed.", says: "Nobody who could bring the outcome is left to ask." },
  out_of_time: { kind: "no", headline: "Time is up.", says: "The last day has passed without a yes." },
  out_of_turns: { kind: "no", headline: "That was the last turn.", says: "A talk has sixty turns at most." },
  gave_up: { kind: "no", headline: "You ended it here.", says: "Without the outcome, this time." },
};

/** What a marked stretch of words is evidence for. Methods use their tag. */
const LABELS = /** @type {Record<string, string>} */ ({
  outcome: "asks for it",
  partial: "asks for part",
  warm: "warm",
  pushy: "pressure",
  yields: "lets it go",
});

/**
 * A label of evidence in plain words; one that this page does not know, as it is.
 * @param {string} label
 */
export function labelWords(label) {
  return LABELS[label] ?? METHODS[/** @type {Method} */ (label)]?.tag ?? label;
}

/**
 * The first name, for lines where the whole name would be stiff.
 * @param {string} name
 */
export function firstName(name) {
  return name.split(" ")[0] || name;
}

/**
 * "email, a call and a visit"
 * @param {string[]} parts
 */
export function list(parts) {
  if (parts.length < 2) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
