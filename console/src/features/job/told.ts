/** What the page of the live view tells the page around it: see docs/live-view.md. Pure. */

export interface Told {
  connection: string;
  /** LiveState.state. */
  state: string;
  /** The state as the page says it. */
  words: string;
  /** Whether somebody has control, and whether it is who sits here. */
  controlled: boolean;
  controls: boolean;
}

/** A message of it about this job. Undefined: it is none, or of a version that is not known. */
export function readTold(data: unknown, jobId: string): Told | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { source, version, job, connection, state, words, controlled, controls } = data as Record<string, unknown>;
  if (source !== "tabwright.live" || version !== 1 || job !== jobId) return undefined;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return { connection: text(connection), state: text(state), words: text(words), controlled: controlled === true, controls: controls === true };
}
