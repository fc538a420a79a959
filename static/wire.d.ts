// The shapes that go between server and page. Types only: never served.

import type { Assigned } from "./team-types.js";

export type Method =
  | "direct" | "explore" | "empathize" | "value" | "proof" | "trade"
  | "reduce" | "obstacle" | "ally" | "wait" | "channel";
export type Channel = "email" | "chat" | "phone" | "in_person";
export type Ask = "none" | "partial" | "outcome";
export type Ending = "" | "won" | "closed" | "out_of_time" | "out_of_turns" | "gave_up" | "took_less";
export type Lost = "shotgun" | "pushy" | "hardens" | "stale" | "fruitless" | "idle";
export type GroundHow = "weakened" | "gave_way" | "moved" | "revealed" | "told" | "booked";
export type PersonState = "not_met" | "guarded" | "softening" | "open" | "agreed" | "closed";
export type Verdict =
  | "listen" | "refuse" | "soften" | "give_way" | "hesitate" | "offer_less"
  | "grant_less" | "agree" | "close" | "pass" | "end";
export type DimensionName = "variety" | "perseverance" | "manner" | "attachment" | "result";

export interface Shelf {
  scenarios: ShelfItem[]; open: OpenAttempt[];
  /** What trainers have given, of all teams. */
  assigned?: Assigned[] | null;
  /** Nos of one's own whose day has come: did you ask? */
  due?: { id: string; name: string; date: string }[] | null;
}
export interface ShelfItem {
  name: string; title: string; need: string; you: string; level: number; minutes: number;
  people: number; best: number | null; attempts: number;
}
export interface OpenAttempt { id: string; scenario: string; title: string; turns: number; started_at: string; rewind?: boolean; coached?: boolean }

export interface Briefing {
  name: string; title: string; level: number; minutes: number;
  you: string; need: string; why: string; without: string; less: string;
  within: number; starts: string | null; deadline: string | null;
  people: Person[];
  opener: { person: string; channel: Channel };
  calendar: CalendarEntry[];
  channels: { channel: Channel; name: string; days: number }[];
  dimensions: { dimension: DimensionName; name: string; of: number; what: string }[];
  methods: MethodChoice[];
}
export interface Person {
  id: string; name: string; role: string; side: "client" | "own"; grants: boolean; need: string; moves: string[];
}
export interface CalendarEntry { day: number; date: string | null; says: string }
export interface MethodChoice { method: Method; name: string; hint: string }

export interface Before { usual?: string; asks?: number }
export interface Attempt {
  id: string; scenario: string; title: string; hash: string; rules: string; palette: boolean; engine: number;
  parent?: string; parent_turn?: number; before: Before; started_at: string;
  seq: number; turns: number; ending?: Ending; total: number;
  /** Whose trainers may read it, "" or left out for nobody's. */
  team?: string; assignment?: string; official?: boolean;
  /** It was played with the coach, and ranks nowhere. */
  coached?: boolean;
}

export type TurnKind = "say" | "wait" | "take" | "end";
/** What the rep hands in: the frame that is sent, under the page's own id. */
export interface TurnFrame {
  type: TurnKind; id: string;
  to?: string; channel?: Channel; text?: string; intends?: Method[]; days?: number;
  /** How long the words took to say aloud, left out for typed ones. */
  seconds?: number;
}

export interface Evidence { label: string; quote: string; start: number; end: number }
export interface Said {
  id: string; kind: TurnKind; to?: string; channel?: Channel; text?: string; intends?: Method[] | null; days?: number; seconds?: number;
}
export interface Read {
  ask: Ask; methods: Method[] | null; tone: "warm" | "neutral" | "pushy"; yields: boolean;
  unborne?: Method[] | null; repeat?: "" | "own" | "theirs"; language?: "" | "other"; evidence: Evidence[] | null;
}
export interface Ground { person: string; how: GroundHow; out_of_turn?: boolean }
export interface Decided {
  verdict: Verdict; person?: string; ask: Ask; no?: boolean; new?: boolean;
  ground?: Ground[] | null; lost?: Lost[] | null; day: number; banked?: boolean; ending?: Ending;
}
export interface Line { person?: string; text: string }
export interface Replied { lines: Line[] | null; by?: string; note?: string }
export interface Ended { ending: Ending; day: number; banked?: boolean }

interface EventBase { type: "event"; seq: number; turn: number; at: string }
export type EventFrame =
  | (EventBase & { kind: "said"; said: Said })
  | (EventBase & { kind: "read"; read: Read })
  | (EventBase & { kind: "decided"; decided: Decided })
  | (EventBase & { kind: "replied"; replied: Replied })
  | (EventBase & { kind: "ended"; ended: Ended })
  | (EventBase & { kind: "scored"; scored: { total: number } })
  | (EventBase & { kind: "coached"; coached: object });

/** What the coach says of a turn, with words of it or of an earlier one. */
export interface CoachPoint {
  kind: string; says: string; method?: Method;
  quote: { turn: number; by: "rep" | "client"; name?: string; text: string };
}
/** How words would read that are not said yet. */
export interface LookedAt { read: Read; points: CoachPoint[] }

export interface Now {
  day: number; date: string | null; left: number; nos: number; asks: number; offered: boolean; banked: boolean; ending: Ending;
  people: { id: string; state: PersonState; tried: Method[] | null; asks: number }[];
  channels: { channel: Channel; days: number; arrives: number; date: string | null }[];
}
export interface WelcomeFrame { type: "welcome"; version: number; seq: number; running: boolean; now: Now }
export type ServerFrame =
  | WelcomeFrame
  | EventFrame
  | { type: "now"; now: Now }
  | { type: "typing"; person: string }
  | { type: "coach"; turn: number; points: CoachPoint[] }
  | { type: "preview"; turn: number; person: string; text: string }
  | { type: "error"; code: string; message: string; id?: string };
