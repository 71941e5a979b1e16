/** What pages read: answers kept by key. Old data stays while new data comes, and when it cannot be had. */

import { useCallback, useEffect } from "react";
import { isEnded, problemText, type Trouble } from "#/api/problem-text";
import { type Cell, cell, useCell } from "#/base/cell";
import { pause } from "#/base/pause";

export interface Query<T> {
  /** The last answer. Undefined: there was none yet. */
  data: T | undefined;
  /** Why the last try failed. Undefined: it did not. */
  error: Trouble | undefined;
  /** When data came, in milliseconds since 1970. 0: never. */
  at: number;
  isLoading: boolean;
  /** Whether data is older than the last try to get it. */
  isStale: boolean;
  /** Asks once more, and says when that has ended, whatever came of it. What is under way is ended. */
  reload: () => Promise<void>;
}

interface Entry {
  state: Cell<Omit<Query<unknown>, "reload">>;
  load?: (signal: AbortSignal) => Promise<unknown>;
  running?: AbortController;
  watchers: number;
}

const NOTHING = { data: undefined, error: undefined, at: 0, isLoading: false, isStale: false };
/** How many answers are kept that no page shows. */
const KEPT = 60;
/** After how long an answer is asked for anew when a page shows it again, although nothing has happened. */
const FRESH_MS = 2_000;
const PAUSES_MS = [500, 1500, 4000];
const entries = new Map<string, Entry>();
let happenedAt = 0;

/**
 * The answer of `load`, which is called when the key changes and when somebody asks anew. Null: nothing is asked.
 * The key has all that the answer depends on: `useQuery(["job", id], (signal) => api.jobs.getJob({ jobId: id }, { signal }))`.
 */
export function useQuery<T>(key: readonly unknown[] | null, load: (signal: AbortSignal) => Promise<T>): Query<T> {
  const name = key ? JSON.stringify(key) : "";
  const entry = entryOf(name);
  entry.load = load;
  const state = useCell(entry.state);
  useEffect(() => {
    if (!name) return;
    entry.watchers += 1;
    const { at } = entry.state.get();
    const isFresh = at > happenedAt && Date.now() - at <= FRESH_MS;
    if (!isFresh && !entry.running) void run(entry);
    return () => {
      entry.watchers -= 1;
      if (entry.watchers === 0) stop(entry);
      forgetOldest();
    };
  }, [name, entry]);
  const reload = useCallback(async () => void (name && (await run(entry))), [name, entry]);
  return { ...state, data: state.data as T | undefined, reload };
}

/** Events have come: what a page shows again was read before them, and the page has not heard them. */
export function noteEvents(): void {
  happenedAt = Date.now();
}

/** Has all answers whose key begins so asked for anew, once they are shown: after something was changed. */
export function reloadQueries(...begin: unknown[]): void {
  const prefix = JSON.stringify(begin).slice(0, -1);
  for (const [name, entry] of entries) {
    if (!name.startsWith(prefix)) continue;
    if (entry.watchers > 0) void run(entry);
    else entry.state.update((state) => ({ ...state, at: 0 }));
  }
}

/** Forgets all answers: they were somebody else's. */
export function clearQueries(): void {
  for (const entry of entries.values()) {
    entry.running?.abort();
    entry.state.set(NOTHING);
  }
}

function entryOf(name: string): Entry {
  const found = entries.get(name) ?? { state: cell(NOTHING as Omit<Query<unknown>, "reload">), watchers: 0 };
  entries.set(name, found);
  return found;
}

async function run(entry: Entry): Promise<void> {
  entry.running?.abort();
  const own = new AbortController();
  entry.running = own;
  entry.state.update((state) => ({ ...state, isLoading: true }));
  for (let tries = 0; ; tries += 1) {
    try {
      const data = await entry.load?.(own.signal);
      if (own.signal.aborted) return ended(entry, own);
      entry.running = undefined;
      return entry.state.set({ data, error: undefined, at: Date.now(), isLoading: false, isStale: false });
    } catch (error) {
      if (own.signal.aborted || isEnded(error)) return ended(entry, own);
      const trouble = problemText(error);
      // The second try is silent, from then on the page says that it is.
      if (tries > 0 || trouble.kind !== "away") entry.state.update((state) => ({ ...state, error: trouble, isStale: state.at > 0 }));
      const waitMs = trouble.kind === "away" ? PAUSES_MS[tries] : undefined;
      if (waitMs === undefined) {
        entry.running = undefined;
        return entry.state.update((state) => ({ ...state, isLoading: false }));
      }
      await pause(Math.max(waitMs, Math.min(trouble.retryDelayMs ?? 0, 10_000)), own.signal);
    }
  }
}

/** Ends what is under way: at once, so that who comes back in the same moment asks anew. */
function stop(entry: Entry): void {
  const { running } = entry;
  if (!running) return;
  running.abort();
  ended(entry, running);
}

function ended(entry: Entry, own: AbortController): void {
  if (entry.running !== own) return;
  entry.running = undefined;
  entry.state.update((state) => ({ ...state, isLoading: false }));
}

function forgetOldest(): void {
  for (const [name, entry] of entries) {
    if (entries.size <= KEPT) return;
    if (entry.watchers === 0) entries.delete(name);
  }
}
