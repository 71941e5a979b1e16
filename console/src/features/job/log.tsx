import { useLocation } from "@tanstack/react-router";
import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { JobLog } from "tabwright/v1/job";
import { duration, milliseconds } from "#/ui/time";
import { save } from "#/api/download";
import { Button } from "#/ui/button";
import { ErrorBox } from "#/ui/error-box";
import { Select } from "#/ui/field";
import { useShortcut } from "#/ui/shortcuts";
import { useLog } from "./log-lines";

const LEVELS = ["debug", "info", "warn", "error"] as const;
type Level = (typeof LEVELS)[number];
const CHOICES = [
  ["debug", "All lines"],
  ["info", "Info and worse"],
  ["warn", "Warnings and errors"],
  ["error", "Errors"],
] as const;
/** Lines are drawn in blocks: those that have not changed are left alone. */
const BLOCK = 100;
/** Who is so near to the end sees what comes. */
const NEAR_PX = 40;
const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

/** The message says it already, or the steps do. */
const SAID = new Set(["action", "actionIndex", "actionCount", "artifact"]);

interface Line {
  number: number;
  line: JobLog;
}

/** The log, the oldest line first. It follows what comes, until somebody scrolls away from its end. */
export function Log({ jobId, isRunning }: { jobId: string; isRunning: boolean }) {
  const { lines, trouble } = useLog(jobId, isRunning);
  const [level, setLevel] = useState<Level>("debug");
  const [isFollowing, setFollowing] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  const chosen = /^L(\d+)$/.exec(useLocation().hash)?.[1];
  const shown = (lines ?? []).map((line, index): Line => ({ number: index + 1, line })).filter(({ line }) => rank(line.level) >= rank(level));
  useLayoutEffect(() => {
    if (isFollowing) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [isFollowing, shown.length]);
  const hasChosen = chosen !== undefined && Number(chosen) <= (lines?.length ?? 0);
  useEffect(() => {
    if (!hasChosen) return;
    setFollowing(false);
    document.getElementById(`L${chosen}`)?.scrollIntoView({ block: "center" });
  }, [hasChosen, chosen]);
  const scroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current ?? { scrollTop: 0, scrollHeight: 0, clientHeight: 0 };
    setFollowing(scrollHeight - scrollTop - clientHeight < NEAR_PX);
  };
  const follow = () => {
    setFollowing(true);
    box.current?.scrollTo({ top: box.current.scrollHeight });
  };
  useShortcut("l", "Go to the log", () => box.current?.focus());
  useShortcut("f", "Follow the log", follow);
  return (
    <>
      <div className="job-log-head">
        <Select label="Lines" isLabelHidden value={level} options={CHOICES} onChange={setLevel} />
        <Button kind="quiet" icon="down" aria-pressed={isFollowing} onClick={follow}>
          {isFollowing ? "Following" : "Follow"}
        </Button>
        <Button kind="quiet" icon="download" label="Save the log" disabled={!lines?.length} onClick={() => save(new TextEncoder().encode((lines ?? []).map(written).join("\n")), `${jobId}.log`)} />
      </div>
      <ErrorBox error={trouble} what="The log could not be read" />
      <div ref={box} className="job-log" role="log" aria-live="off" aria-label="Log" tabIndex={0} onScroll={scroll}>
        {blocks(shown).map((block) => (
          <Block key={block[0]?.number} lines={block} chosen={block.some(({ number }) => String(number) === chosen) ? chosen : undefined} />
        ))}
        {lines && shown.length === 0 && <p>{nothing(lines.length, isRunning)}</p>}
      </div>
    </>
  );
}

function nothing(all: number, isRunning: boolean): string {
  if (all > 0) return `None of the ${all} lines is of this level.`;
  return isRunning ? "Waits for the first line." : "The job has written no line.";
}

const kept = new WeakMap<JobLog, Line[]>();

/** Blocks by their first line: one that is full is the same array again. */
function blocks(lines: readonly Line[]): Line[][] {
  const all: Line[][] = [];
  for (let at = 0; at < lines.length; at += BLOCK) {
    const first = lines[at];
    const block = lines.slice(at, at + BLOCK);
    const before = first && kept.get(first.line);
    const isSame = before?.length === block.length && before.at(-1)?.line === block.at(-1)?.line && before[0]?.number === first?.number;
    if (first && !isSame) kept.set(first.line, block);
    all.push(isSame ? before : block);
  }
  return all;
}

const Block = memo(function Block({ lines, chosen }: { lines: readonly Line[]; chosen: string | undefined }) {
  return (
    <ol>
      {lines.map(({ number, line }) => (
        <li key={number} id={`L${number}`} className={`${line.level}${String(number) === chosen ? " chosen" : ""}`}>
          <a href={`#L${number}`} aria-label={`Line ${number}`}>
            {number}
          </a>
          <time>{line.createdAt && TIME.format(milliseconds(line.createdAt))}</time>
          <span>
            {rank(line.level) > 1 && <b>{line.level} </b>}
            {line.message}
            {more(line)}
          </span>
        </li>
      ))}
    </ol>
  );
});

function more({ metadata }: JobLog): ReactNode {
  const told = Object.entries(metadata ?? {}).filter(([key]) => !SAID.has(key));
  const words = told.map(([key, value]) => key === "durationMs" && typeof value === "number" ? duration(value) : `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return words.length > 0 && <i> {words.join(" ")}</i>;
}

function written({ createdAt, level, message, metadata }: JobLog): string {
  return `${createdAt ? new Date(milliseconds(createdAt)).toISOString() : ""} ${level} ${message}${metadata ? ` ${JSON.stringify(metadata)}` : ""}`;
}

function rank(level: string): number {
  return Math.max(0, LEVELS.indexOf(level as Level));
}
