import { useState } from "react";
import { fieldProblem, type Trouble } from "#/api/problem-text";
import { Button } from "#/ui/button";
import { Dialog } from "#/ui/dialog";
import { ErrorBox } from "#/ui/error-box";
import { Select, TextField } from "#/ui/field";
import { cronWords } from "../shared/cron-words";
import { check } from "./check";
import type { JsonObject } from "./json";
import { messageSchema, resolved } from "./rules";
import { helpOf } from "./widget";

interface ScheduleDialogProps {
  trouble: Trouble | undefined;
  isBusy: boolean;
  onClose: () => void;
  onMake: (times: JsonObject) => void;
}

const SCHEMA = messageSchema("CreateScheduleRequest");
const choices = (name: string): [string, string][] => {
  const schema = resolved(SCHEMA.properties?.[name] ?? {});
  const { otherwise } = helpOf(schema);
  return [["", otherwise ? `Default: ${otherwise.replaceAll("_", " ")}` : "Default"], ...(schema.enum ?? []).map((one): [string, string] => [String(one), String(one).replaceAll("_", " ")])];
};

/** Asks when the request is to run again and again. */
export function ScheduleDialog({ trouble, isBusy, onClose, onMake }: ScheduleDialogProps) {
  const [name, setName] = useState("");
  const [cron, setCron] = useState("0 6 * * *");
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
  const [missedRuns, setMissed] = useState("");
  const [overlap, setOverlap] = useState("");
  const [isTried, setTried] = useState(false);
  const times: JsonObject = { name, cron, timeZone, ...(missedRuns ? { missedRuns } : {}), ...(overlap ? { overlap } : {}) };
  const wrong = check(times, SCHEMA).filter(({ field }) => field !== "job");
  const problem = (field: string) => fieldProblem(trouble, field) ?? (isTried ? wrong.find((one) => one.field === field)?.text : undefined);
  const make = () => {
    setTried(true);
    if (wrong.length === 0) onMake(times);
  };
  const zones = "supportedValuesOf" in Intl ? Intl.supportedValuesOf("timeZone") : [];
  return (
    <Dialog
      title="Save as schedule"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Go back</Button>
          <Button kind="primary" isBusy={isBusy} onClick={make}>
            Make the schedule
          </Button>
        </>
      }
    >
      <div>
        <ErrorBox error={trouble} what="The schedule was not made" />
        <TextField label="Name" value={name} onChange={setName} error={problem("name")} data-autofocus />
        <TextField label="When" value={cron} onChange={setCron} error={problem("cron")} className="mono" hint={cronWords(cron) ?? "Minute, hour, day of the month, month, day of the week; or @hourly, @daily, @weekly, @monthly, @yearly."} />
        <TextField label="Time zone" value={timeZone} onChange={setTimeZone} error={problem("timeZone")} list="time-zones" />
        <datalist id="time-zones">
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <Select label="Runs that are missed" value={missedRuns} onChange={setMissed} options={choices("missedRuns")} />
        <Select label="While the run before is not over" value={overlap} onChange={setOverlap} options={choices("overlap")} />
      </div>
    </Dialog>
  );
}
