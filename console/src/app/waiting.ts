import { Job_Status } from "tabwright";
import { api } from "#/api/api";
import { useLiveReload } from "#/store/live";
import { useQuery } from "#/store/query";

/** More than these are not counted one by one. */
const MOST = 100;

/** How many jobs wait for a person: the one number that is shown on every page. */
export function useWaitingCount(isIn: boolean): number {
  const { data, reload } = useQuery(isIn ? ["waiting-count"] : null, async (signal) => {
    const { data: found } = await api.jobs.listJobs({ status: Job_Status.intervention_needed, limit: MOST }, { signal });
    return found.length;
  });
  useLiveReload(reload, (event) => event.type !== "job.progress" && event.type !== "job.created");
  return data ?? 0;
}
