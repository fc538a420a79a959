// A clock that can be ignored or hidden. When it is over nothing happens.

import { element } from "./dom.js";
import { timeLeft } from "./drill-words.js";

const KEPT = "askagain.drill.clock";

export class DrillClock {
  /** @type {number | undefined} */
  #timer;
  #began = 0;
  #shown = element("span", { class: "soft", role: "timer", "aria-live": "off" });
  #button = element("button", { type: "button", class: "plain small", onclick: () => this.#toggle() });
  #hidden = read();

  node = element("div", { class: "row drill-clock" }, this.#shown, this.#button);

  start() {
    this.stop();
    this.#began = performance.now();
    this.#timer = window.setInterval(() => this.#draw(), 1000);
    this.#draw();
  }

  stop() {
    if (this.#timer !== undefined) window.clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #toggle() {
    this.#hidden = !this.#hidden;
    try {
      if (this.#hidden) localStorage.setItem(KEPT, "hidden");
      else localStorage.removeItem(KEPT);
    } catch {
      // storage is switched off: it holds until the page is left
    }
    this.#draw();
  }

  #draw() {
    const says = this.#hidden ? "" : timeLeft((performance.now() - this.#began) / 1000);
    if (this.#shown.textContent !== says) this.#shown.textContent = says;
    const label = this.#hidden ? "Show the clock" : "Hide the clock";
    if (this.#button.textContent !== label) this.#button.textContent = label;
  }
}

function read() {
  try {
    return localStorage.getItem(KEPT) === "hidden";
  } catch {
    return false;
  }
}
