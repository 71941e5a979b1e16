/** A value that components can watch: what all stores of the console are made of. */

import { useSyncExternalStore } from "react";

export interface Cell<T> {
  get(): T;
  /** Does nothing where the value is the same object. */
  set(value: T): void;
  update(change: (value: T) => T): void;
  /** Returns what ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export function cell<T>(first: T): Cell<T> {
  let value = first;
  const listeners = new Set<() => void>();
  const set = (next: T) => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The value of a cell, as it is now. */
export function useCell<T>(of: Cell<T>): T {
  return useSyncExternalStore(of.subscribe, of.get);
}
