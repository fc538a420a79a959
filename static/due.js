// Days of the real calendar in words: when something is due, and how long ago something was.

const DAY = 24 * 60 * 60 * 1000;

/**
 * The calendar day of a moment in a time zone, as "2026-03-06".
 * @param {Date} moment
 * @param {string} [zone] an IANA name; the reader's own without it
 */
export function dayIn(moment, zone) {
  return formatter("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" }, zone).format(moment);
}

/**
 * "Fri 6 March", with the year when it is another one than now.
 * @param {Date} moment
 * @param {Date} now
 * @param {string} [zone]
 */
export function dayWords(moment, now, zone) {
  const parts = formatter("en-GB", { weekday: "short", day: "numeric", month: "long", year: "numeric" }, zone).formatToParts(moment);
  const of = (/** @type {string} */ type) => parts.find((part) => part.type === type)?.value ?? "";
  const year = dayIn(moment, zone).slice(0, 4) === dayIn(now, zone).slice(0, 4) ? "" : ` ${of("year")}`;
  return `${of("weekday")} ${of("day")} ${of("month")}${year}`;
}

/**
 * The day that ends at a moment, as a date field holds it.
 * @param {string | null} dueAt the end of the due day
 * @param {string} zone
 */
export function dueDay(dueAt, zone) {
  return dueAt === null ? "" : dayIn(lastOf(dueAt), zone);
}

/**
 * "due today", "due Fri 6 March", "was due yesterday"; "" without a due day.
 * @param {string | null} dueAt the end of the due day
 * @param {string} zone the team's
 * @param {Date} now
 */
export function dueWords(dueAt, zone, now) {
  if (dueAt === null) return "";
  const last = lastOf(dueAt);
  const ahead = daysBetween(now, last, zone);
  if (last.getTime() < now.getTime()) return ahead >= 0 ? "was due today" : `was due ${ahead === -1 ? "yesterday" : dayWords(last, now, zone)}`;
  if (ahead <= 0) return "due today";
  return `due ${ahead === 1 ? "tomorrow" : dayWords(last, now, zone)}`;
}

/**
 * "today", "yesterday", "4 days ago", then the day; "" for never.
 * @param {string | null} at
 * @param {Date} now
 * @param {string} [zone]
 */
export function agoWords(at, now, zone) {
  if (at === null) return "";
  const moment = new Date(at);
  const days = -daysBetween(now, moment, zone);
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  return days < 7 ? `${days} days ago` : dayWords(moment, now, zone);
}

/**
 * Calendar days from one moment to another, negative into the past.
 * @param {Date} from
 * @param {Date} to
 * @param {string} [zone]
 */
function daysBetween(from, to, zone) {
  return Math.round((Date.parse(dayIn(to, zone)) - Date.parse(dayIn(from, zone))) / DAY);
}

/**
 * The last moment of the day that ends at dueAt. The end may be the day's own
 * last instant or the first one of the next.
 * @param {string} dueAt
 */
function lastOf(dueAt) {
  return new Date(Date.parse(dueAt) - 1);
}

/**
 * @param {string} locale
 * @param {Intl.DateTimeFormatOptions} options
 * @param {string} [zone]
 */
function formatter(locale, options, zone) {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone || undefined });
  } catch {
    return new Intl.DateTimeFormat(locale, options); // a zone that this browser does not know
  }
}
