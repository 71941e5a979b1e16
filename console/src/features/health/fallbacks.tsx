import { useNavigate, useSearch } from "@tanstack/react-router";
import type { FallbackCounts } from "tabwright/v1/fallback_service";
import { api } from "#/api/api";
import { useQuery } from "#/store/query";
import { ErrorBox } from "#/ui/error-box";
import { Select } from "#/ui/field";
import { type Column, Table } from "#/ui/table";
import type { Hours } from "./search";

const WORDS: readonly (readonly [Hours, string])[] = [
  ["1", "Last hour"],
  ["24", "Last 24 hours"],
  ["168", "Last 7 days"],
  ["336", "Last 14 days"],
];

type Row = { kind: string; counts: FallbackCounts };

/** How often jobs were answered by a fallback. */
export function Fallbacks() {
  const { hours = "24" } = useSearch({ from: "/health" });
  const navigate = useNavigate({ from: "/health" });
  const counts = useQuery(["health", "fallbacks", hours], (signal) => api.fallbacks.getFallbackMetrics({ hours: Number(hours) }, { signal }));
  const rows = counts.data && Object.entries(counts.data.byKind).map(([kind, one]) => ({ kind, counts: one }));
  const choose = (value: Hours) => void navigate({ search: (old) => ({ ...old, hours: value === "24" ? undefined : value }), replace: true, resetScroll: false });
  return (
    <>
      <div className="list-filters">
        <Select label="Time" isLabelHidden value={hours} options={WORDS} onChange={choose} />
        {counts.data && <span className="muted">{counts.data.total === 0n ? "No fallback was tried." : `${counts.data.answered} of ${counts.data.total} have answered.`}</span>}
      </div>
      <ErrorBox error={counts.error} what="The fallbacks could not be read" onRetry={counts.reload} />
      <Table label="Fallbacks" columns={COLUMNS} rows={rows} id={(one) => one.kind} isBusy={counts.isLoading && !rows} isStale={counts.isStale} />
    </>
  );
}

const COLUMNS: readonly Column<Row>[] = [
  { id: "kind", head: "Kind", cell: (one) => <code>{one.kind}</code> },
  { id: "total", head: "Tried", align: "end", cell: (one) => String(one.counts.total) },
  { id: "answered", head: "Answered", align: "end", cell: (one) => String(one.counts.answered) },
  { id: "empty", head: "Had nothing", align: "end", cell: (one) => String(one.counts.empty) },
  { id: "failed", head: "Failed", align: "end", cell: (one) => String(one.counts.failed) },
];
