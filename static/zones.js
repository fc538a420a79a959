// A choice among the time zones that the browser knows.

import { element } from "./dom.js";

/**
 * @param {string} id
 * @param {string} chosen an IANA name; "" for the reader's own
 */
export function zoneSelect(id, chosen) {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const picked = chosen || own || "UTC";
  const known = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  const names = [...new Set([...known, "UTC", picked])].sort();
  return element("select", { id }, ...names.map((name) => element("option", { value: name, selected: name === picked }, name.replaceAll("_", " "))));
}
