import { type Webhook, type WebhookDelivery, WebhookDelivery_Status } from "tabwright/v1/webhook";
import { api } from "#/api/api";
import { reloadQueries } from "#/store/query";
import { confirm } from "#/ui/confirm";
import type { State } from "#/ui/states";
import { attempt } from "./attempt";

/** The types of events that a webhook can be notified of, with what each says. */
export const JOB_EVENTS: readonly (readonly [string, string])[] = [
  ["job.created", "a job was accepted"],
  ["job.started", "an attempt began"],
  ["job.progress", "an action ended"],
  ["job.retrying", "an attempt failed, and another follows"],
  ["job.completed", "a job has done all"],
  ["job.failed", "a job has failed"],
  ["job.cancelled", "a job was cancelled"],
  ["job.replayed", "a job starts again"],
  ["job.paused", "a job was paused"],
  ["job.resumed", "a job goes on"],
  ["job.intervention_needed", "a job needs a person"],
  ["job.viewed", "somebody watches a job"],
  ["job.controlled", "somebody has taken or left control"],
];
/** Those of the installation, for administrators. */
export const ALERT_EVENTS: readonly (readonly [string, string])[] = [
  ["alert.firing", "an alert has begun"],
  ["alert.resolved", "an alert is over"],
];
/** What a webhook is notified of that says nothing. */
export const USUAL_EVENTS: readonly string[] = ["job.completed", "job.failed", "job.cancelled"];

export function webhookState({ isActive, inactiveReason }: Webhook): State {
  if (isActive) return { word: "Active", icon: "tick", tone: "good" };
  return inactiveReason ? { word: inactiveReason === "gone" ? "Gone" : inactiveReason, icon: "boxed", tone: "bad" } : { word: "Inactive", icon: "slashed", tone: "off" };
}

const DELIVERIES: Record<WebhookDelivery_Status, State> = {
  [WebhookDelivery_Status.status_unspecified]: { word: "Unknown", icon: "ring", tone: "off" },
  [WebhookDelivery_Status.pending]: { word: "Waits", icon: "clock", tone: "later" },
  [WebhookDelivery_Status.delivering]: { word: "Under way", icon: "turning", tone: "run" },
  [WebhookDelivery_Status.delivered]: { word: "Delivered", icon: "tick", tone: "good" },
  [WebhookDelivery_Status.failed]: { word: "Failed", icon: "cross", tone: "bad" },
};

export function deliveryState({ status }: WebhookDelivery): State {
  return DELIVERIES[status] ?? { word: `Status ${status}`, icon: "ring", tone: "off" };
}

/** `HTTP 500`, or why there was no answer. Empty: no attempt has ended. */
export function lastAnswer({ attempts }: WebhookDelivery): string {
  const last = attempts.at(-1);
  return last ? (last.statusCode ? `HTTP ${last.statusCode}` : (last.error ?? "")) : "";
}

export async function turnWebhook({ id, isActive }: Webhook): Promise<void> {
  await attempt(() => api.webhooks.updateWebhook({ id, isActive: !isActive }), isActive ? "It is notified of nothing more." : "It is notified again.");
  reloadQueries("webhooks");
}

/** False: it was called off, or could not be done. */
export async function removeWebhook({ id, url }: Webhook): Promise<boolean> {
  const text = `${url} is notified of nothing more. Its deliveries go, too, and those that wait are not made.`;
  if (!(await confirm({ title: "Delete the webhook?", text, action: "Delete", isDestructive: true }))) return false;
  const isDone = await attempt(() => api.webhooks.deleteWebhook({ id }), "The webhook is deleted.");
  reloadQueries("webhooks");
  return isDone;
}
