// What changes while a page is looked at. The server says only that something
// changed; the page fetches again, once for a burst, and once after a gap in
// which it may have missed something.

import { element } from "./dom.js";

/** @import {LiveEvent} from "./team-types.js" */
/** @typedef {LiveEvent["kind"] | "gap"} Kind */
/** @typedef {{onopen: any, onmessage: any, onerror: any, readyState: number, close: () => void}} Source */

const CLOSED = 2;
const GATHER = 400;
const FIRST = 1000;
const LONGEST = 60_000;
const SPREAD = 800;

export class Live {
  /** @type {Source | null} */
  #source = null;
  /** @type {Set<Kind>} */
  #kinds = new Set();
  #gathering = false;
  #failures = 0;
  #opened = false;

  /**
   * @param {string} path
   * @param {(kinds: Set<Kind>) => void} changed at most once in 0.4 s
   * @param {(connected: boolean) => void} [status]
   * @param {(path: string) => Source} [open]
   */
  constructor(path, changed, status = () => {}, open = (at) => new EventSource(at)) {
    this.path = path;
    this.changed = changed;
    this.status = status;
    this.open = open;
  }

  /** Connects, and comes back for ever until stop. */
  start() {
    if (this.#source !== null) return;
    const source = this.open(this.path);
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      this.status(true);
      if (this.#opened) this.#note("gap");
      this.#opened = true;
    };
    source.onmessage = (/** @type {MessageEvent} */ event) => this.#note(kindOf(event.data));
    source.onerror = () => {
      this.status(false);
      // The browser comes back by itself after a broken line, not after a refusal.
      if (source.readyState === CLOSED && this.#source === source) this.#later();
    };
  }

  stop() {
    this.#source?.close();
    this.#source = null;
  }

  /** Listens only while the page is seen: a browser keeps few lines to one server. */
  whileSeen() {
    document.addEventListener("visibilitychange", () => (document.hidden ? this.stop() : this.start()));
    window.addEventListener("pagehide", () => this.stop());
    if (!document.hidden) this.start();
    return this;
  }

  #later() {
    this.stop();
    const wait = Math.min(LONGEST, FIRST * 2 ** Math.min(this.#failures, 10));
    this.#failures++;
    setTimeout(() => {
      if (typeof document === "undefined" || !document.hidden) this.start();
    }, wait / 2 + (wait / 2) * Math.random());
  }

  /** @param {Kind | null} kind */
  #note(kind) {
    if (kind === null) return;
    this.#kinds.add(kind);
    if (this.#gathering) return;
    this.#gathering = true;
    setTimeout(() => {
      this.#gathering = false;
      const kinds = this.#kinds;
      this.#kinds = new Set();
      this.changed(kinds);
    }, GATHER);
  }
}

/**
 * @param {string} data
 * @returns {Kind | null}
 */
function kindOf(data) {
  try {
    return JSON.parse(data)?.kind ?? null;
  } catch {
    return null;
  }
}

/**
 * Does it a little later, by chance: a board is looked at in many places, and
 * they need not all fetch it at the same moment.
 * @param {(kinds: Set<Kind>) => void} changed
 * @param {() => number} [chance] from 0 up to 1
 * @returns {(kinds: Set<Kind>) => void}
 */
export function spread(changed, chance = Math.random) {
  return (kinds) => void setTimeout(() => changed(kinds), SPREAD * chance());
}

/**
 * A line that says when nothing new can come. Empty, it takes no place.
 * @returns {{node: HTMLElement, status: (connected: boolean) => void}}
 */
export function connectionLine() {
  const node = element("p", { class: "quiet-line", role: "status" });
  return { node, status: (connected) => (node.textContent = connected ? "" : "Not connected right now. What you see may be from before; it catches up by itself.") };
}
