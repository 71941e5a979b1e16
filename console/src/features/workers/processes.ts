/** Workers by their processes: what the API lists is slots. */

import { type Timestamp, timestampMs } from "@bufbuild/protobuf/wkt";
import type { Worker } from "tabwright/v1/worker";

/** Three heartbeats of WORKER_HEARTBEAT_INTERVAL_MS, as it is without a word of the operator. */
const LATE_MS = 6_000;

export interface Process {
  /** Tells it from others; nothing to show. */
  id: string;
  slots: Worker[];
  isOffline: boolean;
  startedAt: Timestamp | undefined;
  heartbeat: Timestamp | undefined;
  browserTypeIds: readonly number[];
  /** How many jobs it runs at once now, at most. */
  limit: number;
  /** What only administrators are told. */
  told: Told | undefined;
}

/** About the process: what is absent is not known. */
export interface Told {
  host: string;
  pid: number | undefined;
  version: string;
  /** Open browsers. */
  browsers: number | undefined;
  /** What is wrong with it, in words. */
  troubles: string[];
  /** Why it runs fewer jobs than it has slots. Empty: it does not. */
  heldBy: string;
  cpu: number | undefined;
  memory: number | undefined;
  memoryLimitMb: number | undefined;
  lagMs: number | undefined;
}

/** All slots of a process have started at the same microsecond, and no two processes of a machine have one number. */
export function processesOf(workers: readonly Worker[]): Process[] {
  const found = new Map<string, Worker[]>();
  for (const worker of workers) {
    const { seconds, nanos } = worker.startedAt ?? { seconds: 0, nanos: 0 };
    const id = [seconds, nanos, worker.metadata?.["host"], worker.metadata?.["pid"]].join("-");
    found.set(id, [...(found.get(id) ?? []), worker]);
  }
  const all = [...found].map(([id, slots]) => processOf(id, slots));
  return all.sort((one, other) => Number(one.isOffline) - Number(other.isOffline));
}

function processOf(id: string, slots: Worker[]): Process {
  const [first] = slots;
  return {
    id,
    slots,
    isOffline: slots.every(({ status }) => status === "offline"),
    startedAt: first?.startedAt,
    heartbeat: first?.lastHeartbeat,
    browserTypeIds: first?.browserTypeIds ?? [],
    limit: first?.slotsLimit ?? slots.length,
    told: toldOf(first?.metadata),
  };
}

function toldOf(metadata: Worker["metadata"]): Told | undefined {
  if (!metadata || Object.keys(metadata).length === 0) return undefined;
  const load = isObject(metadata["load"]) ? metadata["load"] : {};
  const reason = words(metadata["sandboxReason"]);
  return {
    host: words(metadata["host"]),
    pid: number(metadata["pid"]),
    version: words(metadata["version"]),
    browsers: number(metadata["browsers"]),
    troubles: [
      metadata["pages"] === "error" ? "no page opens in its browsers" : "",
      metadata["storage"] === "error" ? "it could not store the last file" : "",
      metadata["sandbox"] === "off" ? `browsers run without their sandbox${reason && `: ${reason}`}` : "",
    ].filter(Boolean),
    heldBy: words(load["reason"]),
    cpu: number(load["cpu"]),
    memory: number(load["memory"]),
    memoryLimitMb: number(load["memoryLimitMb"]),
    lagMs: number(load["lagMs"]),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function words(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** How old the last heartbeat was when it was read. */
export function ageMs({ heartbeat }: Process, readAt: number): number | undefined {
  return heartbeat && Math.max(0, readAt - timestampMs(heartbeat));
}

export function isLate(age: number | undefined): boolean {
  return age === undefined || age > LATE_MS;
}
