// The attempts of the guest that this browser was before: whether they come along.

import { plural } from "./dates.js";
import { toggle } from "./form.js";

/**
 * @param {number} attempts of the guest
 * @returns {{node: HTMLElement | null, claims: () => boolean}} no choice where there is nothing to bring
 */
export function claimChoice(attempts) {
  if (attempts === 0) return { node: null, claims: () => false };
  const choice = toggle(
    "claim",
    `Bring along the ${plural(attempts, "attempt")} of this browser`,
    "They become yours, on every device. Left out, they stay with this browser's guest and are out of sight while you are signed in.",
    true,
  );
  return { node: choice.node, claims: () => choice.input.checked };
}
