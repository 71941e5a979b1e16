/** One ticker for all relative times of the page: a timer for each of them would wake the machine a hundred times a second. */

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now();
  for (const listener of [...listeners]) listener();
}

/** Stands still while nobody watches, or nobody can see the page. */
function turn(): void {
  const isNeeded = listeners.size > 0 && !document.hidden;
  if (isNeeded && timer === undefined) {
    tick();
    timer = setInterval(tick, 1000);
  } else if (!isNeeded && timer !== undefined) {
    clearInterval(timer);
    timer = undefined;
  }
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) document.addEventListener("visibilitychange", turn);
  listeners.add(listener);
  // Not at once: the first component would be told in the middle of its own rendering.
  queueMicrotask(turn);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) document.removeEventListener("visibilitychange", turn);
    turn();
  };
}

/** The time now in milliseconds, cut down to `stepMs`: a component renders once a step, and not once a second. */
export function useNow(stepMs = 1000): number {
  return useSyncExternalStore(subscribe, () => Math.floor(now / stepMs) * stepMs);
}
