import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Job } from "tabwright";
import { useNow } from "#/store/clock";
import { Icon, type IconName } from "#/ui/icon";
import type { Tone } from "#/ui/states";
import { duration, RelativeTime } from "#/ui/time";
import { StepDetail } from "./step-detail";
import type { Entry, StepRow, StepState } from "./steps";

const LOOKS: Record<StepState, { word: string; icon: IconName; tone: Tone }> = {
  done: { word: "done", icon: "tick", tone: "good" },
  failed: { word: "failed", icon: "cross", tone: "bad" },
  running: { word: "running", icon: "turning", tone: "run" },
  skipped: { word: "skipped", icon: "next", tone: "off" },
  waiting: { word: "not yet", icon: "ring", tone: "off" },
  never: { word: "not reached", icon: "ring", tone: "off" },
};

/** What people have opened and closed, by job: who comes back finds it so. */
const choices = new Map<string, Map<string, boolean>>();

interface StepListProps {
  job: Job;
  rows: readonly StepRow[];
}

/** A line for each step. Those that fail or run are open, until somebody wants it otherwise. */
export function StepList({ job, rows }: StepListProps) {
  const { step } = useSearch({ from: "/jobs/$jobId" });
  const navigate = useNavigate({ from: "/jobs/$jobId" });
  const [, draw] = useState(0);
  const chosen = choices.get(job.id) ?? new Map<string, boolean>();
  choices.set(job.id, chosen);
  const press = (row: StepRow, isOpen: boolean) => {
    chosen.set(row.key, !isOpen);
    draw((count) => count + 1);
    // Its picture is shown in the large pane.
    if (!isOpen) void navigate({ search: (old) => ({ ...old, step: numberOf(row) }), replace: true, hash: true });
  };
  return (
    <ol className="job-steps">
      {rows.map((row) => {
        const isOpen = chosen.get(row.key) ?? (row.state === "failed" || row.state === "running" || numberOf(row) === step);
        return (
          <li key={row.key} className={`job-step ${row.state}`}>
            <button type="button" aria-expanded={isOpen} onClick={() => press(row, isOpen)}>
              <Look state={row.state} />
              <span className="job-step-number">{row.index === undefined ? "" : row.index + 1}</span>
              <b>{row.name}</b>
              <span className="cut">{row.about}</span>
              <Took row={row} job={job} />
            </button>
            {isOpen && <StepDetail job={job} row={row} />}
            {row.acts.map((act) => (
              <Act key={act.key} act={act} />
            ))}
          </li>
        );
      })}
    </ol>
  );
}

/** As it is counted in the address: the opening of the page is 0. */
export function numberOf({ index }: StepRow): number {
  return index === undefined ? 0 : index + 1;
}

function Look({ state }: { state: StepState }) {
  const { word, icon, tone } = LOOKS[state];
  return (
    <span className={`state plain tone-${tone}`}>
      <Icon name={icon} label={word} />
    </span>
  );
}

function Took({ row, job }: { row: StepRow; job: Job }) {
  if (row.state === "running") return job.pause ? <span className="duration">stands still</span> : <Runs key={row.key} />;
  return <span className="duration">{row.state === "skipped" ? "skipped" : row.durationMs === undefined ? "" : duration(row.durationMs)}</span>;
}

/** For how long this page has seen it run: when a step begins, no event tells. */
function Runs() {
  const now = useNow();
  const [from] = useState(now);
  const ms = now - from;
  return <span className="duration">{ms < 1000 ? "…" : `${duration(ms)} …`}</span>;
}

/** What a person has done, or why it stood still: who, and when. */
function Act({ act }: { act: Entry }) {
  return (
    <p className="job-act">
      <Icon name={act.by ? "profile" : "info"} />
      <span>
        {act.by && <b>{act.by} </b>}
        {act.by ? lower(act.content) : act.content}
      </span>
      <RelativeTime at={act.at} />
    </p>
  );
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
