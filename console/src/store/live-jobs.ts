/** What an event changes in a job that is already known: pure, so that events need no request. */

import { clone } from "@bufbuild/protobuf";
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { type Job, type JobEvent, Job_Status } from "tabwright";
import { JobSchema } from "tabwright/v1/job";

/** Where a running job is: its newest event that says so. */
export interface Step {
  /** Index of the action that ended, from 0. Undefined: the opening of the page. */
  index: number | undefined;
  action: string;
  /** How many actions the job has. */
  count: number;
  /** Of the attempt, from 1. */
  attempt: number;
}

export interface LiveJob {
  job: Job;
  /** The number of the newest event in it. 0: none since it was read. */
  sequence: number;
  step: Step | undefined;
}

const ENDED = new Set([Job_Status.completed, Job_Status.failed, Job_Status.cancelled]);

export function hasEnded(status: Job_Status): boolean {
  return ENDED.has(status);
}

/** The job after the event: the same object where the event is one that it has already. */
export function withEvent(known: LiveJob, event: JobEvent): LiveJob {
  if (event.sequence <= known.sequence || isOlder(event, known.job)) return known;
  const step = stepAfter(known.step, event);
  if (event.type === "job.progress") return { ...known, sequence: event.sequence, step };
  return { job: jobAfter(known.job, event), sequence: event.sequence, step };
}

/** A job as it was just read beside what is known of it: reading and watching may overtake each other. */
export function withJob(known: LiveJob | undefined, job: Job): LiveJob {
  if (!known) return { job, sequence: 0, step: undefined };
  if (time(known.job) > time(job)) return known;
  return { job, sequence: known.sequence, step: hasEnded(job.status) ? undefined : known.step };
}

function jobAfter(job: Job, event: JobEvent): Job {
  const next = clone(JobSchema, job);
  const { data, timestamp } = event;
  next.status = event.status;
  if (event.status !== job.status) next.updatedAt = timestamp;
  if (event.type === "job.started") next.startedAt = timestamp;
  if (event.type === "job.replayed") next.retryCount = 0;
  next.completedAt = hasEnded(event.status) ? timestamp : undefined;
  next.error = event.status === Job_Status.failed ? data?.error : undefined;
  next.pause = isStill(event.status) ? (data?.pause ?? job.pause) : undefined;
  if (event.type === "job.controlled" && next.pause) {
    next.pause.controlledBy = data?.controlledBy ?? "";
    next.pause.controlledSince = data?.controlledBy ? timestamp : undefined;
  }
  if (event.status !== Job_Status.pending) next.held = undefined;
  return next;
}

function stepAfter(step: Step | undefined, { type, status, data }: JobEvent): Step | undefined {
  if (type === "job.started") return { index: undefined, action: "", count: step?.count ?? 0, attempt: data?.attempt ?? 1 };
  if (type !== "job.progress") return hasEnded(status) || status === Job_Status.pending ? undefined : step;
  if (data?.path) return step; // of an action in a group: the group is what the list shows
  const attempt = data?.attempt ?? step?.attempt ?? 1;
  return { index: data?.actionIndex, action: data?.action ?? "", count: data?.actionCount ?? 0, attempt };
}

function isStill(status: Job_Status): boolean {
  return status === Job_Status.paused || status === Job_Status.intervention_needed;
}

function isOlder({ timestamp }: JobEvent, job: Job): boolean {
  return timestamp !== undefined && timestampMs(timestamp) < time(job);
}

function time({ updatedAt }: Job): number {
  return updatedAt ? timestampMs(updatedAt) : 0;
}
