import { useSearch } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";
import type { Job } from "tabwright";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { errorType } from "#/features/shared/job-words";
import { usePages } from "#/features/shared/pages";
import { useLiveReload } from "#/store/live";
import { Button } from "#/ui/button";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Link } from "#/ui/link";
import { Page } from "#/ui/page";
import { useSelection } from "#/ui/selection";
import { Table } from "#/ui/table";
import { COLUMNS } from "./columns";
import { purge, purgeAll, replay, replayAll } from "./doing";
import { Filters } from "./filters";
import { type Filter, filterOf } from "./matching";
import { Reasons } from "./reasons";

const COMMAND = "tabwright run https://example.com -a 'click #missing timeoutMs=1000' --max-retries 0 --detach";

/** The jobs that have failed: by reason, and the ways to start them again or to remove them. */
export default function DeadLetters() {
  const wanted = useSearch({ from: "/dead-letters" });
  const filter = filterOf(wanted);
  const isFiltered = Boolean(wanted.reason ?? wanted.since ?? wanted.browser);
  const { list, pager } = usePages(["dead-letters", "list", wanted.reason, wanted.since, wanted.browser], (pageToken, signal) => api.deadLetters.listDeadLetters({ ...filter, limit: 50, pageToken }, { signal }));
  const selection = useSelection();
  const may = useMay("member");
  const rows = list.data?.data;
  // Rows do not go while somebody chooses among them.
  useLiveReload(list.reload, ({ type }) => (type === "job.failed" || type === "job.replayed") && selection.chosen.size === 0);
  const { clear } = selection;
  const forget = useEffectEvent(clear);
  useEffect(() => forget(), [wanted.reason, wanted.since, wanted.browser]);
  return (
    <Page title="Dead letters" state={rows && (rows.length || isFiltered ? "Jobs that have failed, the latest first." : "No job has failed.")}>
      <Reasons reason={wanted.reason} />
      {selection.chosen.size > 0 ? <Chosen ids={[...selection.chosen]} rows={rows ?? []} onDone={clear} /> : (isFiltered || rows?.length !== 0) && <Tools filter={filter} hasAny={(rows?.length ?? 0) > 0} />}
      <ErrorBox error={list.error} what="The list could not be read" onRetry={list.reload} />
      <Table
        label="Dead letters"
        columns={COLUMNS}
        rows={list.error ? (rows ?? []) : rows}
        id={({ id }) => id}
        {...(may ? { selection } : {})}
        isBusy={list.isLoading}
        isStale={list.isStale}
        detail={whyOf}
        empty={list.error ? null : <Nothing isFiltered={isFiltered} />}
      />
      {pager}
    </Page>
  );
}

function whyOf(job: Job) {
  return (
    <span className="dead-why">
      <strong className="below">{errorType(job)}</strong> {job.error?.message}
    </span>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <Empty title="No failed job matches the filter" action={<Link to="/dead-letters">Show all of them</Link>}>
        Others may be there.
      </Empty>
    );
  }
  return (
    <Empty title="No job has failed" command={COMMAND}>
      A job comes here when none of its attempts succeeds. This one would: the page has no such button.
    </Empty>
  );
}

function Tools({ filter, hasAny }: { filter: Filter; hasAny: boolean }) {
  const may = useMay("member");
  return (
    <div className="dead-tools">
      <Filters />
      {may && (
        <div className="row">
          <Button icon="reload" disabled={!hasAny} onClick={() => void replayAll(filter)}>
            Start again all that match…
          </Button>
          <Button icon="trash" disabled={!hasAny} onClick={() => void purgeAll(filter)}>
            Remove all that match…
          </Button>
        </div>
      )}
    </div>
  );
}

function Chosen({ ids, rows, onDone }: { ids: string[]; rows: readonly Job[]; onDone: () => void }) {
  const elsewhere = ids.filter((id) => !rows.some((row) => row.id === id)).length;
  const act = async (doing: (ids: string[]) => Promise<boolean>) => {
    if (await doing(ids)) onDone();
  };
  return (
    <div className="dead-tools" role="toolbar" aria-label="The selected jobs">
      <p>
        <strong>{ids.length} selected</strong>
        {elsewhere > 0 && `, ${elsewhere} of them on other pages`}
      </p>
      <div className="row">
        <Button kind="primary" icon="reload" onClick={() => void act(replay)}>
          {`Start ${ids.length} again`}
        </Button>
        <Button icon="trash" onClick={() => void act(purge)}>
          {`Remove ${ids.length}…`}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          Clear
        </Button>
      </div>
    </div>
  );
}
