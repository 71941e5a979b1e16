/** All that the page of a job reads, and how it follows what happens. */

import { useEffect, useState } from "react";
import type { Job } from "tabwright";
import type { Artifact } from "tabwright/v1/artifact";
import { api } from "#/api/api";
import { putJobs, useConnection, useJob, useLive, useLiveReload } from "#/store/live";
import { hasEnded } from "#/store/live-jobs";
import { type Query, useQuery } from "#/store/query";
import { type Entry, entryOfEvent, entryOfStep, merged } from "./steps";

const PAGE = 1000;
/** A job that has more steps is one whose groups have gone round many times. */
const MOST_PAGES = 10;

/** The job as it is now. What events do not tell, such as its result, is read when its status changes. */
export function useWholeJob(jobId: string): Omit<Query<Job>, "data"> & { job: Job | undefined } {
  const query = useQuery(["job", jobId], async (signal) => {
    const job = await api.jobs.getJob({ jobId }, { signal });
    putJobs([job]);
    return job;
  });
  useFollow(jobId, query);
  const known = useJob(jobId);
  const { data, ...rest } = query;
  // The list has jobs without their results: until this one was read, what is known is enough for the rest.
  const isOlder = known && data && hasEnded(data.status) && known.status === data.status;
  return { ...rest, job: isOlder ? data : (known ?? data) };
}

/** What has happened: as it was read, and what events have told since. */
export function useEntries(jobId: string): Query<Entry[]> {
  const [live, setLive] = useState<{ jobId: string; entries: Entry[] }>({ jobId, entries: [] });
  const query = useQuery(["job-steps", jobId], async (signal) => {
    const found: Entry[] = [];
    let pageToken = "";
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = await api.tasks.listTaskSteps({ id: jobId, limit: PAGE, pageToken }, { signal });
      found.push(...answer.data.map(entryOfStep));
      pageToken = answer.nextPageToken;
      if (!pageToken) break;
    }
    return found;
  });
  useFollow(jobId, query);
  useLive((events) => {
    const fresh = events.filter((event) => event.jobId === jobId).map(entryOfEvent);
    if (fresh.length > 0) setLive((old) => ({ jobId, entries: old.jobId === jobId ? [...old.entries, ...fresh] : fresh }));
  });
  return { ...query, data: query.data && merged(query.data, live.jobId === jobId ? live.entries : []) };
}

/** The files that it has made so far, the oldest first. */
export function useArtifacts(jobId: string): Query<Artifact[]> {
  const query = useQuery(["job-artifacts", jobId], async (signal) => (await api.artifacts.listArtifacts({ jobId }, { signal })).data);
  useLiveReload(query.reload, (event) => event.jobId === jobId && (event.type !== "job.progress" || Boolean(event.data?.artifact)));
  return query;
}

/** Reads anew when the job changes, and when events may have been missed between the reading and the stream. */
function useFollow(jobId: string, { reload, at }: Query<unknown>): void {
  useLiveReload(reload, (event) => event.jobId === jobId && event.type !== "job.progress");
  const connection = useConnection();
  const isBehind = connection.state === "live" && at > 0 && at < connection.since;
  useEffect(() => {
    if (isBehind) reload();
  }, [isBehind, reload]);
}
