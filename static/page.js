// What every page does while it waits for its data and when it does not come.

import { signInPath } from "./address.js";
import { ApiError } from "./api.js";
import { element, refill } from "./dom.js";

// A page that the browser kept from before shows what was true then.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

/**
 * Loads a page's data and draws it; shows that it loads, and what went wrong
 * with a way to try again. When the network was gone it tries by itself once it is back.
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
    failed(container, error, () => show(container, load, draw));
    return;
  }
  container.replaceChildren();
  draw(data);
}

/**
 * @param {HTMLElement} container
 * @param {unknown} error
 * @param {() => void} again
 */
function failed(container, error, again) {
  if (error instanceof ApiError && error.code === "sign_in") {
    signedOut(container, error.message);
    return;
  }
  const offline = error instanceof ApiError && error.code === "";
  const once = () => {
    window.removeEventListener("online", once);
    again();
  };
  if (offline) window.addEventListener("online", once);
  const heading = document.querySelector("main h1");
  if (heading?.textContent === "Loading…") heading.textContent = offline ? "Not reached" : "This did not open";
  refill(
    container,
    element(
      "div",
      { class: "sheet problem-box", role: "alert" },
      element("p", {}, sentence(error)),
      element(
        "div",
        { class: "row" },
        element("button", { type: "button", class: "primary", onclick: once }, "Try again"),
        element("a", { class: "button", href: "/" }, "Go to the shelf"),
      ),
    ),
  );
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
