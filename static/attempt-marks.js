// What an attempt is marked as, wherever it is listed: tried again from an earlier
// turn, or played with the coach. Neither ranks.

/**
 * @param {{parent?: string, rewind?: boolean, coached?: boolean}} attempt
 * @returns {string[]}
 */
export function marks({ parent = "", rewind = false, coached = false }) {
  return [...(rewind || parent !== "" ? ["rewind"] : []), ...(coached ? ["with the coach"] : [])];
}

/**
 * The same as a sentence for the head of its debrief; "" for an attempt without marks.
 * @param {{parent?: string, parent_turn?: number, coached?: boolean}} attempt
 * @param {boolean} mine read by whose attempt it is
 * @param {string} [name] else whose it is
 */
export function marksSentence({ parent = "", parent_turn = 0, coached = false }, mine, name = "") {
  const who = mine ? "You" : name;
  const again = parent === "" ? "" : `${who} tried again here ${parent_turn === 0 ? "from the first turn" : `after turn ${parent_turn}`} of another attempt.`;
  const helped = coached ? `${who} played this with the coach.` : "";
  return again + helped === "" ? "" : [again, helped, "It counts on no board."].filter((part) => part !== "").join(" ");
}
