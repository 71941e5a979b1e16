/** When to try again, and how long to wait before. */

import { Code, ConnectError } from "@connectrpc/connect";
import { problem } from "./problem.js";

/**
 * How long a call that is safe to repeat is repeated, in milliseconds: about ten seconds, as the last pause may not fit in. A
 * server starts in that time, and a wrong address shows.
 */
const PATIENCE_MS = 12_000;
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;
/** What a broken connection may look like beside Unavailable. Then the error has no reason: it is not Tabwright's. */
const BROKEN = [Code.Aborted, Code.Canceled, Code.Internal, Code.Unknown];

/** The tries of one thing, with longer and longer pauses between them. */
export class Tries {
  readonly #patienceMs: number;
  #until?: number;
  #delayMs = FIRST_DELAY_MS;

  /** Patience is how long after the first of its errors it gives up. */
  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /** Waits before the next try, and says whether there should be one after this error. */
  async another(error: unknown, signal: AbortSignal): Promise<boolean> {
    this.#until ??= performance.now() + this.#patienceMs;
    // Those who were cut off together must not come back together.
    const delayMs = Math.max(this.#delayMs * (0.5 + Math.random() / 2), problem(error).retryDelayMs ?? 0);
    if (!mayPass(error) || signal.aborted || performance.now() + delayMs > this.#until) return false;
    await sleep(delayMs, signal);
    this.#delayMs = Math.min(this.#delayMs * 2, LONGEST_DELAY_MS);
    return true;
  }
}

/** The answer of a call that is safe to repeat. */
export async function again<T>(call: () => Promise<T>, signal: AbortSignal, patienceMs = PATIENCE_MS): Promise<T> {
  const tries = new Tries(patienceMs);
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(await tries.another(error, signal))) throw error;
    }
  }
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof ConnectError)) return false; // a file that cannot be written
  const { code, reason, retryDelayMs } = problem(error);
  if (code === Code.Unavailable || retryDelayMs !== undefined) return true;
  return reason === "READER_TOO_SLOW" || (BROKEN.includes(code) && !reason);
}

function sleep(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, delayMs);
    signal.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
