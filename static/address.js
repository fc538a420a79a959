// Addresses of the pages, and which of them may be gone to after signing in.

/** @param {string} id */
const part = (id) => encodeURIComponent(id);

/** @param {string} team */
export const teamPath = (team) => `/team/${part(team)}`;
/** @param {string} team */
export const glancePath = (team) => `${teamPath(team)}/glance`;
/** @type {(team: string, person: string) => string} */
export const personPath = (team, person) => `${teamPath(team)}/people/${part(person)}`;
/** @type {(team: string, board: string) => string} */
export const boardPath = (team, board) => `/board/${part(team)}/${part(board)}`;
/** @param {string} room */
export const roomPath = (room) => `/room/${part(room)}`;
/** @param {string} attempt */
export const attemptPath = (attempt) => `/attempt/${part(attempt)}`;
/** @type {(attempt: string, turn?: number) => string} */
export const debriefPath = (attempt, turn = 0) => `${attemptPath(attempt)}/debrief${turn > 0 ? `#turn-${turn}` : ""}`;
/** @type {(scenario: string, assignment?: string) => string} */
export const scenarioPath = (scenario, assignment = "") => `/scenario/${part(scenario)}${assignment ? `?assignment=${part(assignment)}` : ""}`;

/** @param {string} next */
export const signInPath = (next) => (next === "/" || next === "" ? "/sign-in" : `/sign-in?next=${part(next)}`);

/**
 * Where to go after signing in: a path of this site, "/" for anything else. The
 * address may come from a stranger's link.
 * @param {string | null} next
 */
export function ownPath(next) {
  if (next === null || !/^\/(?![/\\])[^\\\s\u0000-\u001f]*$/.test(next)) return "/";
  const base = "https://own.invalid";
  let target;
  try {
    target = new URL(next, base);
  } catch {
    return "/";
  }
  // Dots are climbed only now, and may leave a path that names another site.
  const own = target.origin === base && !target.pathname.startsWith("//");
  return own ? target.pathname + target.search + target.hash : "/";
}
