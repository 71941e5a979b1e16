import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { type Job, Job_Status } from "tabwright";
import type { Artifact } from "tabwright/v1/artifact";
import { useMay } from "#/api/session";
import { whyHeld } from "#/features/shared/job-words";
import { hasEnded } from "#/store/live-jobs";
import { LiveFrame, type Told } from "./live-frame";
import { isPicture, Picture } from "./picture";
import type { StepRow } from "./steps";

interface ViewProps {
  job: Job;
  rows: readonly StepRow[];
  artifacts: readonly Artifact[] | undefined;
  /** Grows with each wish to take control. */
  takes: number;
  onTold: (told: Told) => void;
}

const RUNS = new Set([Job_Status.processing, Job_Status.paused, Job_Status.intervention_needed]);

/** The large pane: the browser while it runs, else the picture that says most, else why there is none. */
export function View({ job, rows, artifacts, takes, onTold }: ViewProps) {
  const { step } = useSearch({ from: "/jobs/$jobId" });
  const mayAct = useMay("member");
  if (RUNS.has(job.status)) return <LiveFrame key={`${job.id} ${takes}`} jobId={job.id} mayControl={mayAct} takes={takes > 0 && mayAct} onTold={onTold} />;
  const chosen = step === undefined ? undefined : rows.find(({ index }) => (index === undefined ? 0 : index + 1) === step);
  const shown = pictureOf(job, chosen, artifacts);
  if (shown) return <Picture artifact={shown.artifact} caption={shown.caption} />;
  return (
    <div className="job-none">
      <p>{artifacts === undefined ? "" : whyNone(job)}</p>
    </div>
  );
}

/** That of the chosen step, of the failure, or the last screenshot. */
function pictureOf(job: Job, chosen: StepRow | undefined, artifacts: readonly Artifact[] = []): { artifact: Artifact; caption: string } | undefined {
  const named = (name: string | undefined) => artifacts.findLast((one) => one.name === name && isPicture(one));
  const ofStep = named(chosen?.artifact);
  if (chosen && ofStep) return { artifact: ofStep, caption: `Step ${(chosen.index ?? -1) + 1 || "0, opening the page"}: ${chosen.name}` };
  const ofFailure = named(job.error?.details?.artifact) ?? artifacts.findLast((one) => one.artifactType === "failure" && isPicture(one));
  if (ofFailure && job.status !== Job_Status.completed) return { artifact: ofFailure, caption: "The page at the moment of the failure" };
  const last = artifacts.findLast((one) => one.artifactType === "screenshot" && isPicture(one));
  return last && { artifact: last, caption: `The last screenshot, ${last.name}` };
}

function whyNone(job: Job): string {
  if (job.status === Job_Status.pending) {
    const why = whyHeld(job);
    return why ? `It waits: ${why}. The picture comes when it runs.` : "It waits for a worker. The picture comes when it runs.";
  }
  if (!job.startedAt) return "It has never run, so there is no picture.";
  if (job.status === Job_Status.failed) return "There is no picture: the job has taken none, and none was asked for when a step fails (options.failureScreenshot).";
  return hasEnded(job.status) ? "The job has taken no screenshot." : "";
}

/** Wishes to take control: by a button, and by who has come for it. */
export function useTakes(): [number, () => void] {
  const { take } = useSearch({ from: "/jobs/$jobId" });
  const navigate = useNavigate({ from: "/jobs/$jobId" });
  const [takes, setTakes] = useState(take ? 1 : 0);
  useEffect(() => {
    // Out of the address: whoever loads the page anew does not take it away from somebody.
    if (take) void navigate({ search: (old) => ({ ...old, take: undefined }), replace: true, hash: true });
  }, [take, navigate]);
  return [takes, () => setTakes((count) => count + 1)];
}
