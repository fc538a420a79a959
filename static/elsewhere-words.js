// What went wrong when one comes back from signing in at another place.

/**
 * What a code in the sign-in page's address says, "" for none. The code may come
 * from anybody's link: only known ones have words of their own.
 * @param {string | null} code
 * @param {{oidc: string, signedIn: boolean}} who
 */
export function problemWords(code, { oidc, signedIn }) {
  if (code === null || code === "") return "";
  const where = oidc === "" ? "the other place" : oidc;
  switch (code) {
    case "invalid":
      return `Signing in with ${where} was not finished, or took too long. Please start again.`;
    case "unavailable":
      return `${capital(where)} cannot be reached right now. Try again in a moment, or use your passphrase.`;
    case "conflict":
      return signedIn
        ? `That sign-in at ${where} belongs to another account here already.`
        : `An account with that email is here already. Sign in with your passphrase, then connect ${where} on your account's page.`;
    case "forbidden":
      return "On this server an account begins with an invitation link. Ask your trainer for it, open it, and go on from there.";
    case "not_found":
      return "The link that you came with is no good any more. Ask for a new one, then start again.";
    case "sign_in":
      return `You were signed out on the way. Sign in here first, then connect ${where} again.`;
    default:
      return `Signing in with ${where} did not work. Please try again.`;
  }
}

/** @param {string} words */
function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
