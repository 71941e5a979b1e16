import { useEffect } from "react";
import type { Job } from "tabwright";
import { api } from "#/api/api";
import { errorType } from "#/features/shared/job-words";
import { usePages } from "#/features/shared/pages";
import { putJobs, useJob } from "#/store/live";
import { shortId } from "#/ui/copy";
import { ErrorBox } from "#/ui/error-box";
import { Link } from "#/ui/link";
import { StateBadge } from "#/ui/state-badge";
import { jobState } from "#/ui/states";
import { type Column, Table } from "#/ui/table";
import { Duration, RelativeTime } from "#/ui/time";

const SIZE = 20;

const COLUMNS: readonly Column<Job>[] = [
  { id: "job", head: "Job", cell: ({ id }) => <Link to="/jobs/$jobId" params={{ jobId: id }} className="mono">{shortId(id)}</Link> },
  { id: "state", head: "State", cell: (job) => <RunState job={job} /> },
  { id: "for", head: "For", cell: ({ scheduledAt, createdAt }) => <><RelativeTime at={scheduledAt ?? createdAt} />{!scheduledAt && <span className="muted hide-small"> by hand</span>}</> },
  { id: "why", head: "Why", isWide: true, hide: "small", cell: (job) => <Why job={job} /> },
  { id: "took", head: "Took", align: "end", hide: "small", cell: (job) => <Took job={job} /> },
];

/** The jobs that a schedule has created, the newest first. */
export function Runs({ id }: { id: string }) {
  const { list, pager } = usePages(["schedules", "runs", id], (pageToken, signal) => api.jobs.listJobs({ scheduleId: id, limit: SIZE, pageToken }, { signal }), SIZE);
  const rows = list.data?.data;
  useEffect(() => putJobs(rows ?? []), [rows]);
  return (
    <>
      <ErrorBox error={list.error} what="The runs could not be read" onRetry={list.reload} />
      <Table label="Runs" columns={COLUMNS} rows={list.error ? (rows ?? []) : rows} id={(job) => job.id} isBusy={list.isLoading} isStale={list.isStale} empty={<p className="muted">It has created no job that is still kept.</p>} />
      {pager}
    </>
  );
}

function RunState({ job }: { job: Job }) {
  return <StateBadge state={jobState((useJob(job.id) ?? job).status)} />;
}

function Why({ job: row }: { job: Job }) {
  const job = useJob(row.id) ?? row;
  return job.error ? `${errorType(job)} ${job.error.message}` : "";
}

function Took({ job: row }: { job: Job }) {
  const { startedAt, completedAt } = useJob(row.id) ?? row;
  return <Duration from={startedAt} to={completedAt} />;
}
