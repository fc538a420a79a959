// A rep's progress as the server sends it. Types only: never served.

import type { Ending, Method } from "./wire.js";

export interface ProgressAnswer {
  attempts: ProgressAttempt[];
  opens: WayCount[]; ways: WayCount[];
  first: number; nos: number; asked_again: number;
  sentences: string[];
  kept: { attempt: string; title: string; turn: number; text: string; at: string }[];
  older: boolean;
}
export interface ProgressAttempt {
  id: string; scenario: string; title: string; started_at: string; ending: Ending; total: number;
  rewind?: boolean; coached?: boolean; official?: boolean;
}
export interface WayCount { method: Method; name: string; turns: number; attempts: number }
