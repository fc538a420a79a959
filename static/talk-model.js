// What a talk says of language models: that there is one, and what it is sent.

/**
 * @param {string} speaks the language model that finds the answers' words; "" for none
 * @param {string} reads the one that reads the turns too; "" for none
 * @returns {string} "" where there is neither
 */
export function modelWords(speaks, reads) {
  if (speaks === "" && reads === "") {
    return "";
  }
  if (speaks !== "" && reads !== "" && speaks !== reads) {
    return `A language model, ${speaks}, finds the answers' words; another, ${reads}, reads your turns too. What you type is sent to both.`;
  }
  const does = [speaks && "finds the answers' words", reads && "reads your turns too"].filter((one) => one !== "").join(" and ");
  return `A language model, ${speaks || reads}, ${does}. What you type is sent to it.`;
}
