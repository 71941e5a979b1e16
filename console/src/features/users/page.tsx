import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { api } from "#/api/api";
import { useMay, useMayAdmit, useWho } from "#/api/session";
import { NotForYou } from "#/features/shared/not-for-you";
import { SIZE, usePages } from "#/features/shared/pages";
import { Button } from "#/ui/button";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { TextField } from "#/ui/field";
import { Page } from "#/ui/page";
import { Table } from "#/ui/table";
import { columnsOf } from "./columns";
import { Dialogs, type Open } from "./dialogs";

export default function Users() {
  const isAdmin = useMay("admin");
  if (useMayAdmit()) return <List isAdmin={isAdmin} />;
  return (
    <Page title="Users">
      <NotForYou who="Owners of the client and administrators" what="see and manage its users" />
    </Page>
  );
}

function List({ isAdmin }: { isAdmin: boolean }) {
  const { client = "" } = useSearch({ from: "/users" });
  const navigate = useNavigate({ from: "/users" });
  const who = useWho();
  const [open, setOpen] = useState<Open>();
  const { list, pager } = usePages(["users", client], (pageToken, signal) => api.users.listUsers({ clientId: client, limit: SIZE, pageToken }, { signal }));
  const columns = useMemo(() => columnsOf(isAdmin, who?.userId, setOpen), [isAdmin, who?.userId]);
  const rows = list.data?.data;
  return (
    <Page
      title="Users"
      state="People who sign in to the console. Programs have keys."
      action={<Button kind="primary" icon="plus" onClick={() => setOpen({ what: "create" })}>New user</Button>}
    >
      {isAdmin && (
        <div className="list-filters">
          <TextField label="Client" isLabelHidden placeholder="Only of this client" type="search" data-search maxLength={255} value={client} onChange={(value) => void navigate({ search: { client: value || undefined }, replace: true })} />
        </div>
      )}
      <ErrorBox error={list.error} what="The users could not be read" onRetry={list.reload} />
      <Table
        label="Users"
        columns={columns}
        rows={rows}
        id={(one) => one.id}
        isBusy={list.isLoading && !rows}
        isStale={list.isStale}
        empty={client ? <Empty title={`${client} has no user.`} /> : <Empty title="There is no user." command="tabwright users create ada@example.com --role member" />}
      />
      {pager}
      <Dialogs open={open} isAdmin={isAdmin} onOpen={setOpen} />
    </Page>
  );
}
