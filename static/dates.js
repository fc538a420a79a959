// Simulated days, in words. A scenario either has dates or counts its days.

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/**
 * @param {string | null | undefined} date as in "2026-03-04"
 * @returns {Date | null}
 */
function parse(date) {
  if (!date || !/^\d{4}-\d{2}-\d{2}/.test(date)) return null;
  const moment = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/**
 * The date of a simulated day, null where days have no dates.
 * @param {string | null | undefined} starts the date of day 0
 * @param {number} day
 * @returns {string | null}
 */
export function dateOf(starts, day) {
  const moment = parse(starts);
  if (moment === null) return null;
  moment.setUTCDate(moment.getUTCDate() + day);
  return moment.toISOString().slice(0, 10);
}

/**
 * "Wed 4 March", or "Day 2" where days have no dates.
 * @param {string | null | undefined} date
 * @param {number} day
 */
export function longDay(date, day) {
  const moment = parse(date);
  if (moment === null) return `Day ${day}`;
  return `${WEEKDAYS[moment.getUTCDay()]} ${moment.getUTCDate()} ${MONTHS[moment.getUTCMonth()]}`;
}

/**
 * "Wed 4 March" where the reader is.
 * @param {Date} moment
 */
export function localDay(moment) {
  return `${WEEKDAYS[moment.getDay()]} ${moment.getDate()} ${MONTHS[moment.getMonth()]}`;
}

/**
 * "Thu 5", or "day 3" where days have no dates.
 * @param {string | null | undefined} date
 * @param {number} day
 */
export function shortDay(date, day) {
  const moment = parse(date);
  return moment === null ? `day ${day}` : `${WEEKDAYS[moment.getUTCDay()]} ${moment.getUTCDate()}`;
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function plural(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * "19 days left", said so that the last day is not missed.
 * @param {number} left
 */
export function daysLeft(left) {
  if (left < 0) return "time is up";
  return left === 0 ? "last day" : `${plural(left, "day")} left`;
}

/**
 * What a channel costs and where that leads: "now", "1 day · Thu 5", "in 1 day",
 * "too late" when the answer would come after the deadline.
 * @param {{days: number, arrives: number, date: string | null}} channel
 * @param {number} left simulated days until the deadline
 */
export function cost(channel, left) {
  if (channel.days > left) return "too late";
  if (channel.days === 0) return "now";
  const days = plural(channel.days, "day");
  return channel.date === null ? `in ${days}` : `${days} · ${shortDay(channel.date, channel.arrives)}`;
}
