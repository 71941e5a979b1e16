import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import type { ApiKey } from "tabwright/v1/api_key";
import { api } from "#/api/api";
import { useMay, useMayAdmit } from "#/api/session";
import { NotForYou } from "#/features/shared/not-for-you";
import { useQuery } from "#/store/query";
import { Button } from "#/ui/button";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Checkbox, TextField } from "#/ui/field";
import { Page } from "#/ui/page";
import { Table } from "#/ui/table";
import { columnsOf, isExpired } from "./columns";
import { CreateDialog } from "./create-dialog";

export default function Keys() {
  const isAdmin = useMay("admin");
  if (useMayAdmit()) return <List isAdmin={isAdmin} />;
  return (
    <Page title="API keys">
      <NotForYou who="Owners of the client and administrators" what="see and make its API keys" />
    </Page>
  );
}

function List({ isAdmin }: { isAdmin: boolean }) {
  const { revoked = false, client = "" } = useSearch({ from: "/keys" });
  const navigate = useNavigate({ from: "/keys" });
  const [isCreating, setCreating] = useState(false);
  const list = useQuery(["keys", client], (signal) => api.apiKeys.listApiKeys({ clientId: client }, { signal }));
  const close = useCallback(() => setCreating(false), []);
  const all = list.data?.data;
  const rows = all?.filter((one) => revoked || one.isActive);
  const hidden = (all?.length ?? 0) - (rows?.length ?? 0);
  return (
    <Page
      title="API keys"
      state={all && sentence(all)}
      action={<Button kind="primary" icon="plus" onClick={() => setCreating(true)}>New key</Button>}
    >
      <div className="list-filters">
        {isAdmin && (
          <TextField label="Client" isLabelHidden placeholder="Only of this client" type="search" data-search maxLength={255} value={client} onChange={(value) => void navigate({ search: (old) => ({ ...old, client: value || undefined }), replace: true })} />
        )}
        <Checkbox label={hidden > 0 ? `Revoked ones, too (${hidden})` : "Revoked ones, too"} value={revoked} onChange={(value) => void navigate({ search: (old) => ({ ...old, revoked: value || undefined }) })} />
      </div>
      <ErrorBox error={list.error} what="The keys could not be read" onRetry={list.reload} />
      <Table
        label="API keys"
        columns={columnsOf(isAdmin)}
        rows={rows}
        id={(one) => one.id}
        isBusy={list.isLoading && !rows}
        isStale={list.isStale}
        empty={
          client || hidden > 0 ? (
            <Empty title={client ? `No key of ${client} is active.` : `No key is active: ${hidden} were revoked.`} />
          ) : (
            <Empty title="There is no key: programs need one to call." command={`tabwright keys create --client ${client || "CLIENT"} --name "who uses it, and for what"`} />
          )
        }
      />
      {isCreating && <CreateDialog isAdmin={isAdmin} onClose={close} />}
    </Page>
  );
}

function sentence(keys: readonly ApiKey[]): string {
  const active = keys.filter((one) => one.isActive);
  const expired = active.filter(isExpired).length;
  return `${active.length} active${expired > 0 ? `, ${expired} of them expired` : ""}. Their secrets are stored nowhere.`;
}
