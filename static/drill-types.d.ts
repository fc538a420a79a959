// The shapes of the drill. Types only: never served.

import type { Channel, Method, MethodChoice, Read } from "./wire.js";

export interface DrillPerson { name: string; role: string; side: "client" | "own" }
export interface DrillExercise {
  key: string; title: string; you: string; person: DrillPerson; need: string; channel: Channel;
  no: string; settled: boolean; others: DrillPerson[]; note: string;
}
export interface DrillRound { done: number; of: number; seen: number; asked: number; moved: number; says: string }
export interface Drill {
  method: MethodChoice; why: string; methods: MethodChoice[]; seed: number; number: number;
  exercise: DrillExercise | null; round: DrillRound; streak: number;
}
export interface DrillTurn { id: string; method: Method; seed: number; exercise: string; text: string; zone: string }
export interface DrillResult {
  read: Read; seen: boolean; asked: boolean; moved: boolean; outcome: string; asks: string; says: string;
  lines: { person: string; text: string }[]; behind: string; stronger: string; round: DrillRound; streak: number;
}
