/** What each state is called, looks like and is coloured with: the one table of them. */

import { Job_Status } from "tabwright";
import type { IconName } from "./icon";

/** The colours of states: see `.tone-…` in style.css. Nothing else has them. */
export type Tone = "wait" | "later" | "run" | "person" | "good" | "bad" | "off";

export interface State {
  /** The word that is always shown. */
  word: string;
  icon: IconName;
  tone: Tone;
}

const JOBS: Record<Job_Status, State> = {
  [Job_Status.status_unspecified]: { word: "Unknown", icon: "ring", tone: "off" },
  [Job_Status.pending]: { word: "Pending", icon: "ring", tone: "wait" },
  [Job_Status.processing]: { word: "Running", icon: "turning", tone: "run" },
  [Job_Status.completed]: { word: "Completed", icon: "tick", tone: "good" },
  [Job_Status.failed]: { word: "Failed", icon: "cross", tone: "bad" },
  [Job_Status.cancelled]: { word: "Cancelled", icon: "slashed", tone: "off" },
  [Job_Status.paused]: { word: "Paused", icon: "pause", tone: "person" },
  [Job_Status.intervention_needed]: { word: "Needs you", icon: "hand", tone: "person" },
};

/** A state that this console does not know yet is shown by its number, in no colour: a newer server may have it. */
export function jobState(status: Job_Status): State {
  return JOBS[status] ?? { word: `Status ${status}`, icon: "ring", tone: "off" };
}

/** A job that waits for a time or for a limit, and not for its turn. */
export const WAITS: State = { word: "Waits", icon: "clock", tone: "later" };
