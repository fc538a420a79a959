// A small helper for building elements. Text only ever enters as text nodes, so
// that nothing anybody wrote can become markup.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Builds an element. `class` and any attribute by its name; a function under an
 * `on…` name listens to that event; `true` sets a bare attribute, `false`, null
 * and undefined set none.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on") && typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  append(node, children);
  return node;
}

/**
 * Appends what is there of the children.
 * @param {Node} node
 * @param {Child[]} children
 */
export function append(node, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
}

/**
 * Replaces a container's children. Focus stays on the element with the same
 * `data-key`, so that a page that is drawn anew under the keyboard keeps its place.
 * @param {Element} container
 * @param {...Child} children
 */
export function refill(container, ...children) {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && container.contains(active) ? active.dataset.key : undefined;
  container.replaceChildren();
  append(container, children);
  if (key === undefined) return;
  for (const node of container.querySelectorAll("[data-key]")) {
    if (node instanceof HTMLElement && node.dataset.key === key) {
      node.focus({ preventScroll: true });
      return;
    }
  }
}

/**
 * Finds an element that the page's HTML is known to hold.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function find(id, kind) {
  const node = document.getElementById(id);
  if (!(node instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return node;
}

/**
 * Words for a screen reader alone.
 * @param {string} text
 */
export function hidden(text) {
  return element("span", { class: "hidden" }, text);
}

/**
 * Level as dots, with its words for those who do not see them.
 * @param {number} level 1 to 5
 */
export function levelDots(level) {
  const filled = Math.max(0, Math.min(5, level));
  return element("span", { class: "level", role: "img", "aria-label": `Level ${level} of 5` }, "●".repeat(filled) + "○".repeat(5 - filled));
}
