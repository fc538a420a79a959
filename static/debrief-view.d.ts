// What the parts of the debrief share. Types only: never served.

import type { Comments } from "./comments.js";
import type { Reflection } from "./debrief-types.js";

export interface View {
  /** The attempt's id. */
  attempt: string;
  /** Whether it is the reader's own; else a trainer reads it. */
  mine: boolean;
  /** The rep's id, "" where it is not told. */
  rep: string;
  /** The rep's name, "" where nobody else reads it. */
  name: string;
  official: boolean;
  team: string;
  /** The language model that can word proposals anew, "" for none. */
  coach: string;
  /** What the rep wrote down for themself; empty for everybody else. */
  reflections: Reflection[];
  /** What is being written and not kept yet, by turn. */
  writing: Map<number, string>;
  /** Comments on turns; null where nobody else reads it. */
  comments: Comments | null;
}
