// Hearing by the server: a recording is sent there and comes back as words.

import { ApiError } from "./api.js";
import { clock } from "./spoken.js";
import { CHECK, FAILED, FULL, LISTENING, LONGEST, MISSING, NOTHING, REFUSED } from "./voice-words.js";

/** @import {Ears, Listening} from "./voice.js" */

/** Bits a second. Enough for speech; browsers take four times as much when they are not told. */
const BITS = 32_000;
/** Bytes at which a recording ends, whatever its bits a second came to be: the server takes 2 MiB. */
const MOST = 1.9 * 1024 * 1024;
/** How often the recorder hands over what it has, in milliseconds. */
const PIECE = 1000;
/** How long a recording may take to be written down, in milliseconds. */
const WITHIN = 60_000;

/** Whether this browser can record at all; pages of plain http elsewhere cannot. */
export function canRecord() {
  return typeof MediaRecorder !== "undefined" && navigator.mediaDevices?.getUserMedia !== undefined;
}

/**
 * @param {string} attempt
 * @param {Ears} ears
 * @returns {Listening}
 */
export function record(attempt, ears) {
  const recording = new Recording(attempt, ears);
  void recording.begin();
  return recording;
}

/** @implements {Listening} */
class Recording {
  /** @type {MediaRecorder | null} */
  #recorder = null;
  /** @type {Blob[]} */
  #parts = [];
  #bytes = 0;
  #began = 0;
  #seconds = 0;
  #full = false;
  #stopped = false;
  #cancelled = new AbortController();

  /**
   * @param {string} attempt
   * @param {Ears} ears
   */
  constructor(attempt, ears) {
    this.attempt = attempt;
    this.ears = ears;
  }

  async begin() {
    this.ears.status("Waiting for the microphone…");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (this.#stopped) this.#over(stream, "");
      else this.#start(stream);
    } catch (error) {
      this.#over(stream, refusal(error));
    }
  }

  /** That was it. */
  stop() {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#seconds = (performance.now() - this.#began) / 1000;
    if (this.#recorder?.state === "recording") this.#recorder.stop();
  }

  cancel() {
    this.#cancelled.abort();
    this.stop();
  }

  /** @param {MediaStream} stream */
  #start(stream) {
    const recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS });
    this.#recorder = recorder;
    const longest = setTimeout(() => this.#fill(), LONGEST);
    recorder.addEventListener("dataavailable", (event) => this.#take(event.data));
    recorder.addEventListener("error", () => this.ears.status(FAILED));
    recorder.addEventListener("stop", () => {
      clearTimeout(longest);
      this.stop(); // a microphone that is pulled out ends a recording too
      for (const track of stream.getTracks()) track.stop();
      void this.#send(new Blob(this.#parts, { type: recorder.mimeType || "audio/webm" }));
    });
    recorder.start(PIECE);
    this.#began = performance.now();
    this.ears.status(LISTENING);
  }

  /** @param {Blob} part */
  #take(part) {
    this.#parts.push(part);
    this.#bytes += part.size;
    if (this.#stopped) return;
    this.ears.soFar(clock((performance.now() - this.#began) / 1000));
    if (this.#bytes >= MOST) this.#fill();
  }

  #fill() {
    this.#full = true;
    this.stop();
  }

  /** @param {Blob} recording */
  async #send(recording) {
    this.ears.soFar("");
    if (this.#cancelled.signal.aborted || recording.size === 0) {
      this.#over(undefined, this.#cancelled.signal.aborted ? "" : NOTHING);
      return;
    }
    this.ears.status(this.#full ? `${FULL}One moment…` : "Writing down what you said…");
    try {
      this.ears.heard(await transcribed(this.attempt, recording, this.#cancelled.signal), this.#seconds);
      this.#over(undefined, this.#full ? FULL + CHECK : CHECK);
    } catch (error) {
      if (this.#cancelled.signal.aborted) {
        this.#over(undefined, "");
        return;
      }
      this.#over(undefined, error instanceof Error ? error.message : FAILED);
      if (error instanceof ApiError && error.code !== "invalid" && error.code !== "too_large") this.ears.kept(() => void this.#send(recording));
    }
  }

  /**
   * @param {MediaStream | undefined} stream
   * @param {string} words
   */
  #over(stream, words) {
    for (const track of stream?.getTracks() ?? []) track.stop();
    this.ears.status(words);
    this.ears.done();
  }
}

/** @param {unknown} error why there is no microphone */
function refusal(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return REFUSED;
  return name === "NotFoundError" || name === "OverconstrainedError" ? MISSING : FAILED;
}

/**
 * @param {string} attempt
 * @param {Blob} recording
 * @param {AbortSignal} cancelled
 * @returns {Promise<string>}
 */
async function transcribed(attempt, recording, cancelled) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), WITHIN);
  cancelled.addEventListener("abort", () => limit.abort());
  let response;
  try {
    response = await fetch(`/api/attempts/${encodeURIComponent(attempt)}/hear`, {
      method: "POST", body: recording, headers: { "Content-Type": recording.type }, credentials: "same-origin", signal: limit.signal,
    });
  } catch {
    throw new ApiError("", "The recording did not reach the server. It is kept here: send it again, or type.");
  } finally {
    clearTimeout(timer);
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok && typeof answer.text === "string") return answer.text;
  throw new ApiError(answer.error?.code ?? "internal", answer.error?.message ?? "That could not be written down. Send it again, or type it.");
}
