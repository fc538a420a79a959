// When to come back after a connection is gone, by the code it was closed with.

/** Close codes of the socket protocol. */
export const CLOSE = Object.freeze({
  restarting: 4000,
  slowConsumer: 4001,
  protocol: 4002,
  tooLarge: 4003,
  notFound: 4004,
  idle: 4005,
  tooMany: 4006,
});

const FIRST = 500;
const LONGEST = 15_000;
const TOO_MANY = 20_000;

/**
 * Milliseconds until the next try, null for never. The wait doubles from half a
 * second to a quarter of a minute; half of it is chance, so that many pages do
 * not come back to a restarted server in one moment.
 * @param {number} code the close code
 * @param {number} failures tries in a row that did not connect, 0 after a good connection
 * @param {() => number} [chance] 0 to 1
 * @returns {number | null}
 */
export function backoff(code, failures, chance = Math.random) {
  if (code === CLOSE.protocol || code === CLOSE.notFound) return null;
  if (code === CLOSE.tooMany) return spread(TOO_MANY, chance);
  if (failures === 0 && code === CLOSE.slowConsumer) return 0;
  if (failures === 0 && code === CLOSE.restarting) return 1000 + Math.round(500 * chance());
  return spread(Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 10)), chance);
}

/**
 * @param {number} wait
 * @param {() => number} chance
 */
function spread(wait, chance) {
  return Math.round(wait / 2 + (wait / 2) * chance());
}
