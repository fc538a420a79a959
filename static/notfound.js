// The page that is not there. A screen on a wall whose link was replaced reloads
// this one, and says so to whoever passes by.

import { element, find, refill } from "./dom.js";
import { pathPart, setTitle } from "./page.js";
import { WALL_ENDED } from "./team-words.js";

if (pathPart(0) === "wall") {
  setTitle("Board");
  refill(find("lost", HTMLElement), element("h1", {}, WALL_ENDED.title), element("p", { class: "soft" }, WALL_ENDED.says));
}
