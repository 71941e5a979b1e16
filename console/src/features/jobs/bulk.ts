/** One act for many jobs, by their ids or by a filter. */

import { api } from "#/api/api";
import type { Filter } from "./filter";
import { type Act, filterFor } from "./requests";

/** How many ids one call takes. */
const MOST = 1000;

export type Target = { ids: readonly string[] } | { filter: Filter };

const CALLS = {
  retry: (request: Request) => api.jobs.retryJobs(request),
  cancel: (request: Request) => api.jobs.cancelJobs(request),
  purge: (request: Request) => api.jobs.purgeJobs(request),
};

type Request = { jobIds: string[] } | { filter: NonNullable<ReturnType<typeof filterFor>> };

/** Does it, call after call. `onCount` hears how many are done so far. Returns the ids of the jobs that were changed. */
export async function actOn(act: Act, target: Target, onCount: (count: number) => void): Promise<string[]> {
  const done: string[] = [];
  const call = async (request: Request) => {
    const answer = await CALLS[act](request);
    done.push(...answer.jobIds);
    onCount(done.length);
    return answer;
  };
  if ("ids" in target) {
    for (let at = 0; at < target.ids.length; at += MOST) await call({ jobIds: target.ids.slice(at, at + MOST) });
    return done;
  }
  const filter = filterFor(act, target.filter, Date.now());
  if (!filter) return done;
  for (;;) {
    const { more, jobIds } = await call({ filter });
    if (!more || jobIds.length === 0) return done;
  }
}
