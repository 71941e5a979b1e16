import { WebhookDelivery_Status as Status } from "tabwright/v1/webhook";
import { api } from "#/api/api";
import { useQuery } from "#/store/query";
import { ErrorBox } from "#/ui/error-box";
import { Skeleton } from "#/ui/skeleton";
import { StateBadge } from "#/ui/state-badge";
import type { State } from "#/ui/states";
import { RelativeTime } from "#/ui/time";

const STATES: Partial<Record<Status, State>> = {
  [Status.pending]: { word: "Waits", icon: "clock", tone: "later" },
  [Status.delivering]: { word: "Under way", icon: "turning", tone: "run" },
  [Status.delivered]: { word: "Delivered", icon: "tick", tone: "good" },
  [Status.failed]: { word: "Failed", icon: "cross", tone: "bad" },
};

/** Who was told of this job, and whether it was heard. */
export function Deliveries({ jobId }: { jobId: string }) {
  const list = useQuery(["job-deliveries", jobId], (signal) => api.webhooks.listWebhookDeliveries({ jobId, limit: 50 }, { signal }));
  if (list.isLoading && !list.data) return <Skeleton lines={2} />;
  return (
    <>
      <ErrorBox error={list.error} what="The deliveries could not be read" onRetry={list.reload} />
      {list.data?.data.length === 0 && <p className="muted">No webhook was told of this job.</p>}
      <ol className="job-entries">
        {list.data?.data.map((delivery) => {
          const last = delivery.attempts.at(-1);
          return (
            <li key={delivery.id}>
              <RelativeTime at={delivery.createdAt} />
              <StateBadge state={STATES[delivery.status] ?? { word: `Status ${delivery.status}`, icon: "ring", tone: "off" }} />
              <span>
                <b>{delivery.eventType}</b> {delivery.url} {last?.error || (last?.statusCode && `HTTP ${last.statusCode}`)}
              </span>
              <span className="duration">{delivery.attemptCount} tries</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
