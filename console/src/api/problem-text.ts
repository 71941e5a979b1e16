/** What an error of a call means for the person who looks at the page: one table, for all pages. */

import { Code, type Problem, problem } from "tabwright";
import { ConnectError } from "@connectrpc/connect";

export type Kind = "sign-in" | "denied" | "missing" | "invalid" | "moved" | "away" | "other";

export interface Trouble {
  kind: Kind;
  /** One sentence: what is wrong. */
  title: string;
  /** What is wrong with which field: its path in the request, such as `actions[0].target`, and what would be right. */
  fields: { field: string; description: string }[];
  /** A name of ErrorReason without its prefix. Empty: the error is not Tabwright's own. */
  reason: string;
  /** More about the reason, such as `job_id`. */
  metadata: Record<string, string>;
  /** What an operator finds the call by in the server's log. Empty: nobody has answered. */
  requestId: string;
  /** After how many milliseconds it is worth trying again. Undefined: nobody knows. */
  retryDelayMs: number | undefined;
}

const KINDS: Partial<Record<Code, Kind>> = {
  [Code.Unauthenticated]: "sign-in",
  [Code.PermissionDenied]: "denied",
  [Code.NotFound]: "missing",
  [Code.InvalidArgument]: "invalid",
  [Code.OutOfRange]: "invalid",
  [Code.AlreadyExists]: "invalid",
  [Code.FailedPrecondition]: "moved",
  [Code.Aborted]: "moved",
  [Code.Unavailable]: "away",
  [Code.DeadlineExceeded]: "away",
  [Code.ResourceExhausted]: "away",
};

/** Reads any error, also one that no call has thrown. */
export function problemText(error: unknown): Trouble {
  const found = problem(error);
  const kind = isBroken(error) ? "away" : (KINDS[found.code] ?? "other");
  return {
    kind,
    title: titleOf(kind, found),
    fields: found.fields.map(({ field, description }) => ({ field, description })),
    reason: found.reason,
    metadata: found.metadata,
    requestId: error instanceof ConnectError ? (error.metadata.get("x-request-id") ?? "") : "",
    retryDelayMs: found.retryDelayMs,
  };
}

/** What is wrong with one field of a form. Undefined: nothing. */
export function fieldProblem(trouble: Trouble | undefined, field: string): string | undefined {
  return trouble?.fields.find((one) => one.field === field)?.description;
}

/** Whether a call was ended by the page itself, which is no error. */
export function isEnded(error: unknown): boolean {
  if (error instanceof DOMException) return error.name === "AbortError";
  return error instanceof ConnectError && error.code === Code.Canceled;
}

/** A connection that breaks, or a gateway that is replaced, has no reason of ours. */
function isBroken(error: unknown): boolean {
  if (!(error instanceof ConnectError)) return error instanceof TypeError && /fetch|network/i.test(error.message);
  return [Code.Unknown, Code.Internal].includes(error.code) && !problem(error).reason && /fetch|network|http [45]/i.test(error.message);
}

function titleOf(kind: Kind, { code, reason, message }: Problem): string {
  if (code === Code.Unimplemented) return "The server is older than this console, and does not know this call.";
  return kind === "away" && !reason ? "The server does not answer." : sentence(message);
}

function sentence(text: string): string {
  const trimmed = text.trim() || "The server gave no reason.";
  const first = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
