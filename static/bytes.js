// The server counts bytes of UTF-8, a browser's strings count units of UTF-16.

/**
 * Translates byte offsets into string indices. An offset within a character
 * falls back to that character's beginning; one beyond the text is its end.
 * @param {string} text
 * @param {number[]} offsets
 * @returns {number[]} in the order of offsets
 */
export function indices(text, offsets) {
  const order = offsets.map((offset, position) => ({ offset, position })).sort((a, b) => a.offset - b.offset);
  const found = new Array(offsets.length).fill(text.length);
  let byte = 0;
  let index = 0;
  let next = 0;
  for (const character of text) {
    const width = byteLength(/** @type {number} */ (character.codePointAt(0)));
    while (next < order.length && order[next].offset < byte + width) {
      found[order[next].position] = index;
      next++;
    }
    if (next === order.length) break;
    byte += width;
    index += character.length;
  }
  return found;
}

/** @param {number} codePoint */
function byteLength(codePoint) {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/**
 * The number of bytes before a string index.
 * @param {string} text
 * @param {number} index between two characters
 */
export function byteOffset(text, index) {
  let bytes = 0;
  for (const character of text.slice(0, index)) bytes += byteLength(/** @type {number} */ (character.codePointAt(0)));
  return bytes;
}
