/** One stream of events for the whole tab, and the jobs that they change. */

import { useCallback, useEffect, useEffectEvent, useRef, useSyncExternalStore } from "react";
import { Code, ConnectError, type Job, type JobEvent } from "tabwright";
import { api, isRefused, renewed } from "#/api/api";
import { credentials } from "#/api/session";
import { cell, useCell } from "#/base/cell";
import { pause } from "#/base/pause";
import { type LiveJob, type Step, withEvent, withJob } from "./live-jobs";
import { noteEvents, reloadQueries } from "./query";

/**
 * How the stream does, and since when: `live`, `resuming` (it broke, and goes on without a gap), `stale` (it has been
 * broken for a while: what is shown may be old), `off` (nobody is signed in).
 */
interface Connection {
  state: "off" | "resuming" | "live" | "stale";
  /** In milliseconds since 1970: of `live` when it began, else when something was last heard. */
  since: number;
}

const BATCH_MS = 50;
/** At most so often a list is read anew. */
const RELOAD_MS = 1000;
/** The server says something every 20 s. */
const SILENCE_MS = 50_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
const STALE_MS = 10_000;
/** How many streams all tabs have together: over HTTP/1.1 a browser has six connections for one host, and calls need some. */
const STREAMS = 4;
/** A stream that is to be had comes sooner. */
const WAITED_MS = 250;
/** How many jobs are kept that no page shows. */
const KEPT = 2_000;

const connection = cell<Connection>({ state: "off", since: Date.now() });
const jobs = new Map<string, LiveJob>();
const watchers = new Map<string, Set<() => void>>();
const listeners = new Set<(events: JobEvent[]) => void>();
let waiting: JobEvent[] = [];
let stop: AbortController | undefined;

/** How the stream of events does. */
export function useConnection(): Connection {
  return useCell(connection);
}

/** A job as it is now. Undefined: no page has read it yet (`putJobs`). */
export function useJob(id: string): Job | undefined {
  return useKnown(id)?.job;
}

/** These jobs as they are now: another array only when one of them has changed. */
export function useJobs(read: readonly Job[]): readonly Job[] {
  const last = useRef(read);
  const subscribe = useCallback(
    (watcher: () => void) => {
      const ends = read.map(({ id }) => watch(id, watcher));
      return () => ends.forEach((end) => end());
    },
    [read],
  );
  return useSyncExternalStore(subscribe, () => {
    const next = read.map((job) => jobs.get(job.id)?.job ?? job);
    const isSame = next.length === last.current.length && next.every((job, index) => job === last.current[index]);
    return isSame ? last.current : (last.current = next);
  });
}

/** Where a running job is. Undefined: it does not run, or has told nothing since the page came. */
export function useStep(id: string): Step | undefined {
  return useKnown(id)?.step;
}

/** Tells of all events, in batches of 50 ms. What is handed over may be another function each time. */
export function useLive(onEvents: (events: JobEvent[]) => void): void {
  const tell = useEffectEvent(onEvents);
  useEffect(() => {
    const listener = (events: JobEvent[]) => tell(events);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
}

/**
 * Has a list read anew when an event says that it has changed: at once, but at most once a second, and not before the
 * reading before it has ended. Or where answers come slowly, each would be given up for the next.
 */
export function useLiveReload(reload: () => Promise<void>, isAbout: (event: JobEvent) => boolean): void {
  const again = useEffectEvent(reload);
  const concerns = useEffectEvent(isAbout);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    let isWanted = false;
    const read = async () => {
      isWanted = false;
      last = Date.now();
      await again();
      timer = undefined;
      plan();
    };
    const plan = () => {
      if (isWanted && timer === undefined) timer = setTimeout(() => void read(), Math.max(0, last + RELOAD_MS - Date.now()));
    };
    const listener = (events: JobEvent[]) => {
      isWanted ||= events.some((event) => concerns(event));
      plan();
    };
    listeners.add(listener);
    return () => {
      isWanted = false;
      listeners.delete(listener);
      clearTimeout(timer);
    };
  }, []);
}

/** Keeps jobs that a call has answered: from now on events change them. */
export function putJobs(read: readonly Job[]): void {
  for (const job of read) put(job.id, withJob(jobs.get(job.id), job));
  for (const id of jobs.keys()) {
    if (jobs.size <= KEPT) break;
    if (!watchers.has(id)) jobs.delete(id);
  }
}

/** Opens the stream, once for the tab. */
export function startLive(): void {
  if (stop) return;
  stop = new AbortController();
  void follow(stop.signal);
}

/** Ends the stream and forgets all jobs: who comes next may be somebody else. */
export function stopLive(): void {
  stop?.abort();
  stop = undefined;
  jobs.clear();
  waiting = [];
  connection.set({ state: "off", since: Date.now() });
}

async function follow(signal: AbortSignal): Promise<void> {
  let cursor = "";
  let tries = 0;
  let heard = Date.now();
  connection.set({ state: "resuming", since: heard });
  const giveBack = await place(signal);
  signal.addEventListener("abort", giveBack);
  let isBehind = Date.now() - heard > WAITED_MS; // other tabs had all streams: what was read meanwhile may be old
  while (!signal.aborted) {
    const used = credentials();
    try {
      for await (const message of spoken(cursor, signal)) {
        ({ cursor } = message);
        tries = 0;
        heard = Date.now();
        if (connection.get().state !== "live") connection.set({ state: "live", since: heard });
        if (isBehind) reloadQueries();
        isBehind = false;
        if (message.event) add(message.event);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (isRefused(error)) await renewed(used);
      if (error instanceof ConnectError && error.code === Code.OutOfRange) {
        cursor = ""; // what happened meanwhile is not kept any more
        reloadQueries();
      }
    }
    const isOld = Date.now() - heard > STALE_MS;
    connection.set({ state: isOld ? "stale" : "resuming", since: heard });
    await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries), signal);
    tries += 1;
  }
}

/** Waits for one of the streams that all tabs may have together. Returns what gives it back; the end of the tab does, too. */
function place(signal: AbortSignal): Promise<() => void> {
  return new Promise((resolve) => {
    if (!navigator.locks) return resolve(() => undefined);
    const stale = setTimeout(() => connection.set({ state: "stale", since: connection.get().since }), STALE_MS);
    const asked = new AbortController();
    const options = { signal: AbortSignal.any([signal, asked.signal]) };
    const hold = () => {
      if (options.signal.aborted) return;
      clearTimeout(stale);
      asked.abort(); // the other places
      return new Promise<void>((free) => resolve(free));
    };
    signal.addEventListener("abort", () => (clearTimeout(stale), resolve(() => undefined)));
    // Those that are not needed any more are refused.
    for (let at = 0; at < STREAMS; at += 1) navigator.locks.request(`tabwright.live.${at}`, options, hold).catch(() => undefined);
  });
}

/** The messages after a cursor. Throws when nothing was heard for too long: some connections die without a word. */
async function* spoken(cursor: string, signal: AbortSignal) {
  const own = new AbortController();
  let timer = setTimeout(() => own.abort(), SILENCE_MS);
  try {
    for await (const message of api.jobs.watchJobs({ cursor }, { signal: AbortSignal.any([signal, own.signal]) })) {
      clearTimeout(timer);
      timer = setTimeout(() => own.abort(), SILENCE_MS);
      yield message;
    }
  } finally {
    clearTimeout(timer);
    own.abort();
  }
}

function add(event: JobEvent): void {
  if (waiting.length === 0) setTimeout(flush, BATCH_MS);
  waiting.push(event);
}

function flush(): void {
  const events = waiting;
  waiting = [];
  if (events.length === 0) return;
  for (const event of events) {
    const known = jobs.get(event.jobId);
    if (known) put(event.jobId, withEvent(known, event));
  }
  noteEvents();
  for (const listener of [...listeners]) listener(events);
}

function put(id: string, next: LiveJob): void {
  if (jobs.get(id) === next) return;
  jobs.set(id, next);
  for (const watcher of watchers.get(id) ?? []) watcher();
}

function useKnown(id: string): LiveJob | undefined {
  return useSyncExternalStore(
    (watcher) => watch(id, watcher),
    () => jobs.get(id),
  );
}

function watch(id: string, watcher: () => void): () => void {
  const all = watchers.get(id) ?? new Set();
  watchers.set(id, all.add(watcher));
  return () => {
    all.delete(watcher);
    if (all.size === 0) watchers.delete(id);
  };
}
