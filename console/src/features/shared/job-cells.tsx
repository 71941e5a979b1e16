import { timestampMs } from "@bufbuild/protobuf/wkt";
import { type Job, Job_Status } from "tabwright";
import { api } from "#/api/api";
import { useNow } from "#/store/clock";
import { useQuery } from "#/store/query";
import { StateBadge } from "#/ui/state-badge";
import { jobState, WAITS } from "#/ui/states";

/** A pending job that may not start yet looks otherwise than one that waits for its turn. */
export function Badge({ job }: { job: Job }) {
  const now = useNow(10_000);
  const isLater = job.notBefore !== undefined && timestampMs(job.notBefore) > now;
  const isWaiting = job.status === Job_Status.pending && (job.held !== undefined || isLater);
  return <StateBadge state={isWaiting ? WAITS : jobState(job.status)} />;
}

const NONE: ReadonlyMap<number, string> = new Map();

/** Names of browser types by their ids: they change hardly ever. */
export function useBrowsers(): ReadonlyMap<number, string> {
  const { data } = useQuery(["browser-names"], async (signal) => {
    const { data: found } = await api.browsers.listBrowsers({}, { signal });
    return new Map(found.map(({ id, name }) => [id, name]));
  });
  return data ?? NONE;
}
