// The debrief as the server sends it. Types only: never served.

import type { Ask, Attempt, Briefing, Channel, DimensionName, Ending, Evidence, Line, Method, TurnKind, Verdict } from "./wire.js";

export interface DebriefAnswer {
  attempt: Attempt; briefing: Briefing; debrief: Debrief;
  /** Left out by answers that are the rep's alone. */
  mine?: boolean;
  rep?: { person: string; name: string };
  official?: boolean;
  /** The team whose trainers may read it, "" for none. */
  team?: string;
  /** The language model that can word proposals anew, "" for none. */
  coach?: string;
  /** What the rep wrote down for themself; the rep's own answer alone has any. */
  reflections?: Reflection[];
}
/** What stands beside an attempt; beside is null where it went back from none that can be shown. */
export interface BesideAnswer {
  parent: string;
  beside: { from: number; changed: string; then: Outline; now: Outline } | null;
  branches: { id: string; from: number; ending: Ending; total: number; started_at: string }[];
}
export interface Outline { ending: Ending; title: string; total: number; asks: number; nos: number; days: number; turns: Note[] }
export interface Reflection { turn: number; text: string; at: string }
export interface Debrief {
  ending: { ending: Ending; day: number; date?: string; banked: boolean; title: string; text: string };
  card: Card;
  moments: Moment[];
  turns: Note[];
  never_tried: Way[];
  before: { usual?: string; prepared?: number; asked: number; text?: string };
  habits: string[];
  resistance: Curve[];
  /** How the turns went that were said aloud; left out where none was. */
  spoken?: Spoken;
}
export interface Spoken {
  turns: number; seconds: number; words: number;
  /** In words a minute, 0 where too little was said to tell. */
  pace: number;
  /** Estimates: how long the answers would take to say, and the rep's share of the talk in percent. */
  their_seconds: number; share: number;
  text: string; source: string;
}
export interface NamedMethod { method: Method; name: string }
export interface Way extends NamedMethod { fits: boolean; line: string }
export interface Curve { person: string; name: string; points: { turn: number; strength: number }[] }

export interface Card {
  rubric: number; reader: string;
  total: number;
  dimensions: { dimension: DimensionName; points: number; of: number; reason: string; evidence: CardEvidence[] | null }[];
  pressure: number;
  nos: number; asks: number; asks_after_no: number; fresh_asks: number;
  methods: Method[] | null; untried: Method[] | null;
  /** How many corrections it rests on; left out for none. */
  corrected?: number;
}
export interface CardEvidence extends Evidence { turn: number }

export interface Note {
  turn: number; kind?: TurnKind; day: number; date?: string; to?: string; name?: string; channel?: Channel;
  text?: string; intends?: Method[]; days?: number; ask?: Ask; methods: NamedMethod[]; tone?: "warm" | "neutral" | "pushy";
  yields?: boolean; repeat?: "" | "own" | "theirs"; unborne?: NamedMethod[]; evidence: Evidence[]; verdict?: Verdict;
  heard: boolean; fresh: boolean; no_new_way: boolean; gave_ground: boolean; no: boolean; patience: number;
  lines: Line[]; thought?: string;
  /** For trainers: the labels that only one of two readers counts, and whether the second did not read. */
  differs?: string[]; second_missed?: boolean;
  /** What was corrected in how the turn reads, oldest first. */
  corrected?: Correction[];
  /** The last turn to keep when trying again from here. */
  back_to: number;
}

export interface Correction { turn: number; changes: LabelChange[]; reason: string; by: string }
export interface LabelChange { label: string; holds: boolean; evidence?: Evidence }

/** One of the nos that mattered most. */
export interface Moment {
  turn: number;
  /** The last turn to keep when trying again from here. */
  back_to: number;
  person: string; name: string; channel?: Channel;
  /** The rep's words, "" at the opening no. */
  said: string; evidence: Evidence[];
  no: string; why: string; thought: string;
  stood: Stood[]; untried: NamedMethod[];
  stronger: { methods: NamedMethod[] | null; title: string; line: string };
  reflect: string;
}
/** A concern that stood at a moment. */
export interface Stood {
  concern: string; says: string; behind?: string; known: boolean; strength: number; start: number; weakened: boolean; helper?: string;
}
