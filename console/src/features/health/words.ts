/** What scores, levels and alerts are called and coloured. */

import type { State, Tone } from "#/ui/states";

const STATUSES: Record<string, State> = {
  ok: { word: "Ok", icon: "tick", tone: "good" },
  degraded: { word: "Degraded", icon: "warning", tone: "person" },
  error: { word: "Error", icon: "cross", tone: "bad" },
  unknown: { word: "Unknown", icon: "ring", tone: "wait" },
};

const LEVEL_STATES: Record<string, State> = {
  full: { word: "Full", icon: "tick", tone: "good" },
  degraded: { word: "Degraded", icon: "warning", tone: "person" },
  minimal: { word: "Minimal", icon: "warning", tone: "bad" },
  emergency: { word: "Emergency", icon: "boxed", tone: "bad" },
};

const SEVERITIES: Record<string, State> = {
  critical: { word: "Critical", icon: "cross", tone: "bad" },
  warning: { word: "Warning", icon: "warning", tone: "person" },
  info: { word: "Info", icon: "info", tone: "wait" },
};

const unknown = (word: string): State => ({ word, icon: "ring", tone: "off" });

export function statusState(status: string): State {
  return STATUSES[status] ?? unknown(status);
}

export function levelState(level: string): State {
  return LEVEL_STATES[level] ?? unknown(level);
}

export function severityState(severity: string): State {
  return SEVERITIES[severity] ?? unknown(severity);
}

/** The same bounds as of the status of the whole (docs/health.md). */
export function scoreTone(score: number): Tone {
  return score >= 80 ? "good" : score >= 50 ? "person" : "bad";
}

export function scoreState(score: number | undefined): State {
  if (score === undefined) return statusState("unknown");
  return statusState(score >= 80 ? "ok" : score >= 50 ? "degraded" : "error");
}

const CAUSES: Record<string, string> = {
  measured: "by what is measured",
  override: "set by an administrator",
  database: "the server cannot reach its database",
  expired: "what was set has ended",
};

export function causeWords(cause: string): string {
  return CAUSES[cause] ?? cause;
}

export function sentence(text: string): string {
  const trimmed = text.trim();
  if (!trimmed) return "";
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? "" : "."}`;
}
