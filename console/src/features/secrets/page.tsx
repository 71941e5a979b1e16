import { useState } from "react";
import type { Secret } from "tabwright/v1/secret";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { attempt } from "#/features/shared/attempt";
import { usePages } from "#/features/shared/pages";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { confirm } from "#/ui/confirm";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Menu, MenuItem } from "#/ui/menu";
import { Page } from "#/ui/page";
import { type Column, Table } from "#/ui/table";
import { RelativeTime } from "#/ui/time";
import { SecretForm } from "./secret-form";

const COMMAND = "tabwright secrets set portal-password --origin https://portal.example.com";
const KINDS: Record<string, string> = { text: "text", totp: "one-time codes" };

const COLUMNS: readonly Column<Secret>[] = [
  { id: "name", head: "Name", cell: ({ name, origins }) => <><code>{name}</code><span className="below">{origins.join(", ")}</span></> },
  { id: "kind", head: "Kind", hide: "small", cell: ({ kind }) => KINDS[kind] ?? kind },
  { id: "origins", head: "Used on", isWide: true, hide: "small", cell: ({ origins }) => <span title={origins.join("\n")}>{origins.join(", ")}</span> },
  { id: "where", head: "Kept", hide: "medium", cell: ({ source }) => (source ? <code title={source}>{source.length > 30 ? `${source.slice(0, 29)}…` : source}</code> : "sealed, here") },
  { id: "used", head: "Last used", cell: ({ lastUsedAt }) => <RelativeTime at={lastUsedAt} none="never" /> },
  { id: "replaced", head: "Set", hide: "medium", cell: ({ updatedAt }) => <RelativeTime at={updatedAt} /> },
  { id: "menu", head: "", align: "end", cell: (one) => <SecretMenu secret={one} /> },
];

/** What jobs use by name, such as passwords. No page ever shows a value. */
export default function Secrets() {
  const { list, pager } = usePages(["secrets"], (pageToken, signal) => api.secrets.listSecrets({ limit: 50, pageToken }, { signal }));
  const [isMaking, setMaking] = useState(false);
  const may = useMay("member");
  const rows = list.data?.data;
  return (
    <Page
      title="Secrets"
      state="Jobs use them by name, on their origins only. Nobody can see a value, not here either."
      action={may && <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>New secret</Button>}
    >
      <ErrorBox error={list.error} what="The list could not be read" onRetry={list.reload} />
      <Table
        label="Secrets"
        columns={COLUMNS}
        rows={list.error ? (rows ?? []) : rows}
        id={({ name }) => name}
        isBusy={list.isLoading}
        isStale={list.isStale}
        detail={({ description }) => description || null}
        empty={list.error ? null : <Empty title="There is no secret yet" command={COMMAND}>An action names one in place of a password: <code>{"${secret:portal-password}"}</code>.</Empty>}
      />
      {pager}
      {isMaking && <SecretForm onClose={() => setMaking(false)} />}
    </Page>
  );
}

function SecretMenu({ secret }: { secret: Secret }) {
  const [isReplacing, setReplacing] = useState(false);
  if (!useMay("member")) return null;
  const { name } = secret;
  const remove = async () => {
    if (!(await confirm({ title: `Delete the secret ${name}?`, text: "Jobs that use it fail from now on.", action: "Delete", isDestructive: true }))) return;
    await attempt(() => api.secrets.deleteSecret({ name }), "The secret is deleted.");
    reloadQueries("secrets");
  };
  return (
    <>
      <Menu
        kind="quiet"
        label={`Actions for ${name}`}
        items={
          <>
            <MenuItem onClick={() => setReplacing(true)}>Replace…</MenuItem>
            <MenuItem isDanger onClick={() => void remove()}>
              Delete…
            </MenuItem>
          </>
        }
      />
      {isReplacing && <SecretForm secret={secret} onClose={() => setReplacing(false)} />}
    </>
  );
}
