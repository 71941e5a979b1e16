import { useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { UrlPolicy } from "tabwright/v1/url_policy";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { usePages } from "#/features/shared/pages";
import { Button } from "#/ui/button";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Page } from "#/ui/page";
import { Table } from "#/ui/table";
import { columnsOf } from "./columns";
import { PolicyDialog } from "./policy-dialog";

const SIZE = 100;

export default function Policies() {
  const { page = 1 } = useSearch({ from: "/policies" });
  const mayAct = useMay("owner");
  const isAdmin = useMay("admin");
  const [open, setOpen] = useState<UrlPolicy | "new">();
  const { list, pager } = usePages(["policies"], (pageToken, signal) => api.urlPolicies.listUrlPolicies({ limit: SIZE, pageToken }, { signal }), SIZE);
  const columns = useMemo(() => columnsOf(mayAct, isAdmin, setOpen), [mayAct, isAdmin]);
  const rows = list.data?.data;
  const isOnePage = page === 1 && list.data?.nextPageToken === "";
  return (
    <Page
      title="URL policies"
      state={rows && isOnePage ? sentence(rows) : "Which URLs jobs may open."}
      action={mayAct && <Button kind="primary" icon="plus" onClick={() => setOpen("new")}>New policy</Button>}
    >
      <ErrorBox error={list.error} what="The policies could not be read" onRetry={list.reload} />
      <Table
        label="URL policies"
        columns={columns}
        rows={rows}
        id={(one) => one.id}
        isBusy={list.isLoading && !rows}
        isStale={list.isStale}
        empty={
          <Empty title="There is no policy: jobs may open the whole internet." command="tabwright policies create '*.tracker.example'">
            A policy forbids the URLs that it matches (blacklist), or all others (whitelist).
          </Empty>
        }
      />
      {pager}
      {!isAdmin && <p className="muted">Policies of the installation hold, too; only its administrators see them.</p>}
      {!mayAct && <p className="muted">Owners of the client and administrators add, change and delete policies.</p>}
      {open && <PolicyDialog policy={open === "new" ? undefined : open} isAdmin={isAdmin} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

/** What they come to. A blacklist wins over everything. */
function sentence(policies: readonly UrlPolicy[]): string {
  const count = (type: string) => policies.filter((one) => one.isActive && one.type === type).length;
  const forbidden = count("blacklist");
  const allowed = count("whitelist");
  const only = allowed > 0 ? `Jobs may open only what ${allowed} ${allowed === 1 ? "whitelist policy matches" : "whitelist policies match"}` : "Jobs may open the whole internet";
  const but = forbidden > 0 ? `, but nothing that ${forbidden} ${forbidden === 1 ? "blacklist policy matches" : "blacklist policies match"}` : "";
  return `${only}${but}.`;
}
