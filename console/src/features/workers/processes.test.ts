import assert from "node:assert/strict";
import { test } from "node:test";
import type { Worker } from "tabwright/v1/worker";
import { ageMs, isLate, processesOf } from "./processes.ts";

function slot(second: number, changes: object = {}): Worker {
  const at = { seconds: BigInt(second), nanos: 0 };
  return { id: String(second), status: "idle", startedAt: at, lastHeartbeat: at, slotsLimit: 2, browserTypeIds: [1], ...changes } as unknown as Worker;
}

test("slots that have started together are one process, and what is offline comes last", () => {
  const found = processesOf([slot(1, { status: "offline" }), slot(2), slot(2, { status: "busy" })]);
  assert.deepEqual(found.map(({ slots, isOffline }) => [slots.length, isOffline]), [[2, false], [1, true]]);
});

test("two processes that have started at once are told apart where their machines are known", () => {
  const found = processesOf([slot(1, { metadata: { host: "a", pid: 7 } }), slot(1, { metadata: { host: "b", pid: 7 } })]);
  assert.deepEqual(found.map(({ told }) => told?.host), ["a", "b"]);
});

test("a heartbeat is late after three beats, and a clock that is behind makes none late", () => {
  const [process] = processesOf([slot(100)]);
  assert.ok(process);
  assert.equal(isLate(ageMs(process, 106_000)), false);
  assert.equal(isLate(ageMs(process, 106_001)), true);
  assert.equal(ageMs(process, 90_000), 0);
});
