import { useEffect } from "react";
import type { Job } from "tabwright";
import { api } from "#/api/api";
import { putJobs, useJobs } from "#/store/live";
import { useQuery } from "#/store/query";
import { Icon } from "#/ui/icon";
import { Link } from "#/ui/link";
import { jobState } from "#/ui/states";
import { absolute } from "#/ui/time";

const NONE: readonly Job[] = [];

/** The latest jobs of a schedule as marks, the newest last: each leads to its job, and changes with it. */
export function LastRuns({ id }: { id: string }) {
  const { data, error } = useQuery(["schedules", "runs", id], (signal) => api.jobs.listJobs({ scheduleId: id, limit: 10 }, { signal }));
  const read = data?.data;
  useEffect(() => putJobs(read ?? NONE), [read]);
  const jobs = useJobs(read ?? NONE);
  if (!read) return <span className="muted">{error ? "could not be read" : ""}</span>;
  if (jobs.length === 0) return <span className="muted">none yet</span>;
  return (
    <span className="ticks">
      {jobs.toReversed().map((job) => {
        const { word, icon, tone } = jobState(job.status);
        const label = `${word}, ${job.createdAt ? absolute(job.createdAt) : ""}`;
        return (
          <Link key={job.id} to="/jobs/$jobId" params={{ jobId: job.id }} className={`tick state tone-${tone}`} aria-label={label} title={label}>
            <Icon name={icon} />
          </Link>
        );
      })}
    </span>
  );
}
