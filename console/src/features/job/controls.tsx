import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { create, fromJson } from "@bufbuild/protobuf";
import { type Job, Job_Status } from "tabwright";
import { CreateJobRequestSchema } from "tabwright/v1/job_service";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { useAction } from "#/store/action";
import { putJobs } from "#/store/live";
import { hasEnded } from "#/store/live-jobs";
import { reloadQueries } from "#/store/query";
import { Button, ButtonLink } from "#/ui/button";
import { confirm } from "#/ui/confirm";
import { ErrorBox } from "#/ui/error-box";
import { Menu, MenuItem } from "#/ui/menu";
import { useShortcut } from "#/ui/shortcuts";
import { toast } from "#/ui/toast";
import { requestedOf } from "./requested";
import { PauseDialog, ResumeDialog } from "./still-dialogs";

interface ControlsProps {
  job: Job;
  /** Whether who sits here controls its browser already. */
  controls: boolean;
  onTake: () => void;
}

type Open = "pause" | "done" | "failed" | undefined;

/** What can be done with the job now, the likeliest first. */
export function Controls({ job, controls, onTake }: ControlsProps) {
  const mayAct = useMay("member");
  const [open, setOpen] = useState<Open>();
  const acts = useActs(job);
  const { status } = job;
  const isStill = status === Job_Status.paused || status === Job_Status.intervention_needed;
  const isRunning = status === Job_Status.processing;
  const mayRetry = status === Job_Status.failed || status === Job_Status.cancelled;
  useShortcut("c", "Cancel the job", () => void acts.cancel.run(), mayAct && !hasEnded(status));
  useShortcut("r", "Run the job again", () => void acts.again.run(), mayAct && hasEnded(status));
  useShortcut("t", "Take control of the browser", onTake, mayAct && (isRunning || isStill) && !controls);
  if (!mayAct) return null;
  const buttons: ReactNode[] = [
    (isRunning || isStill) && !controls && (
      <Button key="take" kind={isStill ? "primary" : undefined} icon="hand" onClick={onTake}>
        Take control
      </Button>
    ),
    isStill && (
      <Button key="done" icon="play" onClick={() => setOpen("done")}>
        {status === Job_Status.paused ? "Resume" : "Done, go on"}
      </Button>
    ),
    status === Job_Status.intervention_needed && (
      <Button key="failed" icon="cross" onClick={() => setOpen("failed")}>
        Cannot be done
      </Button>
    ),
    isStill && (
      <Button key="time" icon="clock" onClick={() => setOpen("pause")}>
        More time
      </Button>
    ),
    isRunning && (
      <Button key="pause" icon="pause" onClick={() => setOpen("pause")}>
        Pause
      </Button>
    ),
    !hasEnded(status) && (
      <Button key="cancel" icon="slashed" isBusy={acts.cancel.isBusy} onClick={() => void acts.cancel.run()}>
        Cancel
      </Button>
    ),
    hasEnded(status) && (
      <Button key="again" kind={mayRetry ? "primary" : undefined} icon="reload" isBusy={acts.again.isBusy} onClick={() => void acts.again.run()}>
        Run again
      </Button>
    ),
    hasEnded(status) && (
      <ButtonLink key="changes" icon="edit" to="/jobs/new" search={{ from: job.id }}>
        Run again with changes
      </ButtonLink>
    ),
  ];
  const trouble = acts.cancel.trouble ?? acts.again.trouble ?? acts.copy.trouble;
  return (
    <>
      <div className="job-controls" role="toolbar" aria-label="What to do with the job">
        {buttons.filter(Boolean)}
      </div>
      <ErrorBox error={trouble} />
      {open === "pause" && <PauseDialog jobId={job.id} isStill={isStill} onClose={() => setOpen(undefined)} />}
      {(open === "done" || open === "failed") && <ResumeDialog jobId={job.id} outcome={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

/** What is rarely done, at the end of the page's head. */
export function More({ job }: { job: Job }) {
  const mayAct = useMay("member");
  const acts = useActs(job);
  if (!mayAct) return null;
  const trouble = acts.copy.trouble ?? acts.purge.trouble;
  return (
    <>
      <ErrorBox error={trouble} />
      <Menu
        label="More about this job"
        items={
          <>
            <MenuItem onClick={() => void acts.copy.run()}>Run the same as a new job</MenuItem>
            <MenuItem isDanger disabled={!hasEnded(job.status)} onClick={() => void acts.purge.run()}>
              Purge
            </MenuItem>
          </>
        }
      />
    </>
  );
}

function useActs(job: Job) {
  const navigate = useNavigate();
  const cancel = useAction(async () => {
    const text = job.status === Job_Status.pending ? "It has not begun." : "It is stopped; what it has done on its site stays done.";
    if (!(await confirm({ title: "Cancel this job?", text, action: "Cancel the job", isDestructive: true }))) return;
    const after = await api.jobs.cancelJob({ jobId: job.id });
    taken(after);
    toast(after.status === Job_Status.cancelled ? "Cancelled." : "It is asked to stop.");
  });
  const copy = useAction(async () => {
    const jobId = await createCopy(job);
    toast("A new job with the same request.");
    void navigate({ to: "/jobs/$jobId", params: { jobId } });
  });
  const again = useAction(async () => {
    if (job.status === Job_Status.completed) return copy.run();
    const text = "It had acted on its site, or may have: what it does is done once more.";
    if (job.error?.details?.acted && !(await confirm({ title: "Run this job again?", text, action: "Run again", isDestructive: true }))) return;
    taken(await api.jobs.retryJob({ jobId: job.id }));
    toast("It is started again.");
  });
  const purge = useAction(async () => {
    const text = "It is removed with its files, log and events. This cannot be taken back.";
    if (!(await confirm({ title: "Purge this job?", text, action: "Purge the job", isDestructive: true }))) return;
    await api.jobs.purgeJob({ jobId: job.id });
    reloadQueries("jobs");
    toast("Purged.");
    void navigate({ to: "/jobs" });
  });
  return { cancel, again, copy, purge };
}

/** The same request once more. What is hidden in it cannot be asked for: the server says so. */
async function createCopy(job: Job): Promise<string> {
  const { body, task, gaps } = requestedOf(job);
  if (gaps.length > 0) throw new Error(`It cannot be run again as it is. ${gaps.join(" ")} Use “Run again with changes”.`);
  if (!task) return (await api.jobs.createJob(fromJson(CreateJobRequestSchema, body))).jobId;
  const { browserTypeId, priority, timeoutMs, maxRetries, options, webhook, labels, repeat } = job;
  const { RunTaskRequestSchema } = await import("tabwright/v1/task_type_service");
  const parameters = job.task?.parameters ?? {};
  const request = create(RunTaskRequestSchema, { taskName: task, parameters, browserTypeId, priority, timeoutMs, maxRetries, labels, repeat, ...(options ? { options } : {}), ...(webhook ? { webhook } : {}) });
  return (await api.taskTypes.runTask(request)).jobId;
}

function taken(job: Job): void {
  putJobs([job]);
  reloadQueries("job", job.id);
  reloadQueries("job-steps", job.id);
}
