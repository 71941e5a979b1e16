import type { WebhookAttempt } from "tabwright/v1/webhook";
import { api } from "#/api/api";
import { useQuery } from "#/store/query";
import { Id } from "#/ui/copy";
import { ErrorBox } from "#/ui/error-box";
import { Link } from "#/ui/link";
import { absolute, duration } from "#/ui/time";

/** Each attempt of a delivery: when, how long, and what the receiver has answered. */
export function Attempts({ id }: { id: string }) {
  const { data, error, reload } = useQuery(["webhooks", "delivery", id], (signal) => api.webhooks.getWebhookDelivery({ id }, { signal }));
  return (
    <div className="attempts">
      <p className="row">
        Delivery <Id id={id} label="Copy the delivery's id" />
        {data?.jobId && (
          <>
            about{" "}
            <Link to="/jobs/$jobId" params={{ jobId: data.jobId }}>
              its job
            </Link>
          </>
        )}
      </p>
      <ErrorBox error={error} what="The attempts could not be read" onRetry={reload} />
      {data?.attempts.length === 0 && <p>No attempt has ended yet.</p>}
      <ol>
        {data?.attempts.map((one) => (
          <li key={one.number}>
            <Attempt attempt={one} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Attempt({ attempt: { number, startedAt, durationMs, statusCode, error, response } }: { attempt: WebhookAttempt }) {
  return (
    <>
      <p>
        <strong>Attempt {number}</strong> {startedAt && absolute(startedAt)} · {duration(durationMs)} · {statusCode ? `HTTP ${statusCode}` : "no answer"}
      </p>
      {error && <p className="attempt-error">{error}</p>}
      {response && <pre>{response}</pre>}
    </>
  );
}
