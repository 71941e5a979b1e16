import assert from "node:assert/strict";
import test from "node:test";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { JobEventSchema } from "tabwright/v1/event";
import { JobSchema } from "tabwright/v1/job";
import { TaskStepSchema } from "tabwright/v1/task";
import { attempts, type Entry, entryOfEvent, entryOfStep, merged, stepRows, stillMs } from "./steps.ts";

const job = (given: MessageInitShape<typeof JobSchema>) => create(JobSchema, { targetUrl: "http://a.example/", ...given });
const step = (sequence: number, given: MessageInitShape<typeof TaskStepSchema>): Entry =>
  entryOfStep(create(TaskStepSchema, { sequence: sequence * 1000, eventSequence: sequence, timestamp: timestampFromMs(sequence), ...given }));
const act = (sequence: number, given: MessageInitShape<typeof TaskStepSchema>): Entry => entryOfStep(create(TaskStepSchema, { sequence, ...given }));
const shown = (rows: ReturnType<typeof stepRows>) => rows.map(({ name, state }) => `${name} ${state}`);

const ACTIONS = [{ action: "setHeaders" }, { action: "click" }, { action: "repeat" }, { action: "screenshot" }];
const RAN = [
  step(1, { stepType: "created" }),
  step(2, { stepType: "started" }),
  step(3, { stepType: "setHeaders", actionIndex: 0, durationMs: 1 }),
  step(4, { stepType: "visit", durationMs: 20 }),
  step(5, { stepType: "click", actionIndex: 1, durationMs: 30 }),
  step(6, { stepType: "fill", actionIndex: 0, path: "2[0].0" }),
];

test("what prepares the browser comes before the page is opened, and the first that is not done runs", () => {
  const rows = stepRows(job({ status: 2, actions: ACTIONS }), RAN);
  assert.deepEqual(shown(rows), ["setHeaders done", "open done", "click done", "repeat running", "screenshot waiting"]);
  assert.equal(rows[1]?.durationMs, 20);
  assert.deepEqual(rows[3]?.inner.map(({ path }) => path), ["2[0].0"]);
});

test("a failed step has the failure's reason and picture, and those behind it were not reached", () => {
  const error = { message: "action 2 (repeat): no element", details: { actionIndex: 2, action: "repeat", artifact: "failure.png", errorType: "TIMEOUT" } };
  const rows = stepRows(job({ status: 4, actions: ACTIONS, error }), RAN);
  assert.deepEqual(shown(rows), ["setHeaders done", "open done", "click done", "repeat failed", "screenshot never"]);
  assert.equal(rows[3]?.error, "no element");
  assert.equal(rows[3]?.artifact, "failure.png");
});

test("a failed step took the time since what came before it", () => {
  const error = { message: "action 0 (click): no element", details: { actionIndex: 0, action: "click" } };
  const failed = job({ status: 4, actions: [{ action: "click" }], error });
  const before = [step(2, { stepType: "started" }), step(40, { stepType: "visit", durationMs: 38 })];
  const after = [step(90, { stepType: "record", artifact: "failure.png" }), step(100, { stepType: "failed", durationMs: 98 })];
  assert.equal(stepRows(failed, [...before, ...after])[1]?.durationMs, 60);
  const resumed = step(70, { stepType: "resumed" });
  assert.equal(stepRows(failed, [...before, resumed, ...after])[1]?.durationMs, 30);
});

test("a failure while the page is opened is that of the opening, and one outside of all steps is none's", () => {
  const opening = { message: "no", details: { action: "visit" } };
  assert.deepEqual(shown(stepRows(job({ status: 4, actions: [{ action: "click" }], error: opening }), RAN.slice(0, 2))), ["open failed", "click never"]);
  const outside = { message: "no", details: { errorType: "WORKER_LOST" } };
  assert.deepEqual(shown(stepRows(job({ status: 4, actions: [{ action: "click" }], error: outside }), RAN.slice(0, 2))), ["open never", "click never"]);
});

test("an action that failed although the job went on is shown as failed", () => {
  const result = { actions: [{ index: 0, action: "click", error: { message: "hidden" } }] };
  const rows = stepRows(job({ status: 3, actions: [{ action: "click" }], result }), [step(1, { stepType: "started" }), step(2, { stepType: "visit" }), step(3, { stepType: "click", actionIndex: 0 })]);
  assert.deepEqual(shown(rows), ["open done", "click failed"]);
});

test("only the latest attempt counts, and one that was replayed begins anew", () => {
  const again = [...RAN, step(7, { stepType: "retrying", content: "no" }), step(8, { stepType: "started" }), step(9, { stepType: "setHeaders", actionIndex: 0 })];
  assert.deepEqual(shown(stepRows(job({ status: 2, actions: ACTIONS }), again)), ["setHeaders done", "open running", "click waiting", "repeat waiting", "screenshot waiting"]);
  assert.deepEqual(attempts(again).map((one) => one.length), [7, 2]);
  const replayed = [...again, step(10, { stepType: "failed" }), step(11, { stepType: "replayed" }), step(12, { stepType: "started" })];
  assert.deepEqual(attempts(replayed).map((one) => one.length), [7, 3, 2]);
});

test("what persons do stands at the step that it was the turn of", () => {
  const done = [...RAN, act(6001, { stepType: "took", content: "Took control", by: "ana" }), act(6002, { stepType: "asked", content: "Called LiveService.CreateLiveTicket", by: "ana" })];
  const rows = stepRows(job({ status: 6, actions: ACTIONS }), done);
  assert.deepEqual(rows.flatMap(({ name, acts }) => acts.map(({ by, content }) => `${name}: ${by} ${content}`)), ["repeat: ana Took control"]);
});

test("what events have told already is not there twice once it is read", () => {
  const told = entryOfEvent(create(JobEventSchema, { sequence: 5, type: "job.progress", data: { action: "click", actionIndex: 1, durationMs: 30 } }));
  const next = entryOfEvent(create(JobEventSchema, { sequence: 7, type: "job.paused", data: { pause: { by: "ana" } } }));
  assert.deepEqual(merged(RAN, [told, next]).map(({ key }) => key), ["e1", "e2", "e3", "e4", "e5", "e6", "e7"]);
  assert.equal(next.by, "ana");
  assert.deepEqual(shown(stepRows(job({ status: 2, actions: ACTIONS }), [...RAN.slice(0, 4), told])).slice(1, 4), ["open done", "click done", "repeat running"]);
});

test("the time for which the last attempt has stood still is added up", () => {
  const before = [step(1, { stepType: "started" }), step(2, { stepType: "paused" }), step(9, { stepType: "resumed" })];
  const last = [
    step(10, { stepType: "started" }),
    step(12, { stepType: "intervention" }),
    step(13, { stepType: "paused" }), // more time was given
    step(17, { stepType: "resumed" }),
    step(18, { stepType: "paused" }),
    step(20, { stepType: "resumed" }),
  ];
  assert.equal(stillMs([...before, ...last]), 7);
  assert.equal(stillMs(before), 7);
  assert.equal(stillMs([]), 0);
});
