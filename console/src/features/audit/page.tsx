import { useNavigate, useSearch } from "@tanstack/react-router";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { SIZE, usePages } from "#/features/shared/pages";
import { useAction } from "#/store/action";
import { Button } from "#/ui/button";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Page } from "#/ui/page";
import { Table } from "#/ui/table";
import { ChainWords } from "./chain-words";
import { columnsOf, Details } from "./columns";
import { Filters } from "./filters";
import { exportEvents, filtersOf } from "./request";

export default function Audit() {
  const given = useSearch({ from: "/audit" });
  const { page: _page, token: _token, ...filters } = given;
  const navigate = useNavigate({ from: "/audit" });
  const isAdmin = useMay("admin");
  const { list, pager } = usePages(["audit", filters], (pageToken, signal) =>
    api.audit.listAuditEvents({ ...filtersOf(filters), limit: SIZE, pageToken }, { signal }),
  );
  const written = useAction(() => exportEvents(filters));
  const rows = list.data?.data;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return (
    <Page
      title="Audit"
      state={`Who did what, when and from where: ${isAdmin ? "of all clients" : "of this client"}, latest first. Nobody can change it here.`}
      action={
        <>
          <Button icon="reload" isBusy={list.isLoading && Boolean(rows)} onClick={list.reload}>Reload</Button>
          <Button icon="download" isBusy={written.isBusy} onClick={() => void written.run()}>Export</Button>
        </>
      }
    >
      <Filters given={filters} isAdmin={isAdmin} />
      <ErrorBox error={written.trouble} what="The events could not be exported" />
      <ErrorBox error={list.error} what="The events could not be read" onRetry={list.reload} />
      <Table
        label="Events"
        columns={columnsOf(isAdmin)}
        rows={rows}
        id={(one) => one.id}
        isBusy={list.isLoading && !rows}
        isStale={list.isStale}
        detail={(one) => (Object.keys(one.details).length > 0 || one.outcome !== "ok" ? <Details event={one} /> : null)}
        empty={
          isFiltered ? (
            <Empty title="No event matches." action={<Button onClick={() => void navigate({ search: {} })}>Show all</Button>} />
          ) : (
            <Empty title="Nothing has been done yet." command="tabwright run https://example.com" />
          )
        }
      />
      {pager}
      {rows && rows.length > 0 && <ChainWords events={rows} isAdmin={isAdmin} />}
    </Page>
  );
}
