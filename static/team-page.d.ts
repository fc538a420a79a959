// What the parts of the team's page share. Types only: never served.

import type { Assignment, BoardItem, Invitation, LiveRoom, Me, TeamAnswer } from "./team-types.js";

export type Part = "team" | "assignments" | "boards" | "rooms" | "invitations";
export interface TeamPage {
  id: string; who: Me; answer: TeamAnswer;
  trains: boolean; owns: boolean;
  assignments: Assignment[]; boards: BoardItem[]; rooms: LiveRoom[]; invitations: Invitation[];
  scenarios: { name: string; title: string }[];
  /** Fetches one part anew and draws it. */
  reload: (part: Part) => Promise<void>;
}
