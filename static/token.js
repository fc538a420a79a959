// The token of a link. It comes in the fragment, which no server and no log
// sees, and leaves the address at once: nobody reads it over a shoulder, and no
// bookmark keeps it. This tab remembers it until it is used.

/**
 * @param {"invitation" | "reset" | "owner"} purpose
 * @returns {string} "" when there is none
 */
export function token(purpose) {
  const key = `askagain.token.${purpose}`;
  const fresh = window.location.hash.slice(1);
  if (fresh === "") return stored(key);
  try {
    sessionStorage.setItem(key, fresh);
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
  } catch {
    // Storage is switched off: the address keeps it, or a reload would lose it.
  }
  return fresh;
}

/** @param {"invitation" | "reset" | "owner"} purpose */
export function forgetToken(purpose) {
  try {
    sessionStorage.removeItem(`askagain.token.${purpose}`);
  } catch {
    // nothing was kept
  }
}

/** @param {string} key */
function stored(key) {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
