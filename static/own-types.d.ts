// Reps' own nos as the server sends them. Types only: never served.

import type { Ending, Method } from "./wire.js";

/** `GET /api/own`: everything that one keeps, newest first, and what one can pick from. */
export interface OwnList {
  nos: OwnNo[];
  most: number;
  reasons: ReasonChoice[];
  methods: MethodChoice[];
}
/** `words` hint at it: what is typed is looked at on the device, and sent nowhere. */
export interface ReasonChoice { reason: string; name: string; words?: string[] }
export interface MethodChoice { method: Method; name: string; hint: string }
/** What somebody tells: the body of `POST /api/own`, which answers with the id. */
export interface OwnTold { need: string; name: string; role?: string; said: string; you?: string; reasons: string[]; tried?: Method[] }
export interface OwnNo extends OwnTold {
  id: string;
  at: string;
  /** The language model that drafted the person; left out for one made by rules. */
  drafted?: string;
  commitment?: Commitment;
  told?: { asked: Asked; note?: string; at: string };
}
/** The body of `POST /api/own/{id}/commitment`. */
export interface Commitment { method: Method; date: string; words?: string }
/** `POST /api/own/{id}/told` takes it with a note. */
export type Asked = "yes" | "part" | "no";
/** `GET /api/own/{id}`. */
export interface OwnPage {
  no: OwnNo;
  /** Under this name it is played. */
  scenario: string;
  attempts: { id: string; ending: Ending | ""; total: number; turns: number; started_at: string }[];
  reasons: ReasonChoice[];
  methods: MethodChoice[];
  /** The language model that may draft the person, "" for none. */
  drafter: string;
}
