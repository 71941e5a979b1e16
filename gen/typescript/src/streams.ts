/** Streams that outlive their connections. */

import { joined } from "./calls.js";
import { Tries } from "./tries.js";

/** How long a stream tries to go on while nobody answers, in milliseconds. */
export const PATIENCE_MS = 300_000;
/** A stream that has stood longer was connected: the transports give up sooner. */
const LONGEST_CONNECT_MS = 120_000;

/** The messages of as many calls as it takes. `open` makes a call that goes on after the last message yielded. */
export async function* resumed<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  const stop = new AbortController();
  const stopped = joined(stop.signal, signal);
  let tries = new Tries(PATIENCE_MS);
  try {
    for (;;) {
      const opened = performance.now();
      try {
        for await (const message of open(stopped)) {
          tries = new Tries(PATIENCE_MS);
          yield message;
        }
        return;
      } catch (error) {
        if (performance.now() - opened > LONGEST_CONNECT_MS) tries = new Tries(PATIENCE_MS); // there was nothing to tell
        if (!(await tries.another(error, signal))) throw error;
      }
    }
  } finally {
    stop.abort(); // who leaves a loop over the messages leaves the stream open
  }
}
