import { type Job, Job_Status } from "tabwright";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { doing, place } from "#/features/shared/job-words";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button, ButtonLink } from "#/ui/button";
import { confirm } from "#/ui/confirm";
import { Id } from "#/ui/copy";
import { ErrorBox } from "#/ui/error-box";
import { Icon } from "#/ui/icon";
import { Link } from "#/ui/link";
import { StateBadge } from "#/ui/state-badge";
import { jobState, type State } from "#/ui/states";
import { RelativeTime } from "#/ui/time";
import { toast } from "#/ui/toast";
import { TimeLeft } from "./time-left";

const SOLVED: State = { word: "Looks solved", icon: "tick", tone: "good" };

/** One job that stands still: why, what is to be done, until when, and the way to its browser. */
export function Intervention({ job }: { job: Job }) {
  const { pause } = job;
  const isPaused = job.status === Job_Status.paused;
  const params = { jobId: job.id };
  const may = useMay("member");
  const isTaken = Boolean(pause?.controlledBy);
  return (
    <li className="card intervention" aria-label={place(job)}>
      <div className="spread">
        <div className="row">
          <StateBadge state={jobState(job.status)} />
          {pause?.looksSolved && <StateBadge state={SOLVED} />}
        </div>
        <TimeLeft pause={pause} isPaused={isPaused} />
      </div>
      <h2>
        <Link to="/jobs/$jobId" params={params}>
          {place(job)}
        </Link>
      </h2>
      <p>
        <strong>{why(job)}</strong>
      </p>
      {pause?.instructions && <p className="said">{pause.instructions}</p>}
      {pause?.message && <p className="said muted">{pause.message}</p>}
      <p className="muted">
        {where(job)} · since <RelativeTime at={pause?.since ?? job.updatedAt} /> · <Id id={job.id} label="Copy the job's id" />
      </p>
      {isTaken && (
        <p className="row control">
          <Icon name="hand" />
          <span>
            {pause?.controlledBy} has control since <RelativeTime at={pause?.controlledSince} />.
          </span>
        </p>
      )}
      <div className="row">
        <ButtonLink to="/jobs/$jobId" params={params} search={may ? { take: true } : {}} kind={isTaken ? "quiet" : "primary"} icon={may && !isTaken ? "hand" : "eye"}>
          {may && !isTaken ? "Take over" : isTaken && may ? "Watch, or ask for control" : "Watch"}
        </ButtonLink>
        {may && <GoOn job={job} isPaused={isPaused} />}
      </div>
    </li>
  );
}

/** Ends the wait without a look at the browser. */
function GoOn({ job, isPaused }: { job: Job; isPaused: boolean }) {
  const resume = useAction(async (outcome: string, note: string) => {
    await api.jobs.resumeJob({ jobId: job.id, outcome, note });
    toast(outcome === "failed" ? "The job fails." : "The job goes on.");
    reloadQueries("interventions");
  });
  const fail = async () => {
    const text = "The job fails as it would have without a person, and with these words.";
    const answer = await confirm({ title: "Say that it cannot be done?", text, action: "Let it fail", isDestructive: true, reason: "Why it cannot be done" });
    if (answer) await resume.run("failed", answer.reason);
  };
  return (
    <>
      <Button icon="play" isBusy={resume.isBusy} onClick={() => void resume.run("done", "")}>
        {isPaused ? "Resume" : "It is done"}
      </Button>
      {!isPaused && (
        <Button disabled={resume.isBusy} onClick={() => void fail()}>
          Cannot be done…
        </Button>
      )}
      <ErrorBox error={resume.trouble} />
    </>
  );
}

const WORDS: Record<string, string> = {
  PAUSED: "It was paused",
  CAPTCHA: "The page wants to know whether a person is there",
  LOGIN_FAILED: "The site has refused the sign-in",
  STEP_FAILED: "A step has failed",
  REQUESTED: "The job asks for a person",
};

/** The reason in words; one that is not known yet stands there as it is. */
export function why({ pause }: Job): string {
  if (!pause) return "It stands still";
  return (WORDS[pause.reason] ?? pause.reason) + (pause.vendor ? ` (${pause.vendor})` : "") + (pause.by ? `, by ${pause.by}` : "");
}

function where(job: Job): string {
  const { pause } = job;
  const index = pause?.actionIndex;
  const step = index === undefined ? "opening of the page" : `step ${index + 1} of ${job.actions.length}${pause?.action ? ` (${pause.action})` : ""}`;
  return job.task ? `${doing(job)} · ${step}` : step;
}
