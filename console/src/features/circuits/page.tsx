import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { SIZE, usePages } from "#/features/shared/pages";
import { useRegularly } from "#/features/shared/regularly";
import { Button } from "#/ui/button";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Page } from "#/ui/page";
import { Table } from "#/ui/table";
import { COLUMNS, Reason, READ_ONLY } from "./columns";
import { Filters } from "./filters";
import { OpenDialog } from "./open-dialog";

const EVERY_MS = 10_000;

export default function Circuits() {
  const given = useSearch({ from: "/circuits" });
  const { state = "", kind = "", name = "" } = given;
  const navigate = useNavigate({ from: "/circuits" });
  const mayAct = useMay("member");
  const [isOpening, setOpening] = useState(false);
  const { list, pager } = usePages(["circuits", state, kind, name], (pageToken, signal) =>
    api.circuitBreakers.listCircuitBreakers({ state, kind, namePrefix: name, limit: SIZE, pageToken }, { signal }),
  );
  const { reload } = list;
  useRegularly(reload, EVERY_MS);
  const close = useCallback(() => setOpening(false), []);
  const rows = list.data?.data;
  const isFiltered = Boolean(state || kind || name);
  return (
    <Page
      title="Circuits"
      state="What fails again and again is left alone for a time: jobs wait, and do not fail for it."
      action={mayAct && <Button icon="circuit" onClick={() => setOpening(true)}>Open a circuit</Button>}
    >
      <Filters given={given} />
      <ErrorBox error={list.error} what="The circuits could not be read" onRetry={list.reload} />
      <Table
        label="Circuits"
        columns={mayAct ? COLUMNS : READ_ONLY}
        rows={rows}
        id={(one) => `${one.name} ${one.clientId}`}
        isBusy={list.isLoading && !rows}
        isStale={list.isStale}
        detail={(one) => <Reason circuit={one} />}
        empty={
          isFiltered ? (
            <Empty title="No circuit matches." action={<Button onClick={() => void navigate({ search: {} })}>Show all</Button>} />
          ) : (
            <Empty title="There is no circuit: nothing fails." command="tabwright circuits open own-site-example.com --for 10min --reason 'they move'">
              One comes into being when a site, a proxy, a receiver of webhooks or the storage fails, or when somebody opens it.
            </Empty>
          )
        }
      />
      {pager}
      {!mayAct && <p className="muted">Members and owners open and reset the circuits of their client; administrators of the installation, all.</p>}
      {isOpening && <OpenDialog onClose={close} />}
    </Page>
  );
}
