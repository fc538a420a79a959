// Hearing by the browser's own recognition of speech.

import { spokenLanguage } from "./spoken.js";
import { CHECK, FAILED, FULL, LISTENING, LONGEST, MISSING, NOTHING, REFUSED } from "./voice-words.js";

/** @import {Ears, Listening} from "./voice.js" */

/** It, under either of its names; null where there is none. @returns {any} */
export function recognition() {
  const own = /** @type {any} */ (window);
  return own.SpeechRecognition ?? own.webkitSpeechRecognition ?? null;
}

/** What is said when it ends for a reason of its own. @type {Record<string, string>} */
const PROBLEMS = {
  "no-speech": NOTHING,
  "not-allowed": REFUSED,
  "service-not-allowed": REFUSED,
  "audio-capture": MISSING,
  network: "Your browser cannot write down speech without its maker's service, and does not reach it. Please type.",
  aborted: "",
};

/**
 * @param {Ears} ears
 * @returns {Listening}
 */
export function recognize(ears) {
  const session = new (recognition())();
  session.lang = spokenLanguage(navigator.languages);
  session.continuous = true;
  session.interimResults = true;
  let last = performance.now();
  let says = NOTHING;
  let full = false;
  let wanted = true;
  const longest = setTimeout(() => {
    full = true;
    session.stop();
  }, LONGEST);
  session.onstart = () => {
    last = performance.now();
  };
  /** @param {any} event */
  session.onresult = (event) => {
    if (!wanted) return;
    let soFar = "";
    for (let i = event.resultIndex; i < event.results.length; i++) {
      const text = event.results[i][0].transcript.trim();
      if (!event.results[i].isFinal) {
        soFar = `${soFar} ${text}`.trim();
      } else if (text !== "") {
        const now = performance.now();
        ears.heard(text, (now - last) / 1000);
        last = now;
        says = CHECK;
      }
    }
    ears.soFar(soFar);
  };
  /** @param {any} event */
  session.onerror = (event) => {
    if (says !== CHECK) says = PROBLEMS[event.error] ?? FAILED;
  };
  session.onend = () => {
    clearTimeout(longest);
    ears.soFar("");
    ears.status(!wanted ? "" : full && says === CHECK ? FULL + CHECK : says);
    ears.done();
  };
  ears.status(LISTENING);
  session.start();
  return {
    stop: () => session.stop(),
    cancel: () => {
      wanted = false;
      session.abort();
    },
  };
}
