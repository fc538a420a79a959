// Quotes within quotes.

/**
 * Words that hold a quote themselves, fit to stand between curly quotes.
 * @param {string} words
 */
export function nested(words) {
  return words.replaceAll("“", "‘").replaceAll("”", "’");
}
