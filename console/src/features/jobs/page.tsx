import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { putJobs, useJobs, useLiveReload } from "#/store/live";
import { useQuery } from "#/store/query";
import { Button, ButtonLink } from "#/ui/button";
import { Empty } from "#/ui/empty";
import { ErrorBox } from "#/ui/error-box";
import { Page } from "#/ui/page";
import { Pager } from "#/ui/pager";
import { type Selection, useSelection } from "#/ui/selection";
import { Table } from "#/ui/table";
import { toast } from "#/ui/toast";
import { BulkBar } from "./bulk-bar";
import { COLUMNS, detailOf } from "./columns";
import { Counts, CountsSentence, useCounts } from "./counts";
import { isAny, type Reading, readFilter } from "./filter";
import { useIsFree } from "./free";
import { PAGE_SIZE, requestOf, statusesOf } from "./requests";
import { SearchBox } from "./search-box";
import { useShown } from "./shown";

const NOBODY: readonly never[] = [];

export default function Jobs() {
  const { q = "", page = 1, token = "" } = useSearch({ from: "/jobs" });
  const navigate = useNavigate({ from: "/jobs" });
  const mayAct = useMay("member");
  const reading = useMemo(() => readFilter(q), [q]);
  const counts = useCounts(reading);
  const list = useList(q, reading, page, token);
  const selection = useSelection();
  const [isAll, setAll] = useState(false);
  const free = useIsFree();
  const shown = useShown(`${q} ${token}`, reading.wrong.length > 0 ? NOBODY : list.data?.data, free.isFree && selection.chosen.size === 0 && !isAll);
  const rows = useJobs(shown.rows ?? NOBODY);
  const chosen = useChosen(rows, selection.chosen);
  const clear = () => {
    selection.clear();
    setAll(false);
  };
  const showNewer = () => {
    shown.show();
    scrollTo({ top: 0 });
  };
  return (
    <Page
      title="Jobs"
      state={<CountsSentence counts={counts.data} />}
      action={
        mayAct && (
          <ButtonLink to="/jobs/new" kind="primary" icon="plus">
            New job
          </ButtonLink>
        )
      }
    >
      <div className="jobs">
        <Counts q={q} reading={reading} counts={counts.data} />
        <div className="jobs-tools">
          {chosen.length > 0 || isAll ? (
            <BulkBar jobs={chosen} filter={reading.filter} counts={counts.data} isAll={isAll} onAll={() => setAll(true)} onClear={clear} />
          ) : (
            <SearchBox q={q} reading={reading} />
          )}
        </div>
        <ErrorBox error={list.error} what="The list could not be read" onRetry={list.reload} />
        <div className="jobs-rows" {...free.watch}>
          {page === 1 && shown.newer > 0 && (
            <Button className="jobs-newer" icon="up" onClick={showNewer}>
              {`${shown.newer >= PAGE_SIZE ? `${PAGE_SIZE} or more` : shown.newer} new`}
            </Button>
          )}
          <Table
            label="Jobs"
            columns={COLUMNS}
            rows={shown.rows && rows}
            id={idOf}
            {...(mayAct ? { selection: isAll ? allOf(rows, clear) : selection } : {})}
            isBusy={list.isLoading && !list.data}
            isStale={list.error !== undefined}
            detail={detailOf}
            empty={list.error ? undefined : <Nothing q={q} reading={reading} page={page} />}
          />
        </div>
        <Pager
          list={`jobs ${q}`}
          page={{ number: page, token }}
          next={list.data?.nextPageToken}
          size={PAGE_SIZE}
          count={rows.length}
          onPage={(to) => void navigate({ search: { q: q || undefined, page: to.number > 1 ? to.number : undefined, token: to.token || undefined } })}
        />
      </div>
    </Page>
  );
}

function idOf({ id }: { id: string }): string {
  return id;
}

/** The page of jobs. The first page is read anew when jobs come, at most once a second. */
function useList(q: string, { filter, wrong }: Reading, page: number, token: string) {
  const list = useQuery(wrong.length > 0 ? null : ["jobs", q, token], async (signal) => {
    const answer = await api.jobs.listJobs({ ...requestOf(filter), statuses: statusesOf(filter), limit: PAGE_SIZE, pageToken: token }, { signal });
    putJobs(answer.data);
    return answer;
  });
  useLiveReload(list.reload, ({ type }) => {
    const mayBelong = type === "job.created" || (filter.statuses.length > 0 && type !== "job.progress" && type !== "job.viewed");
    return page === 1 && mayBelong;
  });
  const navigate = useNavigate({ from: "/jobs" });
  const isRefused = token !== "" && list.error?.kind === "invalid";
  useEffect(() => {
    if (!isRefused) return;
    // The address is of an older release, or was changed by hand.
    toast("The list begins anew: this page of it is not there any more.", { kind: "bad" });
    void navigate({ search: { q: q || undefined }, replace: true });
  }, [isRefused, navigate, q]);
  return list;
}

/** The chosen jobs: also those of pages that were left, as they were last seen. */
function useChosen(rows: ReturnType<typeof useJobs>, ids: ReadonlySet<string>) {
  const [seen] = useState(() => new Map<string, (typeof rows)[number]>());
  for (const row of rows) seen.set(row.id, row);
  const chosen = useMemo(() => [...ids].flatMap((id) => seen.get(id) ?? []), [ids, seen]);
  return useJobs(chosen);
}

/** All that match are chosen: every row is ticked, and a press on one ends that. */
function allOf(rows: ReturnType<typeof useJobs>, clear: () => void): Selection {
  return { chosen: new Set(rows.map(idOf)), toggle: clear, toggleAll: clear, clear };
}

function Nothing({ q, reading, page }: { q: string; reading: Reading; page: number }) {
  const clear = (
    <ButtonLink to="/jobs" search={{}}>
      {q ? "Show all jobs" : "Show the newest"}
    </ButtonLink>
  );
  if (reading.wrong.length > 0) return <Empty title="The filter is not understood, so nothing was looked for." action={clear} />;
  if (page > 1) return <Empty title="There are no older jobs." action={clear} />;
  if (!isAny(reading.filter)) return <Empty title="No job matches the filter." action={clear} />;
  return (
    <Empty title="There are no jobs yet." command="tabwright run https://example.com -a screenshot">
      Make one with the button above, or with this command.
    </Empty>
  );
}
