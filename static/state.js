// The talk as a fold over frames: the same frames give the same state, whether
// they come live, after a reconnect, or twice. Nothing here knows the page.

/** @import {CoachPoint, Decided, Ending, EventFrame, Line, Method, Now, Read, Said, ServerFrame, TurnFrame} from "./wire.js" */

/**
 * One turn of the log. Turn 0 is the opening no and has no `said`.
 * @typedef {object} Entry
 * @property {number} turn
 * @property {Said | null} said
 * @property {Read | null} read
 * @property {Decided | null} decided
 * @property {Line[] | null} lines null while nobody has answered
 * @property {number} seq of the answer, 0 while nobody has answered
 * @property {string} note why the script spoke where a model might have, "" for nothing to say
 * @property {number} before the simulated day on which the turn began
 * @property {CoachPoint[]} coach what the coach says of it
 */

/**
 * @typedef {object} Talk
 * @property {number} seq the last sequence number seen
 * @property {Entry[]} entries in the order of turns
 * @property {TurnFrame | null} pending sent, or to be sent, and not yet confirmed
 * @property {{message: string, turn: TurnFrame | null} | null} failure what the server did not take, and the turn it belongs to
 * @property {string} typing the person who is writing, "" for nobody
 * @property {string} preview what their answer says so far; it has not been said
 * @property {boolean} running a turn is not yet answered
 * @property {Now | null} now
 * @property {Now | null} next what holds as soon as the answer is there: until then the page must not give the answer away
 * @property {Ending} ending
 * @property {boolean} coached the coach was switched on in between
 */

/** @returns {Talk} */
export function begin() {
  return { seq: 0, entries: [], pending: null, failure: null, typing: "", preview: "", running: false, now: null, next: null, ending: "", coached: false };
}

/**
 * A turn is handed in. It is shown at once, before the server confirms it.
 * @param {Talk} talk
 * @param {TurnFrame} turn
 * @returns {Talk}
 */
export function submit(talk, turn) {
  return { ...talk, pending: turn, failure: null };
}

/**
 * The pending turn did not happen.
 * @param {Talk} talk
 * @param {string} message
 * @returns {Talk}
 */
export function fail(talk, message) {
  return { ...talk, pending: null, failure: { message, turn: talk.pending } };
}

/**
 * Whether a turn may be handed in now.
 * @param {Talk} talk
 */
export function free(talk) {
  return talk.now !== null && talk.pending === null && !talk.running && talk.ending === "";
}

/**
 * @param {Talk} talk
 * @param {ServerFrame} frame
 * @returns {Talk}
 */
export function apply(talk, frame) {
  switch (frame.type) {
    case "welcome":
      return settle({ ...talk, running: frame.running, now: frame.now, next: null });
    case "now":
      return talk.running ? { ...talk, next: frame.now } : settle({ ...talk, now: frame.now });
    case "typing":
      return { ...talk, running: true, typing: frame.person };
    case "preview":
      return talk.running && frame.turn === talk.entries[talk.entries.length - 1]?.turn ? { ...talk, typing: frame.person, preview: frame.text } : talk;
    case "coach":
      return coach(talk, frame.turn, frame.points ?? []);
    case "error":
      if (frame.id && talk.pending?.id === frame.id) return fail(talk, frame.message);
      return frame.id ? talk : { ...talk, failure: { message: frame.message, turn: null } };
    case "event":
      return frame.seq <= talk.seq ? talk : { ...event(talk, frame), seq: frame.seq };
    default:
      return talk; // a newer server may say more than this page knows
  }
}

/** @param {Talk} talk */
function settle(talk) {
  return talk.running ? talk : { ...talk, ending: talk.now?.ending || talk.ending, typing: "", preview: "" };
}

/**
 * @param {Talk} talk
 * @param {EventFrame} frame
 * @returns {Talk}
 */
function event(talk, frame) {
  switch (frame.kind) {
    case "said":
      return {
        ...change(talk, frame.turn, { said: frame.said }),
        running: true,
        preview: "",
        pending: talk.pending?.id === frame.said.id ? null : talk.pending,
      };
    case "read":
      return change(talk, frame.turn, { read: frame.read });
    case "decided":
      return change(talk, frame.turn, { decided: frame.decided });
    case "replied":
      return { ...change(talk, frame.turn, { lines: frame.replied.lines ?? [], seq: frame.seq, note: frame.replied.note ?? "" }), running: false, typing: "", preview: "", now: talk.next ?? talk.now, next: null };
    case "coached":
      return { ...talk, coached: true };
    case "ended":
      return { ...talk, ending: frame.ended.ending, running: false, typing: "", preview: "" };
    default:
      return talk;
  }
}

/**
 * What the coach says comes again after each reconnect; what is there already stays the same object.
 * @param {Talk} talk
 * @param {number} turn
 * @param {CoachPoint[]} points
 * @returns {Talk}
 */
function coach(talk, turn, points) {
  const entry = talk.entries.find((one) => one.turn === turn);
  if (entry === undefined || JSON.stringify(entry.coach) === JSON.stringify(points)) return talk;
  return change(talk, turn, { coach: points });
}

/**
 * Replaces one entry by a changed copy; entries that did not change stay the same objects.
 * @param {Talk} talk
 * @param {number} turn
 * @param {Partial<Entry>} part
 * @returns {Talk}
 */
function change(talk, turn, part) {
  const known = talk.entries.some((entry) => entry.turn === turn);
  const entries = known ? talk.entries : [...talk.entries, blank(talk, turn)];
  return { ...talk, entries: entries.map((entry) => (entry.turn === turn ? { ...entry, ...part } : entry)) };
}

/**
 * @param {Talk} talk
 * @param {number} turn
 * @returns {Entry}
 */
function blank(talk, turn) {
  const last = talk.entries.findLast((entry) => entry.decided !== null);
  return { turn, said: null, read: null, decided: null, lines: null, seq: 0, note: "", before: last?.decided?.day ?? 0, coach: [] };
}

/** @typedef {"helped" | "tried"} Came */

/**
 * What came of each method that was used on a person, at its best.
 * @param {Talk} talk
 * @param {string} person
 * @returns {Map<Method, Came>}
 */
export function cameOf(talk, person) {
  /** @type {Map<Method, Came>} */
  const found = new Map();
  const tried = talk.now?.people.find((one) => one.id === person)?.tried ?? [];
  for (const method of tried) found.set(method, "tried");
  for (const entry of talk.entries) {
    if (entry.said?.to !== person) continue;
    const helped = (entry.decided?.ground ?? []).some((one) => one.person === person && one.how !== "booked");
    for (const method of entry.read?.methods ?? []) {
      if (helped) found.set(method, "helped");
      else if (!found.has(method)) found.set(method, "tried");
    }
  }
  return found;
}
