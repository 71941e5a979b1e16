import { useEffect } from "react";
import type { Schedule } from "tabwright/v1/schedule";
import { reloadQueries } from "#/store/query";
import { milliseconds } from "#/ui/time";

/** Reads schedules and their runs anew when the next of them has run: its time is known before, and no event tells of it. */
export function useReloadAtNextRun(rows: readonly Schedule[] | undefined): void {
  const times = (rows ?? []).flatMap(({ nextRunAt }) => (nextRunAt ? [milliseconds(nextRunAt)] : []));
  const next = times.length ? Math.min(...times) : undefined;
  useEffect(() => {
    if (next === undefined) return;
    // The server creates the job within some seconds; a time that has passed already is asked for again after that long, too.
    const pause = Math.min(Math.max(next - Date.now(), 0) + 3000, 2 ** 31 - 1);
    const timer = setTimeout(() => reloadQueries("schedules"), pause);
    return () => clearTimeout(timer);
  }, [next, rows]);
}
