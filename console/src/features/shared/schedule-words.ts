import type { Schedule } from "tabwright/v1/schedule";
import { api } from "#/api/api";
import { reloadQueries } from "#/store/query";
import { confirm } from "#/ui/confirm";
import type { State } from "#/ui/states";
import { milliseconds } from "#/ui/time";
import { attempt } from "./attempt";

const ACTIVE: State = { word: "Active", icon: "tick", tone: "good" };
const PAUSED: State = { word: "Paused", icon: "pause", tone: "later" };
const FAILS: State = { word: "Creates no job", icon: "warning", tone: "bad" };

/** Whether the latest of its times created no job. */
export function fails({ lastError, lastRunAt }: Schedule): boolean {
  return lastError?.runAt !== undefined && (!lastRunAt || milliseconds(lastError.runAt) > milliseconds(lastRunAt));
}

export function scheduleState(schedule: Schedule): State {
  return schedule.isPaused ? PAUSED : fails(schedule) ? FAILS : ACTIVE;
}

export async function turn({ id, isPaused }: Schedule): Promise<void> {
  const call = () => (isPaused ? api.schedules.resumeSchedule({ id }) : api.schedules.pauseSchedule({ id }));
  await attempt(call, isPaused ? "It runs again, from its next time on." : "It is paused.");
  reloadQueries("schedules");
}

/** False: it was called off, or could not be done. */
export async function remove({ id, name }: Schedule): Promise<boolean> {
  const text = "It creates no jobs any more. Those that it has created remain.";
  if (!(await confirm({ title: `Delete the schedule “${name}”?`, text, action: "Delete", isDestructive: true }))) return false;
  const isDone = await attempt(() => api.schedules.deleteSchedule({ id }), "The schedule is deleted.");
  reloadQueries("schedules");
  return isDone;
}
