// Speaking instead of typing, on the phone: by the server's endpoint where it has
// one, else by what the browser has, else not at all. What was heard is only put
// into the box: it counts once it is sent.

import { ApiError } from "./api.js";

/** @typedef {{hear: boolean, speak: boolean}} Offer what the server can do */
/** @typedef {{heard: (text: string) => void, status: (words: string) => void, done: () => void}} Ears */

const LONGEST = 5 * 60 * 1000;

/** What this browser and server can hear by. @param {Offer} offer @returns {"server" | "browser" | ""} */
export function hearsBy(offer) {
  if (offer.hear && typeof MediaRecorder !== "undefined" && navigator.mediaDevices?.getUserMedia !== undefined) return "server";
  return recognition() === null ? "" : "browser";
}

/** What they can speak by. @param {Offer} offer @returns {"server" | "browser" | ""} */
export function speaksBy(offer) {
  if (offer.speak) return "server";
  return typeof window.speechSynthesis !== "undefined" && typeof SpeechSynthesisUtterance !== "undefined" ? "browser" : "";
}

/** The browser's own recognition of speech, under either of its names. @returns {any} */
function recognition() {
  const own = /** @type {any} */ (window);
  return own.SpeechRecognition ?? own.webkitSpeechRecognition ?? null;
}

/**
 * Begins to listen, and returns how to stop.
 * @param {string} attempt
 * @param {Offer} offer
 * @param {Ears} ears
 * @returns {() => void}
 */
export function listen(attempt, offer, ears) {
  return hearsBy(offer) === "server" ? record(attempt, ears) : recognize(ears);
}

/**
 * @param {string} attempt
 * @param {Ears} ears
 */
function record(attempt, ears) {
  /** @type {MediaRecorder | null} */
  let recorder = null;
  let stopped = false;
  const stop = () => {
    stopped = true;
    if (recorder?.state === "recording") recorder.stop();
  };
  ears.status("Listening. Press again when you have said it.");
  navigator.mediaDevices.getUserMedia({ audio: true }).then(
    (stream) => {
      recorder = new MediaRecorder(stream);
      /** @type {Blob[]} */
      const parts = [];
      recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
      recorder.addEventListener("stop", async () => {
        for (const track of stream.getTracks()) track.stop();
        ears.status("Writing down what you said…");
        try {
          ears.heard(await send(attempt, new Blob(parts, { type: recorder?.mimeType || "audio/webm" })));
          ears.status("Check the words, then say it.");
        } catch (error) {
          ears.status(error instanceof Error ? error.message : "That could not be heard. Please type it.");
        }
        ears.done();
      });
      recorder.start();
      setTimeout(stop, LONGEST);
      if (stopped) recorder.stop();
    },
    () => {
      ears.status("The microphone is not allowed here. Allow it for this page, or type.");
      ears.done();
    },
  );
  return stop;
}

/**
 * @param {string} attempt
 * @param {Blob} recording
 * @returns {Promise<string>}
 */
async function send(attempt, recording) {
  const response = await fetch(`/api/attempts/${encodeURIComponent(attempt)}/hear`, { method: "POST", body: recording, headers: { "Content-Type": recording.type } }).catch(() => {
    throw new Error("The recording did not reach the server. Please say it again.");
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(answer.error?.code ?? "internal", answer.error?.message ?? "That could not be heard. Please type it.");
  return answer.text;
}

/** @param {Ears} ears */
function recognize(ears) {
  const session = new (recognition())();
  session.lang = "en";
  session.continuous = true;
  session.interimResults = false;
  /** @param {any} event */
  session.onresult = (event) => {
    for (let i = event.resultIndex; i < event.results.length; i++) ears.heard(event.results[i][0].transcript.trim());
  };
  session.onerror = () => ears.status("Your browser could not hear that. Please type it.");
  session.onend = () => ears.done();
  ears.status("Listening. Press again when you have said it.");
  session.start();
  return () => session.stop();
}

/**
 * Says a line aloud. Its words stand on the page all the while.
 * @param {string} attempt
 * @param {Offer} offer
 * @param {{seq: number, line: number, text: string}} what
 */
export function speak(attempt, offer, { seq, line, text }) {
  if (speaksBy(offer) === "server") {
    void new Audio(`/api/attempts/${encodeURIComponent(attempt)}/lines/${seq}/${line}`).play().catch(() => aloud(text));
    return;
  }
  aloud(text);
}

/** @param {string} text */
function aloud(text) {
  if (typeof window.speechSynthesis === "undefined") return;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(new SpeechSynthesisUtterance(text));
}
