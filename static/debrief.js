// The debrief of an attempt.

import { get } from "./api.js";
import { find } from "./dom.js";
import { pathPart, setTitle, show } from "./page.js";

/** @import {Attempt, Briefing} from "./wire.js" */

const content = find("content", HTMLDivElement);
show(content, () => /** @type {Promise<{attempt: Attempt, briefing: Briefing}>} */ (get(`/api/attempts/${pathPart(1)}/debrief`)), (data) => {
  setTitle(`Debrief: ${data.briefing.title}`);
  find("title", HTMLHeadingElement).textContent = data.briefing.title;
});
