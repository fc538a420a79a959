// The connection of a talk. It comes back by itself, says what it already has,
// and hands in an unconfirmed turn again under the same id: the server lets a
// turn happen once, however often it is sent.

import { CLOSE, backoff } from "./backoff.js";

/** @import {ServerFrame, TurnFrame} from "./wire.js" */

/** @typedef {"open" | "lost" | "refused" | "gone"} Status open: caught up with the log; refused: reload first; gone: no such attempt */

/**
 * What a connection needs of its owner.
 * @typedef {object} Owner
 * @property {() => number} after the last sequence number that the page has
 * @property {() => TurnFrame | null} pending the turn that is not yet confirmed
 * @property {(frame: ServerFrame) => void} receive
 * @property {(status: Status) => void} status
 * @property {() => void} tooLarge the pending turn was over the limit and must not be sent again
 */

/** How long the server may take to answer a hello or a turn before the connection counts as dead. */
const PATIENCE = 10_000;
const PROTOCOL = "askagain.v1";

export class Connection {
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watch;
  #failures = 0;
  #caughtUp = false;
  #target = 0;
  #stopped = false;

  /**
   * @param {string} url
   * @param {Owner} owner
   * @param {(url: string, protocol: string) => WebSocket} [dial]
   */
  constructor(url, owner, dial = (address, protocol) => new WebSocket(address, protocol)) {
    this.url = url;
    this.owner = owner;
    this.dial = dial;
  }

  /** Connects now, whatever was being waited for. */
  connect() {
    if (this.#stopped || this.#socket !== null) return;
    clearTimeout(this.#retry);
    const socket = this.dial(this.url, PROTOCOL);
    this.#socket = socket;
    this.#caughtUp = false;
    this.#expectAnswer();
    socket.onopen = () => this.#transmit({ type: "hello", after: this.owner.after() });
    socket.onmessage = (message) => {
      if (this.#socket === socket) this.#receive(message.data);
    };
    socket.onclose = (event) => {
      if (this.#socket === socket) this.#closed(event.code);
    };
  }

  /** Gives up a connection that may be dead and comes back. */
  drop() {
    const socket = this.#socket;
    if (socket === null) return;
    this.#closed(1006);
    socket.close();
  }

  /** Sends the pending turn, now or as soon as the connection has caught up. */
  flush() {
    const turn = this.owner.pending();
    if (turn === null || !this.#caughtUp) return;
    this.#transmit(turn);
    this.#expectAnswer();
  }

  /** @param {unknown} data */
  #receive(data) {
    /** @type {ServerFrame} */
    let frame;
    try {
      frame = JSON.parse(String(data));
    } catch {
      return; // not ours to understand; the next frames still are
    }
    if (frame.type === "welcome") {
      this.#failures = 0;
      this.#target = frame.seq;
    }
    this.owner.receive(frame);
    if (this.owner.pending() === null && this.#caughtUp) clearTimeout(this.#watch);
    this.#catchUp(frame);
  }

  /**
   * A turn is sent again only after the whole log is here, since the log may show that it already happened.
   * @param {ServerFrame} frame
   */
  #catchUp(frame) {
    if (this.#caughtUp || (frame.type !== "welcome" && frame.type !== "event")) return;
    if (this.owner.after() < this.#target) return;
    this.#caughtUp = true;
    clearTimeout(this.#watch);
    this.owner.status("open");
    this.flush();
  }

  /** @param {object} frame */
  #transmit(frame) {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(frame));
  }

  #expectAnswer() {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.drop(), PATIENCE);
  }

  /** @param {number} code */
  #closed(code) {
    this.#socket = null;
    this.#caughtUp = false;
    clearTimeout(this.#watch);
    if (code === CLOSE.tooLarge) this.owner.tooLarge();
    const wait = backoff(code, this.#failures);
    if (wait === null) {
      this.#stopped = true;
      this.owner.status(code === CLOSE.notFound ? "gone" : "refused");
      return;
    }
    this.#failures++;
    this.owner.status("lost");
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.connect(), wait);
  }
}
