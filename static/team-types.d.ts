// The shapes of teams, as the server sends them. Types only: never served.

import type { Method } from "./wire.js";

export type Role = "owner" | "trainer" | "rep";
export interface Me {
  guest: boolean;
  person: { id: string; name: string; email: string; owner: boolean } | null;
  teams: MyTeam[];
  guests_allowed: boolean;
  sign_up: "open" | "invited";
  /** The name of the place to sign in at, "" for none. */
  oidc: string;
  guest_attempts: number;
}
export interface MyTeam { id: string; name: string; role: Role; display_name: string; hidden: boolean; archived: boolean; time_zone: string }

export interface Team {
  id: string; name: string; time_zone: string; season: string; keep_words: number; model_off?: boolean; created_at: string; archived_at: string | null;
}
export interface Member { team: string; person: string; name: string; role: Role; hidden?: boolean; joined_at: string }
export interface TeamAnswer { team: Team; me: Member; members: { person: string; name: string; role?: Role; joined_at?: string }[]; read_by?: string }
export interface Invitation {
  id: string; role: Role; uses: number; max_uses: number; by: string; created_at: string; expires_at: string; revoked_at: string | null;
}

export interface Assigned {
  id: string; team: string; team_name: string; scenario: string; title: string; note: string; due_at: string | null;
  attempts: number; begun: number; finished: number; best: number | null; pass_mark: number; palette: boolean; open: boolean;
}
export interface Assignment {
  id: string; team: string; scenario: string; title: string; people: string[] | null; attempts: number; pass_mark: number; palette: boolean; combined: boolean;
  note: string; by: string; due_at: string | null; created_at: string; closed_at: string | null; open: boolean; progress: Progress[] | null;
}
export interface Progress {
  person: string; name: string; begun: number; finished: number; best: number | null; passed: boolean; last_at: string | null;
}

export type Measure = "score" | "variety" | "improvement";
export type Span = "week" | "month" | "season" | "all";
export interface BoardItem { id: string; name: string; scenarios: { name: string; title: string }[]; shared: boolean }
export interface BoardAnswer {
  board: { id: string; name: string; scenarios: { name: string; title: string }[] | string[] };
  measure: Measure; window: Span; from: string | null; until: string | null;
  rows: BoardRow[]; me: { place: number; value: number; played: number; hidden?: boolean } | null; people: number; of: number;
}
export interface BoardRow { place: number; name: string; me?: boolean; value: number; played: number; at: string }

export interface LiveEvent { kind: "board" | "assignment" | "attempt" | "room" | "comment"; id: string }

export interface Glance {
  model: { calls: number; tokens: number; spend: number } | null;
  week: { people: number; practiced: number; attempts: number; asks: number; nos: number };
  weeks: { from: string; attempts: number; average: number | null }[];
  people: GlancePerson[];
  look: { kind: "contested" | "unsure" | "stopped"; person: string; name: string; attempt: string; turn: number; why: string }[];
}
export interface GlancePerson {
  person: string; name: string; attempts: number; last_at: string | null; average: number | null;
  methods: Partial<Record<Method, number>> | null; avoids: Method[] | null;
}
export interface PersonAnswer {
  member: Member;
  attempts: {
    id: string; title: string; scenario: string; started_at: string; ending: string; total: number; official: boolean; assignment: string; forgotten: boolean; rewind?: boolean; coached?: boolean;
  }[];
  scores: { at: string; total: number; scenario: string }[];
  methods: Partial<Record<Method, number>> | null;
}

export interface Comment { id: string; turn: number; by: { person: string; name: string; trainer: boolean }; mine: boolean; text: string; at: string }

export type RoomState = "answering" | "revealed" | "voting" | "closed";
export interface LiveRoom { id: string; team: string; outcome: string; no: string; who: string; state: RoomState; names: boolean }
export interface RoomAnswer { id: string; text: string; name?: string; votes?: number; mine: boolean; labels: Method[] | null; ask: string }
export interface RoomView {
  room: LiveRoom; trainer: boolean; answered: number; people: number; mine: { text: string } | null; answers: RoomAnswer[] | null; voted: string;
}
