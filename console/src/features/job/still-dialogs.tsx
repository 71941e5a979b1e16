import { useState } from "react";
import { api } from "#/api/api";
import { useAction } from "#/store/action";
import { putJobs } from "#/store/live";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { ErrorBox } from "#/ui/error-box";
import { Select, TextField } from "#/ui/field";
import { toast } from "#/ui/toast";

interface DialogProps {
  jobId: string;
  onClose: () => void;
}

const TIMES = [
  ["300000", "5 minutes"],
  ["900000", "15 minutes"],
  ["3600000", "1 hour"],
  ["14400000", "4 hours"],
] as const;

/** Has the job stand still, for so long at most, or for longer than it would. */
export function PauseDialog({ jobId, isStill, onClose }: DialogProps & { isStill: boolean }) {
  const [timeout, setTimeoutMs] = useState<(typeof TIMES)[number][0]>("900000");
  const pause = useAction(async () => {
    const job = await api.jobs.pauseJob({ jobId, timeoutMs: Number(timeout) });
    putJobs([job]);
    toast(job.pause ? "It stands still." : "It stands still after the step that it is at.");
    onClose();
  });
  return (
    <Dialog title={isStill ? "Give this job more time" : "Pause this job"} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void pause.run();
        }}
      >
        {!isStill && <p>It stands still between two steps, with its page open; its time stands still, too.</p>}
        <Select label={isStill ? "It waits from now on for" : "It goes on by itself after"} value={timeout} options={TIMES} onChange={setTimeoutMs} />
        <ErrorBox error={pause.trouble} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={pause.isBusy}>
            {isStill ? "Wait so long" : "Pause"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Has the job go on, or fail, and says why. */
export function ResumeDialog({ jobId, outcome, onClose }: DialogProps & { outcome: "done" | "failed" }) {
  const [note, setNote] = useState("");
  const isDone = outcome === "done";
  const resume = useAction(async () => {
    putJobs([await api.jobs.resumeJob({ jobId, outcome, note: note.trim() })]);
    toast(isDone ? "It goes on." : "It is asked to fail.");
    onClose();
  });
  return (
    <Dialog title={isDone ? "Go on with this job" : "Say that it cannot be done"} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void resume.run();
        }}
      >
        <p>{isDone ? "The job goes on from where it stands, with the page as it is now." : "The job fails as it would have without a person."}</p>
        <TextField label={isDone ? "What was done (may be empty)" : "Why not (stands in the job's error)"} value={note} onChange={setNote} maxLength={1000} data-autofocus />
        <ErrorBox error={resume.trouble} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind={isDone ? "primary" : "danger"} isBusy={resume.isBusy}>
            {isDone ? "Go on" : "Let it fail"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
