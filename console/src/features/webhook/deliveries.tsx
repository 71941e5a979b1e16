import { useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { type WebhookDelivery, WebhookDelivery_Status } from "tabwright/v1/webhook";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { attempt } from "#/features/shared/attempt";
import { usePages } from "#/features/shared/pages";
import { deliveryState, lastAnswer } from "#/features/shared/webhook-words";
import { useNow } from "#/store/clock";
import { useLiveReload } from "#/store/live";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { shortId } from "#/ui/copy";
import { ErrorBox } from "#/ui/error-box";
import { Link } from "#/ui/link";
import { StateBadge } from "#/ui/state-badge";
import { type Column, Table } from "#/ui/table";
import { Tab, Tabs } from "#/ui/tabs";
import { RelativeTime } from "#/ui/time";
import { Attempts } from "./attempts";
import { STATUSES } from "./search";

const SIZE = 20;
/** How often what is under way is asked for: nothing tells of it. */
const PAUSE_MS = 2000;
const WORDS = { pending: "Waiting", delivered: "Delivered", failed: "Failed" };
const OPEN = [WebhookDelivery_Status.pending, WebhookDelivery_Status.delivering];

/** The deliveries of a webhook, the newest first; the one of the address with its attempts. */
export function Deliveries({ webhookId, isActive }: { webhookId: string; isActive: boolean }) {
  const { status, delivery } = useSearch({ from: "/webhooks/$id" });
  const wanted = status ? WebhookDelivery_Status[status] : WebhookDelivery_Status.status_unspecified;
  const { list, pager } = usePages(["webhooks", "deliveries", webhookId, status], (pageToken, signal) => api.webhooks.listWebhookDeliveries({ webhookId, status: wanted, limit: SIZE, pageToken }, { signal }), SIZE);
  const rows = list.data?.data;
  useLiveReload(list.reload, ({ type }) => type !== "job.progress");
  useReloadWhile(rows?.some((one) => OPEN.includes(one.status)) ?? false, list.reload);
  const columns = useMemo(() => columnsOf(delivery, isActive), [delivery, isActive]);
  return (
    <>
      <Tabs label="Status">
        <Tab to="." search={{}} isChosen={!status}>
          All
        </Tab>
        {STATUSES.map((one) => (
          <Tab key={one} to="." search={{ status: one }} isChosen={status === one}>
            {WORDS[one]}
          </Tab>
        ))}
      </Tabs>
      <ErrorBox error={list.error} what="The deliveries could not be read" onRetry={list.reload} />
      <Table
        label="Deliveries"
        columns={columns}
        rows={list.error ? (rows ?? []) : rows}
        id={({ id }) => id}
        isBusy={list.isLoading}
        isStale={list.isStale}
        detail={({ id }) => (id === delivery ? <Attempts id={id} /> : null)}
        empty={list.error ? null : <p className="muted">{status ? "No delivery has this status." : "Nothing was delivered yet. The next job that ends is."}</p>}
      />
      {pager}
    </>
  );
}

function columnsOf(open: string | undefined, isActive: boolean): Column<WebhookDelivery>[] {
  return [
    {
      id: "event",
      head: "Event",
      cell: ({ id, eventType }) => (
        <Link to="." search={(old: object) => ({ ...old, delivery: id === open ? undefined : id })} replace aria-expanded={id === open} resetScroll={false}>
          {eventType}
        </Link>
      ),
    },
    { id: "state", head: "State", cell: (one) => <StateBadge state={deliveryState(one)} /> },
    { id: "about", head: "About", hide: "medium", cell: ({ jobId }) => (jobId ? <Link to="/jobs/$jobId" params={{ jobId }} className="mono">{shortId(jobId)}</Link> : "an alert") },
    { id: "tries", head: "Tries", align: "end", hide: "small", cell: ({ attemptCount }) => attemptCount },
    { id: "answer", head: "Last answer", isWide: true, hide: "small", cell: lastAnswer },
    { id: "next", head: "Next try", hide: "medium", cell: ({ nextAttemptAt }) => <RelativeTime at={nextAttemptAt} /> },
    { id: "when", head: "When", cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    { id: "again", head: "", align: "end", cell: (one) => <Again delivery={one} isActive={isActive} /> },
  ];
}

function Again({ delivery: { id, eventType }, isActive }: { delivery: WebhookDelivery; isActive: boolean }) {
  if (!useMay("member") || !isActive) return null;
  const again = async () => {
    await attempt(() => api.webhooks.redeliverWebhook({ id }), "It is delivered again.");
    reloadQueries("webhooks");
  };
  return <Button kind="quiet" icon="reload" label={`Deliver ${eventType} again`} onClick={() => void again()} />;
}

function useReloadWhile(isOpen: boolean, reload: () => void): void {
  const now = useNow(PAUSE_MS);
  useEffect(() => {
    if (isOpen) reload();
  }, [now, isOpen, reload]);
}
