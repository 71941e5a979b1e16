/** A job in the few words of a row. */

import type { Action, Job } from "tabwright";
import { duration } from "#/ui/time";

/** Host and path of an address, without what is behind `?`: that may be long, and is seen on the job's own page. */
export function place(job: Job): string {
  if (!job.targetUrl) return job.htmlBytes === undefined ? "–" : `HTML of ${Math.ceil(job.htmlBytes / 1000)} kB`;
  try {
    const { host, pathname } = new URL(job.targetUrl);
    return host + (pathname === "/" ? "" : pathname);
  } catch {
    return job.targetUrl;
  }
}

/** What it does: its task, or the kinds of its actions, each once, such as `click, fill ×2, screenshot`. */
export function doing(job: Job): string {
  return job.task ? job.task.name : kinds(job.actions);
}

export function kinds(actions: readonly Action[]): string {
  const counts = new Map<string, number>();
  for (const { action } of actions) counts.set(action, (counts.get(action) ?? 0) + 1);
  const all = [...counts].map(([name, count]) => (count > 1 ? `${name} ×${count}` : name));
  if (all.length === 0) return "visit";
  return all.length > 4 ? `${all.slice(0, 3).join(", ")} and ${all.length - 3} more kinds` : all.join(", ");
}

const LIMITS: Record<string, (what: string) => string> = {
  limit: (what) => (what === "client" ? "as many of your jobs run as may run at once" : `as many jobs of ${what} run as may run at once`),
  circuit: (what) => `${what.replace(/^(own-)?site-/, "")} does not answer: its circuit ${what} is open`,
  throttle: (what) => `${what} has asked for patience`,
  session: (what) => `another job has the session ${what}`,
};

/** Why a pending job waits beyond its turn. Empty: it only waits for its turn. */
export function whyHeld({ held }: Job): string {
  return held ? (LIMITS[held.by]?.(held.what) ?? `${held.by} ${held.what}`) : "";
}

const REASONS: Record<string, string> = {
  PAUSED: "Paused",
  CAPTCHA: "CAPTCHA",
  LOGIN_FAILED: "The sign-in was refused",
  STEP_FAILED: "A step has failed",
  REQUESTED: "It asks for a person",
};

/** Why a job stands still, in a few words. */
export function whyStill({ pause }: Job): string {
  if (!pause) return "";
  const reason = (REASONS[pause.reason] ?? pause.reason) + (pause.vendor ? ` of ${pause.vendor}` : "") + (pause.by ? ` by ${pause.by}` : "");
  return [reason, pause.instructions || pause.message].filter(Boolean).join(": ");
}

/** A length of time that goes on: tenths of seconds would only flicker. */
export function going(ms: number): string {
  return ms < 60_000 ? `${Math.max(0, Math.floor(ms / 1000))} s` : duration(ms);
}

/** `TIMEOUT`, or the name of its class, of an older error. */
export function errorType({ error }: Job): string {
  return error?.details?.errorType || error?.error || "FAILED";
}

/** Why it failed, with the step as it is counted on these pages, which is from 1. */
export function errorText({ error }: Job): string {
  return (error?.message ?? "").replace(/^action (\d+) \((\w+)\):/, (_, index: string, name: string) => `Step ${Number(index) + 1}, ${name}:`);
}

/** The same without the step, where that stands beside it. */
export function errorReason({ error }: Job): string {
  return (error?.message ?? "").replace(/^action \d+ \(\w+\): /, "");
}
