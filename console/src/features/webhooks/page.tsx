import { useState } from "react";
import type { Webhook } from "tabwright/v1/webhook";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { usePages } from "#/features/shared/pages";
import { RotateSecret } from "#/features/shared/rotate-secret";
import { SecretOnce } from "#/features/shared/secret-once";
import { WebhookForm } from "#/features/shared/webhook-form";
import { removeWebhook, turnWebhook, webhookState } from "#/features/shared/webhook-words";
import { Button } from "#/ui/button";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Link } from "#/ui/link";
import { Menu, MenuItem } from "#/ui/menu";
import { Page } from "#/ui/page";
import { StateBadge } from "#/ui/state-badge";
import { type Column, Table } from "#/ui/table";
import { LastDelivered, LastError } from "./last-deliveries";

const SIZE = 20;
const COMMAND = "tabwright webhooks create https://example.com/hooks/tabwright --event job.failed";

const COLUMNS: readonly Column<Webhook>[] = [
  { id: "url", head: "Endpoint", isWide: true, cell: (one) => <Endpoint {...one} /> },
  { id: "state", head: "State", cell: (one) => <StateBadge state={webhookState(one)} /> },
  { id: "delivered", head: "Delivered", hide: "small", cell: ({ id }) => <LastDelivered id={id} /> },
  { id: "error", head: "Last error", hide: "medium", cell: ({ id }) => <LastError id={id} /> },
  { id: "events", head: "Events", align: "end", hide: "medium", cell: ({ events }) => <span title={events.join(", ")}>{events.length}</span> },
  { id: "menu", head: "", align: "end", cell: (one) => <WebhookMenu webhook={one} /> },
];

/** Who is notified of jobs, and how that went. */
export default function Webhooks() {
  const { list, pager } = usePages(["webhooks"], (pageToken, signal) => api.webhooks.listWebhooks({ limit: SIZE, pageToken }, { signal }), SIZE);
  const [isMaking, setMaking] = useState(false);
  const [isRotating, setRotating] = useState(false);
  const [secret, setSecret] = useState("");
  const may = useMay("member");
  const rows = list.data?.data;
  const actions = may && (
    <>
      <Menu label="More actions" items={<MenuItem onClick={() => setRotating(true)}>New secret for single jobs…</MenuItem>} />
      <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>
        New webhook
      </Button>
    </>
  );
  return (
    <Page title="Webhooks" state={rows && rows.length > 0 && sentence(rows)} action={actions}>
      <ErrorBox error={list.error} what="The list could not be read" onRetry={list.reload} />
      <Table
        label="Webhooks"
        columns={COLUMNS}
        rows={list.error ? (rows ?? []) : rows}
        id={({ id }) => id}
        isBusy={list.isLoading}
        isStale={list.isStale}
        detail={({ description }) => description || null}
        empty={list.error ? null : <Empty title="There is no webhook yet" command={COMMAND}>A webhook is told when something happens to your jobs. A single job can have one of its own, too, which is not in this list.</Empty>}
      />
      {pager}
      {isMaking && <WebhookForm onClose={() => setMaking(false)} onMade={(_, made) => setSecret(made)} />}
      {isRotating && <RotateSecret onClose={() => setRotating(false)} />}
      {secret && (
        <SecretOnce title="The webhook is there" secret={secret} onClose={() => setSecret("")}>
          <p>Its deliveries are signed with this secret: give it to the receiver.</p>
        </SecretOnce>
      )}
    </Page>
  );
}

/** On a narrow page with its deliveries below it. */
function Endpoint({ id, url }: Webhook) {
  return (
    <>
      <Link to="/webhooks/$id" params={{ id }} title={url}>
        {url.replace(/^https?:\/\//, "")}
      </Link>
      <span className="below">
        <LastDelivered id={id} />
      </span>
    </>
  );
}

function WebhookMenu({ webhook }: { webhook: Webhook }) {
  const [isChanging, setChanging] = useState(false);
  if (!useMay("member")) return null;
  return (
    <>
      <Menu
        kind="quiet"
        label={`Actions for ${webhook.url}`}
        items={
          <>
            <MenuItem onClick={() => void turnWebhook(webhook)}>{webhook.isActive ? "Deactivate" : "Activate"}</MenuItem>
            <MenuItem onClick={() => setChanging(true)}>Change…</MenuItem>
            <MenuItem isDanger onClick={() => void removeWebhook(webhook)}>
              Delete…
            </MenuItem>
          </>
        }
      />
      {isChanging && <WebhookForm webhook={webhook} onClose={() => setChanging(false)} />}
    </>
  );
}

function sentence(rows: readonly Webhook[]): string {
  const off = rows.filter(({ isActive }) => !isActive).length;
  const gone = rows.filter(({ inactiveReason }) => inactiveReason).length;
  const parts = [rows.length === 1 ? "1 endpoint" : `${rows.length} endpoints`, off > 0 && `${off} inactive`, gone > 0 && `${gone} because the receiver is gone`];
  return `${parts.filter(Boolean).join(", ")}.`;
}
