import { useParams, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { type Job, Job_Status } from "tabwright";
import { Badge, useBrowsers } from "#/features/shared/job-cells";
import { place } from "#/features/shared/job-words";
import { hasEnded } from "#/store/live-jobs";
import { ButtonLink } from "#/ui/button";
import { Id } from "#/ui/copy";
import { ErrorBox } from "#/ui/error-box";
import { Link, OutLink } from "#/ui/link";
import { Page } from "#/ui/page";
import { Skeleton } from "#/ui/skeleton";
import { jobState } from "#/ui/states";
import { Tab, Tabs } from "#/ui/tabs";
import { RelativeTime } from "#/ui/time";
import { Controls, More } from "./controls";
import { Folds } from "./folds";
import type { Told } from "./live-frame";
import { Log } from "./log";
import { Panes } from "./panes";
import { StepList } from "./step-list";
import { progress, type StepRow, stepRows, stillMs } from "./steps";
import { useArtifacts, useEntries, useWholeJob } from "./use-job";
import { useTakes, View } from "./view";
import { Why } from "./why";

export default function JobPage() {
  const { jobId } = useParams({ from: "/jobs/$jobId" });
  const { job, error, reload } = useWholeJob(jobId);
  const back = <Link to="/jobs">Jobs</Link>;
  if (job) return <Known key={jobId} job={job} back={back} trouble={<ErrorBox error={error} what="The job could not be read anew" onRetry={reload} />} />;
  if (error?.kind === "missing" || error?.kind === "invalid") {
    return (
      <Page title="There is no such job" back={back} state="It was purged, belongs to somebody else, or its id is another one.">
        <div className="row">
          <ButtonLink to="/jobs">All jobs</ButtonLink>
        </div>
      </Page>
    );
  }
  return (
    <Page title="Job" back={back}>
      <ErrorBox error={error} what="The job could not be read" onRetry={reload} />
      {!error && <Skeleton lines={8} />}
    </Page>
  );
}

function Known({ job, back, trouble }: { job: Job; back: React.ReactNode; trouble: React.ReactNode }) {
  const entries = useEntries(job.id);
  const artifacts = useArtifacts(job.id);
  const [takes, take] = useTakes();
  const [told, setTold] = useState<Told>();
  const rows = useMemo(() => stepRows(job, entries.data ?? []), [job, entries.data]);
  const isLive = [Job_Status.processing, Job_Status.paused, Job_Status.intervention_needed].includes(job.status);
  const now = isLive ? told : undefined;
  return (
    <Page title={place(job)} back={back} beside={<Beside job={job} />} state={<Facts job={job} />} action={<More job={job} />}>
      {trouble}
      <Panes
        view={<View job={job} rows={rows} artifacts={artifacts.data} takes={takes} onTold={setTold} />}
        side={
          <>
            {/* What is beside it changes each second: only the state is said aloud. */}
            <p className="unseen" role="status">
              {jobState(job.status).word}
            </p>
            <Why job={job} rows={rows} still={stillMs(entries.data ?? [])} told={now} />
            <Controls job={job} controls={now?.controls ?? false} onTake={take} />
            <Parts job={job} rows={rows} />
            <ErrorBox error={entries.error} what="The steps could not be read" onRetry={entries.reload} />
          </>
        }
        below={<Folds job={job} entries={entries.data ?? []} artifacts={artifacts} />}
      />
    </Page>
  );
}

function Beside({ job }: { job: Job }) {
  return (
    <>
      <Badge job={job} />
      <Id id={job.id} label="Copy the job's id" />
    </>
  );
}

function Facts({ job }: { job: Job }) {
  const browser = useBrowsers().get(job.browserTypeId) ?? `browser ${job.browserTypeId}`;
  const tried = job.startedAt ? job.retryCount + 1 : 0;
  return (
    <>
      {job.targetUrl && (
        <>
          <OutLink href={job.targetUrl}>Open its page</OutLink> ·{" "}
        </>
      )}
      {browser} · try {tried} of {job.maxRetries + 1} · created <RelativeTime at={job.createdAt} />
      {job.scheduleId && (
        <>
          {" "}
          by{" "}
          <Link to="/schedules/$id" params={{ id: job.scheduleId }}>
            its schedule
          </Link>
        </>
      )}
      {job.task && <> · task {job.task.name}</>}
      {Object.entries(job.labels).map(([key, value]) => (
        <span key={key}>
          {" · "}
          <Link to="/jobs" search={{ q: `label:${/\s/.test(value) ? `"${key}=${value}"` : `${key}=${value}`}` }}>
            {key}={value}
          </Link>
        </span>
      ))}
    </>
  );
}

/** Steps and log: below each other, or, where it is narrow, one of them. */
function Parts({ job, rows }: { job: Job; rows: readonly StepRow[] }) {
  const { tab = "steps" } = useSearch({ from: "/jobs/$jobId" });
  const { done, all } = progress(rows);
  return (
    <div className="job-parts" data-tab={tab}>
      <Tabs label="Parts of the job">
        <Tab from="/jobs/$jobId" to="." search={(old) => ({ ...old, tab: undefined })} isChosen={tab === "steps"} count={`${done}/${all}`}>
          Steps
        </Tab>
        <Tab from="/jobs/$jobId" to="." search={(old) => ({ ...old, tab: "log" as const })} isChosen={tab === "log"}>
          Log
        </Tab>
        <Tab from="/jobs/$jobId" to="." search={(old) => ({ ...old, tab: "details" as const })} isChosen={tab === "details"}>
          Details
        </Tab>
      </Tabs>
      <section className="job-part-steps">
        <h2>
          Steps <span className="count">{`${done} of ${all}`}</span>
        </h2>
        <StepList job={job} rows={rows} />
      </section>
      <section className="job-part-log">
        <h2>Log</h2>
        <Log jobId={job.id} isRunning={!hasEnded(job.status)} />
      </section>
    </div>
  );
}
