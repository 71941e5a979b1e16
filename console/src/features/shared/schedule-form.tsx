import { type FormEvent, useId, useState } from "react";
import { CreateJobRequestSchema } from "tabwright/v1/job_service";
import type { Schedule } from "tabwright/v1/schedule";
import { api } from "#/api/api";
import { fieldProblem } from "#/api/problem-text";
import { useAction } from "#/store/action";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { Checkbox, Select, TextArea, TextField } from "#/ui/field";
import { toast } from "#/ui/toast";
import { cronWords } from "./cron-words";
import { FormTrouble, problemIn } from "./form-trouble";
import { readMessage, textOf } from "./json-text";

const MISSED = [
  ["run_once", "one job for all of them"],
  ["run_all", "one job for each"],
  ["skip", "none"],
] as const;
const OVERLAP = [
  ["allow", "the next one is created"],
  ["skip", "the time is skipped"],
] as const;
const FIELDS = ["name", "cron", "timeZone", "missedRuns", "overlap", "job"];
const JOB = '{\n  "targetUrl": "https://example.com",\n  "actions": [{"action": "screenshot"}]\n}';

/** Makes a schedule, or changes one. */
export function ScheduleForm({ schedule, onClose, onMade }: { schedule?: Schedule; onClose: () => void; onMade?: (id: string) => void }) {
  const before = schedule ? textOf(CreateJobRequestSchema, schedule.job) : JOB;
  const [name, setName] = useState(schedule?.name ?? "");
  const [cron, setCron] = useState(schedule?.cron ?? "0 6 * * *");
  const [timeZone, setTimeZone] = useState(schedule?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [missedRuns, setMissedRuns] = useState(schedule?.missedRuns ?? "run_once");
  const [overlap, setOverlap] = useState(schedule?.overlap ?? "allow");
  const [isPaused, setPaused] = useState(false);
  const [text, setText] = useState(before);
  const zones = useId();
  const job = readMessage(CreateJobRequestSchema, text);
  const isSameJob = schedule !== undefined && text === before;
  const isMasked = !isSameJob && text.includes('"***"');
  const save = useAction(async () => {
    const given = { name, cron, timeZone, missedRuns, overlap };
    const made = schedule
      ? await api.schedules.updateSchedule({ ...given, id: schedule.id, ...(isSameJob ? {} : { job: job.value }) })
      : await api.schedules.createSchedule({ ...given, isPaused, job: job.value });
    toast(schedule ? "The schedule is changed." : "The schedule is there.");
    reloadQueries("schedules");
    onClose();
    onMade?.(made.id);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (job.value) void save.run();
  };
  const wrong = (field: string) => fieldProblem(save.trouble, field);
  const masked = "What is *** was not shown here: write it anew, or the jobs get three asterisks.";
  return (
    <Dialog title={schedule ? "Change the schedule" : "New schedule"} onClose={onClose} isWide>
      <form onSubmit={submit}>
        <FormTrouble trouble={save.trouble} fields={FIELDS} />
        <TextField label="Name" required maxLength={200} value={name} onChange={setName} error={wrong("name")} data-autofocus />
        <div className="columns">
          <TextField label="When (cron)" required className="mono" value={cron} onChange={setCron} error={wrong("cron")} hint={cronWords(cron) ?? "minute, hour, day, month, weekday"} />
          <TextField label="Time zone" required list={zones} value={timeZone} onChange={setTimeZone} error={wrong("timeZone")} hint="As in the IANA database, such as Europe/Berlin." />
          <Select label="For times that were missed" options={MISSED} value={missedRuns as "skip"} onChange={setMissedRuns} />
          <Select label="While the latest job runs" options={OVERLAP} value={overlap as "skip"} onChange={setOverlap} />
        </div>
        <datalist id={zones}>
          {Intl.supportedValuesOf("timeZone").map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <TextArea
          label="The job that it creates, as JSON"
          className="mono"
          rows={12}
          spellCheck={false}
          value={text}
          onChange={setText}
          error={job.error ?? (isMasked ? masked : problemIn(save.trouble, "job"))}
          hint="As in CreateJob, without requestId and notBefore."
        />
        {!schedule && <Checkbox label="It is paused at first" value={isPaused} onChange={setPaused} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>Go back</Button>
          <Button type="submit" kind="primary" isBusy={save.isBusy} disabled={job.error !== undefined}>
            {schedule ? "Save" : "Create"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
