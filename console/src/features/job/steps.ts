/** The steps of a job: what was asked for, beside what has happened. Pure. */

import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { Action, Job, JobEvent } from "tabwright";
import type { TaskStep } from "tabwright/v1/task";
import { errorReason } from "#/features/shared/job-words";

/** Something that has happened to the job, or that a person has done with it. */
export interface Entry {
  /** Tells it from all others, also when it is read again. */
  key: string;
  /** As TaskStep.step_type: the name of an action, `visit`, `started`, `took`, and so on. */
  type: string;
  content: string;
  at: number | undefined;
  durationMs: number | undefined;
  by: string;
  artifact: string;
  index: number | undefined;
  path: string;
  isSkipped: boolean;
}

export type StepState = "done" | "failed" | "running" | "skipped" | "waiting" | "never";

export interface StepRow {
  key: string;
  /** Of the action, from 0. Undefined: the opening of the page. */
  index: number | undefined;
  action: Action | undefined;
  name: string;
  /** What it is about, such as its target. */
  about: string;
  state: StepState;
  durationMs: number | undefined;
  artifact: string;
  /** Why it failed. Empty: it did not, or nobody knows. */
  error: string;
  /** What the actions of a group have done. */
  inner: Entry[];
  /** What persons did while it was its turn, and why the job stood still. */
  acts: Entry[];
}

export function entryOfStep(step: TaskStep): Entry {
  return {
    key: step.eventSequence === undefined ? `a${step.sequence}` : `e${step.eventSequence}`,
    type: step.stepType,
    content: step.content,
    at: step.timestamp && timestampMs(step.timestamp),
    durationMs: step.durationMs,
    by: step.by,
    artifact: step.artifact,
    index: step.actionIndex,
    path: step.path ?? "",
    isSkipped: step.skipped ?? false,
  };
}

const TYPES: Record<string, string> = { "job.intervention_needed": "intervention" };

/** An event before it is read as a step, with the few words that it has itself. */
export function entryOfEvent({ type, sequence, timestamp, data }: JobEvent): Entry {
  const kind = type === "job.progress" ? data?.action || "visit" : (TYPES[type] ?? type.replace("job.", ""));
  return {
    key: `e${sequence}`,
    type: kind,
    content: data?.error?.message || data?.pause?.instructions || data?.note || kind,
    at: timestamp && timestampMs(timestamp),
    durationMs: data?.durationMs,
    by: data?.by || data?.pause?.by || data?.viewer || "",
    artifact: data?.artifact ?? "",
    index: data?.actionIndex,
    path: data?.path ?? "",
    isSkipped: data?.skipped ?? false,
  };
}

/** All entries, each once: those that were read have more words than those of events that have come since. */
export function merged(read: readonly Entry[], live: readonly Entry[]): Entry[] {
  const known = new Set(read.map(({ key }) => key));
  return [...read, ...live.filter(({ key }) => !known.has(key))];
}

const STARTS = new Set(["started", "replayed"]);

/** The attempts, the oldest first, each with what has happened in it; what came before the first is with it. */
export function attempts(entries: readonly Entry[]): Entry[][] {
  const all: Entry[][] = [[]];
  let hasStarted = false;
  for (const entry of entries) {
    if (STARTS.has(entry.type) && hasStarted) all.push([]);
    hasStarted = entry.type === "started" || (hasStarted && entry.type !== "replayed");
    all.at(-1)?.push(entry);
  }
  return all;
}

/** For how many milliseconds the last attempt has stood still, which does not count for its time. */
export function stillMs(entries: readonly Entry[]): number {
  let sum = 0;
  let since: number | undefined;
  for (const { type, at } of attempts(entries).at(-1) ?? []) {
    if (type === "paused" || type === "intervention") since ??= at;
    if (type !== "resumed" || since === undefined || at === undefined) continue;
    sum += at - since;
    since = undefined;
  }
  return sum;
}

/** At the head of a job, these come before its page is opened. */
const PREPARING = new Set(["answerDialogs", "blockResources", "setCookies", "setHeaders", "setViewport"]);
const ACTS = new Set(["paused", "intervention", "resumed", "asked", "took", "released", "uploaded"]);
const RUNS = new Set([2, 6, 7]); // processing, paused, intervention_needed

/** A line for each action, and one for the opening of the page, in the order in which they are done. */
export function stepRows(job: Job, entries: readonly Entry[]): StepRow[] {
  const rows = order(job).map((index) => blank(job, index));
  const rowOf = new Map(rows.map((row) => [row.index, row]));
  const done = new Set<StepRow>();
  const next = () => rows.find((row) => !done.has(row));
  const latest = attempts(entries).at(-1) ?? [];
  for (const entry of latest) {
    const place = placeOf(entry);
    const row = place === "none" ? undefined : rowOf.get(place);
    if (isAct(entry)) (next() ?? rows.at(-1))?.acts.push(entry);
    else if (row && entry.path) row.inner.push(entry);
    else if (row) finish(row, entry, done);
  }
  return withStates(job, rows, done, tookToFail(latest));
}

function order(job: Job): (number | undefined)[] {
  const first = job.actions.findIndex(({ action }) => !PREPARING.has(action));
  const head = first < 0 ? job.actions.length : first;
  const all = job.actions.map((_, index) => index);
  return [...all.slice(0, head), undefined, ...all.slice(head)];
}

function blank(job: Job, index: number | undefined): StepRow {
  const action = index === undefined ? undefined : job.actions[index];
  return {
    key: index === undefined ? "visit" : String(index),
    index,
    action,
    name: action?.action ?? "open",
    about: action ? aboutOf(action) : job.targetUrl || "the given HTML",
    state: "waiting",
    durationMs: undefined,
    artifact: "",
    error: "",
    inner: [],
    acts: [],
  };
}

/** Whether it is to be seen among the steps. What else a person has asked for, such as a ticket, is among the events. */
function isAct({ type, index, content }: Entry): boolean {
  return ACTS.has(type) && index === undefined && !(type === "asked" && content.startsWith("Called "));
}

/** The line that an entry is of: its action's, that of the group it is in, or that of the opening. */
function placeOf({ type, index, path }: Entry): number | undefined | "none" {
  if (path) return Number(/^\d+/.exec(path)?.[0] ?? -1);
  if (index !== undefined) return index;
  return type === "visit" ? undefined : "none";
}

function finish(row: StepRow, entry: Entry, done: Set<StepRow>): void {
  done.add(row);
  row.state = entry.isSkipped ? "skipped" : "done";
  row.durationMs = entry.durationMs;
  row.artifact = entry.artifact;
}

/** How long the step took that failed, for which no event has a duration: since what came before it. */
function tookToFail(entries: readonly Entry[]): number | undefined {
  const end = entries.findLast(({ type }) => type === "failed");
  const before = entries.findLast(({ type, path, durationMs }) => type === "started" || type === "resumed" || (type !== "failed" && !path && durationMs !== undefined));
  return end?.at === undefined || before?.at === undefined ? undefined : Math.max(0, end.at - before.at);
}

function withStates(job: Job, rows: StepRow[], done: ReadonlySet<StepRow>, tookMs: number | undefined): StepRow[] {
  const details = job.error?.details;
  const first = rows.find((row) => !done.has(row));
  for (const { index, path, error } of job.result?.actions ?? []) {
    const row = path ? undefined : rows.find((one) => one.index === index);
    if (row && error) Object.assign(row, { state: "failed", error: error.message, artifact: error.artifact || row.artifact });
  }
  const hasFailed = details !== undefined && (details.actionIndex !== undefined || details.action === "visit");
  const failed = hasFailed ? rows.find((row) => row.index === details.actionIndex) : undefined;
  if (failed) Object.assign(failed, { state: "failed", error: errorReason(job), artifact: details?.artifact || failed.artifact, durationMs: failed.durationMs ?? tookMs });
  if (RUNS.has(job.status) && first) first.state = "running";
  if ([4, 5].includes(job.status)) rows.filter(({ state }) => state === "waiting").forEach((row) => (row.state = "never"));
  return rows;
}

/** What an action is about, in a few words. */
function aboutOf(action: Action): string {
  if (action.target) return action.getTargetBy ? `${action.target} (${action.getTargetBy})` : action.target;
  return action.url || action.text || action.keys.join("+") || (action.milliseconds === undefined ? "" : `${action.milliseconds} ms`) || action.instructions || action.name || "";
}

/** How many steps are behind it, and how many there are. */
export function progress(rows: readonly StepRow[]): { done: number; all: number } {
  return { done: rows.filter(({ state }) => state === "done" || state === "skipped").length, all: rows.length };
}
