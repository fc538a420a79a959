// Words of the drill that need no page.

/** How long a drill is meant to take. Nothing happens when it is over. */
export const DRILL_SECONDS = 180;

/**
 * How much time is left, in words that change twice a minute: a clock that can be
 * forgotten.
 * @param {number} seconds since the exercise was shown
 */
export function timeLeft(seconds) {
  const halves = Math.ceil((DRILL_SECONDS - Math.max(0, seconds)) / 30);
  if (halves <= 0) return "Three minutes are over. Take the time that you need.";
  if (halves === 1) return "Half a minute left";
  if (halves === 2) return "1 minute left";
  return halves % 2 === 0 ? `${halves / 2} minutes left` : `${Math.floor(halves / 2)}½ minutes left`;
}

/**
 * Days in a row, in one soft line; one day is not a row yet.
 * @param {number} days
 */
export function streakLine(days) {
  return days < 2 ? "" : `${days} days in a row`;
}

/**
 * How a turn goes out, inside a sentence.
 * @param {import("./wire.js").Channel} channel
 */
export function byChannel(channel) {
  return { email: "by email", chat: "by chat", phone: "on the phone", in_person: "face to face" }[channel] ?? "";
}

/**
 * A turn's id: its round's seed, and something of its own.
 * @param {number} seed
 * @param {string} own
 */
export function drillID(seed, own) {
  return `${seed}.${own}`.slice(0, 64);
}

/**
 * Where a round stands in the address, so that a reload goes on with it.
 * @param {string} method
 * @param {number} seed
 */
export function roundQuery(method, seed) {
  return `?${new URLSearchParams({ method, seed: String(seed) })}`;
}

/**
 * What is asked of the server: the round of the address, and the reader's days.
 * @param {string} search of the address
 * @param {string} zone an IANA name
 */
export function drillPath(search, zone) {
  const asked = new URLSearchParams(search);
  const query = new URLSearchParams();
  for (const name of ["method", "seed"]) {
    const value = asked.get(name);
    if (value) query.set(name, value);
  }
  query.set("zone", zone);
  return `/api/drill?${query}`;
}
