import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { type JobEvent, Job_Status } from "tabwright";
import { JobEventSchema } from "tabwright/v1/event";
import { JobSchema } from "tabwright/v1/job";
import { type LiveJob, withEvent, withJob } from "./live-jobs.ts";

const at = (s: number) => timestampFromMs(1_700_000_000_000 + s * 1000);
const job = (status: Job_Status, s: number) => create(JobSchema, { id: "j", status, updatedAt: at(s), retryCount: 2 });
const known = (status = Job_Status.pending, s = 0): LiveJob => withJob(undefined, job(status, s));

function event(sequence: number, type: string, status: Job_Status, s: number, data: object = {}): JobEvent {
  return create(JobEventSchema, { jobId: "j", sequence, type, status, timestamp: at(s), data });
}

test("a job follows its events from its start to its end", () => {
  let now = withEvent(known(), event(2, "job.started", Job_Status.processing, 1, { attempt: 1 }));
  assert.equal(now.job.status, Job_Status.processing);
  assert.deepEqual(now.job.startedAt, at(1));
  now = withEvent(now, event(3, "job.progress", Job_Status.processing, 2, { action: "click", actionIndex: 1, actionCount: 3 }));
  assert.deepEqual(now.step, { index: 1, action: "click", count: 3, attempt: 1 });
  now = withEvent(now, event(4, "job.failed", Job_Status.failed, 3, { error: { message: "no" } }));
  assert.equal(now.job.error?.message, "no");
  assert.deepEqual(now.job.completedAt, at(3));
  assert.equal(now.step, undefined);
});

test("an event that comes twice, or late, changes nothing", () => {
  const ended = withEvent(known(), event(5, "job.completed", Job_Status.completed, 9));
  assert.equal(withEvent(ended, event(5, "job.completed", Job_Status.completed, 9)), ended);
  assert.equal(withEvent(ended, event(4, "job.progress", Job_Status.processing, 8)), ended);
  const read = known(Job_Status.completed, 9);
  assert.equal(withEvent(read, event(2, "job.started", Job_Status.processing, 1)), read);
});

test("a job that was read before its last event does not undo it", () => {
  const ended = withEvent(known(), event(5, "job.completed", Job_Status.completed, 9));
  assert.equal(withJob(ended, job(Job_Status.processing, 1)), ended);
  assert.equal(withJob(ended, job(Job_Status.pending, 10)).job.status, Job_Status.pending);
});

test("a job that is replayed has all its tries again, and no end", () => {
  const ended = withEvent(known(), event(5, "job.failed", Job_Status.failed, 9, { error: { message: "no" } }));
  const { job: again } = withEvent(ended, event(6, "job.replayed", Job_Status.pending, 10));
  assert.deepEqual([again.status, again.retryCount, again.completedAt, again.error], [Job_Status.pending, 0, undefined, undefined]);
});

test("why a job stands still is known from the event, and gone when it goes on", () => {
  const still = withEvent(known(), event(3, "job.intervention_needed", Job_Status.intervention_needed, 2, { pause: { reason: "CAPTCHA" } }));
  assert.equal(still.job.pause?.reason, "CAPTCHA");
  assert.equal(withEvent(still, event(4, "job.resumed", Job_Status.processing, 3)).job.pause, undefined);
});

test("the job that was known before is not changed itself: who holds it sees another object", () => {
  const before = known();
  withEvent(before, event(2, "job.started", Job_Status.processing, 1));
  assert.equal(before.job.status, Job_Status.pending);
});

test("who takes control of a job that stands still is known from the event, and that nobody has any more", () => {
  const still = withEvent(known(), event(2, "job.intervention_needed", Job_Status.intervention_needed, 1, { pause: { reason: "CAPTCHA" } }));
  const taken = withEvent(still, event(3, "job.controlled", Job_Status.intervention_needed, 2, { controlledBy: "ana" }));
  assert.deepEqual([taken.job.pause?.reason, taken.job.pause?.controlledBy, taken.job.pause?.controlledSince], ["CAPTCHA", "ana", at(2)]);
  const left = withEvent(taken, event(4, "job.controlled", Job_Status.intervention_needed, 3));
  assert.deepEqual([left.job.pause?.controlledBy, left.job.pause?.controlledSince], ["", undefined]);
});
