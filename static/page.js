// What every page does while it waits for its data and when it does not come.

import { signInPath } from "./address.js";
import { ApiError } from "./api.js";
import { element, refill } from "./dom.js";

// A page that the browser kept from before shows what was true then.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

/** How long until a server that was not reached is asked again, in milliseconds. */
const AGAIN = 3000;

/**
 * Loads a page's data and draws it; shows that it loads, and what went wrong
 * with a way to try again. When the server was not reached it tries by itself
 * too, without a word until it succeeds.
 * @template T
 * @param {HTMLElement} container
 * @param {() => Promise<T>} load
 * @param {(data: T) => void} draw
 */
export async function show(container, load, draw) {
  refill(container, element("p", { class: "soft loading", role: "status" }, "Loading…"));
  let data;
  try {
    data = await load();
  } catch (error) {
    failed(container, error, load, draw);
    return;
  }
  container.replaceChildren();
  draw(data);
}

/**
 * @template T
 * @param {HTMLElement} container
 * @param {unknown} error
 * @param {() => Promise<T>} load
 * @param {(data: T) => void} draw
 */
function failed(container, error, load, draw) {
  if (error instanceof ApiError && error.code === "sign_in") {
    signedOut(container, error.message);
    return;
  }
  const offline = unreached(error);
  const heading = document.querySelector("main h1");
  if (heading?.textContent === "Loading…") heading.textContent = offline ? "Not reached" : "This did not open";
  const box = element(
    "div",
    { class: "sheet problem-box", role: "alert" },
    element("p", {}, sentence(error)),
    offline && element("p", { class: "soft" }, "This page also keeps trying by itself."),
    element(
      "div",
      { class: "row" },
      element("button", { type: "button", class: "primary", onclick: () => show(container, load, draw) }, "Try again"),
      element("a", { class: "button", href: "/" }, "Go to the shelf"),
    ),
  );
  refill(container, box);
  if (offline) void outwait(box, container, load, draw);
}

/**
 * Asks again and again for as long as the box that says what is wrong is there.
 * @template T
 * @param {HTMLElement} box
 * @param {HTMLElement} container
 * @param {() => Promise<T>} load
 * @param {(data: T) => void} draw
 */
async function outwait(box, container, load, draw) {
  for (;;) {
    await new Promise((wake) => setTimeout(wake, AGAIN));
    if (!box.isConnected) return;
    let data;
    try {
      data = await load();
    } catch (error) {
      if (unreached(error)) continue;
      if (box.isConnected) failed(container, error, load, draw);
      return;
    }
    if (!box.isConnected) return;
    container.replaceChildren();
    draw(data);
    return;
  }
}

/** @param {unknown} error */
function unreached(error) {
  return error instanceof ApiError && error.code === "";
}

/**
 * @param {HTMLElement} container
 * @param {string} says
 */
function signedOut(container, says) {
  const heading = document.querySelector("main h1");
  if (heading?.textContent === "Loading…") heading.textContent = "Sign in first";
  refill(
    container,
    element(
      "div",
      { class: "sheet problem-box" },
      element("p", {}, says),
      element("div", { class: "row" }, element("a", { class: "button primary", href: signInPath(window.location.pathname) }, "Sign in")),
    ),
  );
}

/**
 * A sentence for a person, whatever was thrown.
 * @param {unknown} error
 */
export function sentence(error) {
  if (error instanceof ApiError) return error.message;
  console.error(error);
  return "This page has a fault and cannot show this. Reload it to try again.";
}

/**
 * The nth part of the page's path: "/attempt/{id}" has its id at 1.
 * @param {number} part
 */
export function pathPart(part) {
  return window.location.pathname.split("/").filter((piece) => piece !== "")[part] ?? "";
}

/**
 * Says something to a screen reader, in the page's status line.
 * @param {string} words
 */
export function tell(words) {
  const told = document.getElementById("told");
  if (told !== null) told.textContent = words;
}

/** @param {string} title */
export function setTitle(title) {
  document.title = `${title} · Askagain`;
}
