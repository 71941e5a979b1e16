import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Webhook } from "tabwright/v1/webhook";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { RotateSecret } from "#/features/shared/rotate-secret";
import { WebhookForm } from "#/features/shared/webhook-form";
import { removeWebhook, turnWebhook, webhookState } from "#/features/shared/webhook-words";
import { useQuery } from "#/store/query";
import { Button } from "#/ui/button";
import { Id } from "#/ui/copy";
import { ErrorBox } from "#/ui/error-box";
import { Facts } from "#/ui/facts";
import { Link } from "#/ui/link";
import { Menu, MenuItem } from "#/ui/menu";
import { Page } from "#/ui/page";
import { Skeleton } from "#/ui/skeleton";
import { StateBadge } from "#/ui/state-badge";
import { RelativeTime } from "#/ui/time";
import { Deliveries } from "./deliveries";

/** One webhook: what it is notified of, and each delivery with its attempts. */
export default function OneWebhook() {
  const { id } = useParams({ from: "/webhooks/$id" });
  const query = useQuery(["webhooks", "one", id], (signal) => api.webhooks.getWebhook({ id }, { signal }));
  const webhook = query.data;
  const back = <Link to="/webhooks">Webhooks</Link>;
  if (!webhook) {
    return (
      <Page title="Webhook" back={back}>
        <ErrorBox error={query.error} what="The webhook could not be read" onRetry={query.reload} />
        {!query.error && <Skeleton />}
      </Page>
    );
  }
  return (
    <Page title={webhook.url} back={back} beside={<StateBadge state={webhookState(webhook)} />} state={webhook.description} action={<Actions webhook={webhook} />}>
      <ErrorBox error={query.error} what="The webhook could not be read anew" onRetry={query.reload} />
      {webhook.inactiveReason === "gone" && (
        <ErrorBox error={{ title: "Its receiver has answered 410 Gone, and is notified of nothing more until somebody activates it." }} what="Deactivated" />
      )}
      <Facts
        facts={[
          ["Is notified of", webhook.events.join(", ")],
          ["Added", <RelativeTime key="added" at={webhook.createdAt} />],
          ["Changed", <RelativeTime key="changed" at={webhook.updatedAt} />],
          ["Id", <Id key="id" id={webhook.id} label="Copy the webhook's id" />],
        ]}
      />
      <section>
        <h2>Deliveries</h2>
        <Deliveries webhookId={id} isActive={webhook.isActive} />
      </section>
    </Page>
  );
}

function Actions({ webhook }: { webhook: Webhook }) {
  const [open, setOpen] = useState<"form" | "secret">();
  const navigate = useNavigate();
  if (!useMay("member")) return null;
  const close = () => setOpen(undefined);
  const end = async () => {
    if (await removeWebhook(webhook)) void navigate({ to: "/webhooks" });
  };
  return (
    <>
      <Button icon={webhook.isActive ? "pause" : "play"} onClick={() => void turnWebhook(webhook)}>
        {webhook.isActive ? "Deactivate" : "Activate"}
      </Button>
      <Button icon="edit" onClick={() => setOpen("form")}>
        Change
      </Button>
      <Menu
        label="More actions"
        items={
          <>
            <MenuItem onClick={() => setOpen("secret")}>New secret…</MenuItem>
            <MenuItem isDanger onClick={() => void end()}>
              Delete…
            </MenuItem>
          </>
        }
      />
      {open === "form" && <WebhookForm webhook={webhook} onClose={close} />}
      {open === "secret" && <RotateSecret id={webhook.id} onClose={close} />}
    </>
  );
}
