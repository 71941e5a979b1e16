import { timestampMs } from "@bufbuild/protobuf/wkt";
import { type Job, Job_Status } from "tabwright";
import { errorReason, errorType, going, whyHeld } from "#/features/shared/job-words";
import { useNow } from "#/store/clock";
import { ButtonLink } from "#/ui/button";
import { Icon } from "#/ui/icon";
import { Meter } from "#/ui/meter";
import { duration, RelativeTime } from "#/ui/time";
import { ADVICE } from "./advice";
import type { Told } from "./live-frame";
import type { StepRow } from "./steps";

/** The first thing that is read: how long it runs, and why it failed, stands still or waits. */
export function Why({ job, rows, still, told }: { job: Job; rows: readonly StepRow[]; /** For how many milliseconds this attempt has stood still so far. */ still: number; told: Told | undefined }) {
  if (job.status === Job_Status.failed) return <Failure job={job} rows={rows} />;
  if (job.status === Job_Status.pending) return <Waiting job={job} />;
  if (job.status === Job_Status.processing) return <Running job={job} still={still} told={told} />;
  if (job.status === Job_Status.completed) return <Completed job={job} />;
  if (job.status === Job_Status.cancelled) return <p className="muted">Cancelled{job.startedAt ? "" : " before it began"}. It can be retried: then it begins with its first step.</p>;
  return <Still job={job} told={told} />;
}

function Failure({ job, rows }: { job: Job; rows: readonly StepRow[] }) {
  const type = errorType(job);
  const [meaning, advice] = ADVICE[type] ?? [];
  const details = job.error?.details;
  const row = details && rows.find(({ index }) => index === details.actionIndex);
  const isOfStep = details !== undefined && (details.actionIndex !== undefined || details.action === "visit");
  return (
    <div className="job-failure" role="group" aria-label="Why it failed">
      <p className="job-reason">
        <b>{type}</b> {errorReason(job)}
      </p>
      {isOfStep && row && (
        <p>
          At step {(row.index ?? -1) + 1 || "0"}: <b>{row.name}</b> {row.about}
        </p>
      )}
      {meaning && <p className="muted">{inJson(meaning)}</p>}
      {advice && (
        <p>
          <b>What to do:</b> {inJson(advice)}
        </p>
      )}
      {details?.acted && (
        <p>
          <Icon name="warning" /> It had acted on the site, or may have: look at what it has done before you run it again.
        </p>
      )}
    </div>
  );
}

/** The names of fields as a job's JSON has them, not as the definition of the API: `options.onHttpError`. */
function inJson(text: string): string {
  const whole = text.replaceAll("JobOptions.", "options.");
  return whole.replaceAll(/\b[a-z]+(?:_[a-z]+)+\b/g, (name) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
}

function Waiting({ job }: { job: Job }) {
  const now = useNow();
  const isLater = job.notBefore && timestampMs(job.notBefore) > now;
  return (
    <div className="job-note">
      {job.retryCount > 0 && <p>Its attempt {job.retryCount} did not succeed, and it is tried again.</p>}
      {isLater ? (
        <p>
          It may start <RelativeTime at={job.notBefore} />.
        </p>
      ) : (
        <p>It waits {job.held ? `: ${whyHeld(job)}` : "for a worker"}.</p>
      )}
      {job.held?.until && (
        <p>
          It may start <RelativeTime at={job.held.until} /> at the earliest.
        </p>
      )}
    </div>
  );
}

function Running({ job, still, told }: { job: Job; still: number; told: Told | undefined }) {
  const now = useNow();
  const ran = job.startedAt ? Math.max(0, now - timestampMs(job.startedAt) - still) : 0;
  return (
    <div className="job-note row">
      <Meter label="Time of this attempt" value={ran} max={job.timeoutMs} text={`${going(ran)} of ${duration(job.timeoutMs)}`} tone={ran > job.timeoutMs * 0.8 ? "person" : "run"} />
      {told && <span className="muted">{told.controls ? "You control its browser" : told.controlled ? "Somebody controls its browser" : `View: ${told.words || told.connection}`}</span>}
    </div>
  );
}

const REASONS: Record<string, string> = {
  PAUSED: "It stands still, since somebody asked for that.",
  CAPTCHA: "A page wants to know whether a person is there.",
  LOGIN_FAILED: "The site has refused the sign-in.",
  STEP_FAILED: "A step has failed.",
  REQUESTED: "It asks for a person.",
};

function Still({ job: { pause }, told }: { job: Job; told: Told | undefined }) {
  if (!pause) return null;
  const who = told?.controls ? "You have control of its browser." : pause.controlledBy && `${pause.controlledBy} has control of its browser.`;
  return (
    <div className="job-still" role="group" aria-label="Why it stands still">
      <p>
        <b>{REASONS[pause.reason] ?? pause.reason}</b>
        {pause.vendor && ` (${pause.vendor})`}
        {pause.by && ` Asked by ${pause.by}.`}
      </p>
      {pause.instructions && <p className="job-instructions">{pause.instructions}</p>}
      {pause.message && <p>{pause.message}</p>}
      <p className="muted">
        {pause.reason === "PAUSED" ? "It goes on by itself" : "It fails"} <RelativeTime at={pause.deadline} none="when its time is over" />. {who}
        {pause.looksSolved && " What it waits for seems to be done."}
      </p>
    </div>
  );
}

function Completed({ job }: { job: Job }) {
  const ms = job.result?.duration;
  const { fallback } = job.result ?? {};
  return (
    <div className="job-note">
      <p>
        Done{ms ? ` in ${duration(ms)}` : ""}.{job.result?.title && ` It ended at “${job.result.title}”.`}
      </p>
      {fallback && (
        <p>
          <Icon name="warning" /> From a fallback ({fallback.kind}), since it would have failed: {fallback.message}{" "}
          {fallback.cachedJobId && (
            <ButtonLink kind="quiet" to="/jobs/$jobId" params={{ jobId: fallback.cachedJobId }}>
              Its job
            </ButtonLink>
          )}
        </p>
      )}
    </div>
  );
}
