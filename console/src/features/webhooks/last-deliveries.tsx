import { WebhookDelivery_Status } from "tabwright/v1/webhook";
import { api } from "#/api/api";
import { lastAnswer } from "#/features/shared/webhook-words";
import { useQuery } from "#/store/query";
import { Meter } from "#/ui/meter";
import { RelativeTime } from "#/ui/time";

const LATEST = 20;

function useLatest(id: string) {
  return useQuery(["webhooks", "latest", id], (signal) => api.webhooks.listWebhookDeliveries({ webhookId: id, limit: LATEST }, { signal })).data?.data;
}

/** How many of the latest deliveries have arrived, and when the last one did. */
export function LastDelivered({ id }: { id: string }) {
  const latest = useLatest(id);
  if (!latest) return null;
  if (latest.length === 0) return <span className="muted">nothing yet</span>;
  const arrived = latest.filter(({ status }) => status === WebhookDelivery_Status.delivered);
  const hasFailed = latest.some(({ status }) => status === WebhookDelivery_Status.failed);
  return (
    <span>
      <Meter label="Delivered of the latest" value={arrived.length} max={latest.length} tone={hasFailed ? "bad" : "good"} />{" "}
      {arrived[0] && (
        <span className="muted">
          <RelativeTime at={arrived[0].completedAt} />
        </span>
      )}
    </span>
  );
}

/** What went wrong last among the latest deliveries: also with one that is tried again. */
export function LastError({ id }: { id: string }) {
  const broken = useLatest(id)?.find(({ attempts }) => attempts.at(-1)?.error !== undefined);
  if (!broken) return <span className="muted">–</span>;
  const last = broken.attempts.at(-1);
  return (
    <span className="webhook-error" title={last?.error}>
      {lastAnswer(broken)} <span className="muted"><RelativeTime at={last?.startedAt} /></span>
    </span>
  );
}
