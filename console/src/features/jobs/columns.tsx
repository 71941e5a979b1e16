import { timestampMs } from "@bufbuild/protobuf/wkt";
import { type Job, Job_Status } from "tabwright";
import { Badge, useBrowsers } from "#/features/shared/job-cells";
import { doing, errorText, errorType, place, whyHeld, whyStill } from "#/features/shared/job-words";
import { useNow } from "#/store/clock";
import { useStep } from "#/store/live";
import { hasEnded } from "#/store/live-jobs";
import { shortId } from "#/ui/copy";
import { Link } from "#/ui/link";
import type { Column } from "#/ui/table";
import { Duration, RelativeTime } from "#/ui/time";

export const COLUMNS: readonly Column<Job>[] = [
  { id: "state", head: "State", cell: (job) => <State job={job} /> },
  { id: "what", head: "What", cell: (job) => <What job={job} />, isWide: true },
  { id: "browser", head: "Browser", cell: (job) => <Browser id={job.browserTypeId} />, hide: "medium" },
  { id: "try", head: "Try", cell: tries, align: "end", hide: "small" },
  { id: "waited", head: "Waited", cell: (job) => <Waited job={job} />, align: "end", hide: "medium" },
  { id: "ran", head: "Ran", cell: (job) => <Ran job={job} />, align: "end", hide: "small" },
  { id: "created", head: "Created", cell: (job) => <RelativeTime at={job.createdAt} />, align: "end" },
];

function State({ job }: { job: Job }) {
  return (
    <Link to="/jobs/$jobId" params={{ jobId: job.id }} className="job-link">
      <Badge job={job} /> <code title={job.id}>{shortId(job.id)}</code>
    </Link>
  );
}

function What({ job }: { job: Job }) {
  return (
    <span className="job-what">
      <span className="cut">{place(job)}</span>{" "}
      <span className="muted cut">
        {doing(job)}
        <StepOf job={job} />
      </span>
    </span>
  );
}

function StepOf({ job }: { job: Job }) {
  const step = useStep(job.id);
  if (!step?.count || hasEnded(job.status)) return null;
  return <> · step {Math.min(step.count, (step.index ?? -1) + 2)}/{step.count}</>;
}

function Browser({ id }: { id: number }) {
  return <>{useBrowsers().get(id) ?? `#${id}`}</>;
}

function tries(job: Job): string {
  const done = job.startedAt ? job.retryCount + 1 : 0;
  return `${done}/${job.maxRetries + 1}`;
}

/** Of one that has been tried again it is not known: its first start is not kept. */
function Waited({ job }: { job: Job }) {
  if (job.retryCount > 0) return <>–</>;
  if (job.status === Job_Status.pending) return <Duration from={job.createdAt} />;
  return job.startedAt ? <Duration from={job.createdAt} to={job.startedAt} /> : <>–</>;
}

function Ran({ job }: { job: Job }) {
  if (!job.startedAt || job.status === Job_Status.pending) return <>–</>;
  if (hasEnded(job.status)) return job.completedAt ? <Duration from={job.startedAt} to={job.completedAt} /> : <>–</>;
  return <Duration from={job.startedAt} />;
}

const details = new WeakMap<Job, React.ReactNode>();

/** The second line of a row: why it failed, stands still or waits. The same element for the same job, so that the row is not drawn anew. */
export function detailOf(job: Job): React.ReactNode {
  if (!details.has(job)) details.set(job, detail(job));
  return details.get(job);
}

function detail(job: Job): React.ReactNode {
  if (job.status === Job_Status.failed) {
    return (
      <p className="job-why cut">
        <b>{errorType(job)}</b> {errorText(job)}
      </p>
    );
  }
  if (job.status === Job_Status.paused || job.status === Job_Status.intervention_needed) {
    return job.pause ? (
      <p className="job-why cut">
        {whyStill(job)} · until <RelativeTime at={job.pause.deadline} />
      </p>
    ) : null;
  }
  if (job.status !== Job_Status.pending) return null;
  return whyHeld(job) || job.notBefore ? (
    <p className="job-why cut">
      <Waiting job={job} />
    </p>
  ) : null;
}

function Waiting({ job }: { job: Job }) {
  const now = useNow(10_000);
  if (job.held) return <>Waits: {whyHeld(job)}</>;
  if (!job.notBefore || timestampMs(job.notBefore) < now) return <>Waits for a worker</>;
  return (
    <>
      May start <RelativeTime at={job.notBefore} />
    </>
  );
}
