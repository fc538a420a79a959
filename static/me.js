// Who the browser is signed in as, asked for once a page.

import { get } from "./api.js";

/** @import {Me} from "./team-types.js" */

/** @type {Promise<Me> | undefined} */
let asked;

/** @returns {Promise<Me>} */
export function me() {
  asked ??= get("/api/me").catch((error) => {
    asked = undefined; // asked anew once the server is back
    throw error;
  });
  return asked;
}

/**
 * @param {Me} who
 * @param {string} team
 */
export function membership(who, team) {
  return who.teams.find((one) => one.id === team);
}
