import { useMemo } from "react";
import type { BrowserType } from "tabwright/v1/browser";
import type { BrowserTypeStats, WorkerStats } from "tabwright/v1/worker";
import { api } from "#/api/api";
import { attempt } from "#/features/shared/attempt";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { confirm } from "#/ui/confirm";
import { Empty } from "#/ui/empty";
import { StateBadge } from "#/ui/state-badge";
import type { State } from "#/ui/states";
import { type Column, Table } from "#/ui/table";
import { RelativeTime } from "#/ui/time";

interface Row {
  type: BrowserType;
  counts: BrowserTypeStats | undefined;
}

interface Props {
  types: readonly BrowserType[] | undefined;
  stats: WorkerStats | undefined;
  isStale: boolean;
  isAdmin: boolean;
}

/** What waits and runs, by browser type. */
export function QueueTable({ types, stats, isStale, isAdmin }: Props) {
  const rows = useMemo(() => types?.map((type) => ({ type, counts: stats?.byBrowserType[type.name] })), [types, stats]);
  const columns = isAdmin ? ALL : READ_ONLY;
  return (
    <Table
      label="Browser types"
      columns={columns}
      rows={rows}
      id={({ type }) => String(type.id)}
      isBusy={!rows}
      isStale={isStale}
      empty={<Empty title="There is no browser type: no job can be created." command="tabwright browsers create --name Chromium" />}
    />
  );
}

const READ_ONLY: readonly Column<Row>[] = [
  { id: "name", head: "Browser type", cell: ({ type }) => <Name type={type} />, isWide: true },
  { id: "state", head: "State", cell: ({ type }) => <TypeState type={type} /> },
  { id: "waiting", head: "Waiting", align: "end", cell: ({ counts }) => counts?.pendingJobs ?? "–" },
  { id: "running", head: "Running", align: "end", cell: ({ counts }) => counts?.busy ?? "–" },
  { id: "idle", head: "Idle slots", align: "end", cell: ({ counts }) => counts?.idle ?? "–", hide: "small" },
  { id: "held", head: "Held slots", align: "end", cell: ({ counts }) => counts?.held ?? "–", hide: "small" },
];

const ALL: readonly Column<Row>[] = [...READ_ONLY, { id: "act", head: "", align: "end", cell: ({ type }) => <Act type={type} /> }];

function Name({ type }: { type: BrowserType }) {
  const more = [type.type, type.device || (type.deviceType === "mobile" ? "mobile" : ""), type.viewport && `${type.viewport.width} × ${type.viewport.height}`];
  return (
    <>
      {type.name} <span className="muted queue-more">{more.filter(Boolean).join(" · ")}</span>
    </>
  );
}

const ACTIVE: State = { word: "Active", icon: "tick", tone: "good" };
const INACTIVE: State = { word: "Inactive", icon: "slashed", tone: "off" };
const PAUSED: State = { word: "Paused", icon: "pause", tone: "person" };

function TypeState({ type }: { type: BrowserType }) {
  if (!type.pausedAt) return <StateBadge state={type.isActive ? ACTIVE : INACTIVE} isPlain />;
  return (
    <span className="row">
      <StateBadge state={PAUSED} /> <RelativeTime at={type.pausedAt} />
    </span>
  );
}

function Act({ type }: { type: BrowserType }) {
  const isPaused = type.pausedAt !== undefined;
  return (
    <Button className="queue-act" icon={isPaused ? "play" : "pause"} label={`${isPaused ? "Resume" : "Pause"} ${type.name}`} onClick={() => void (isPaused ? resume(type) : pause(type))}>
      {isPaused ? "Resume" : "Pause"}
    </Button>
  );
}

async function pause({ id, name }: BrowserType): Promise<void> {
  const text = "Jobs of all clients for it are accepted and wait, also those that are retried. Jobs that run go on.";
  if (!(await confirm({ title: `Pause ${name}?`, text, action: "Pause it" }))) return;
  await attempt(() => api.browsers.pauseBrowser({ id }), `${name} is paused.`);
  reloadQueries("workers");
}

async function resume({ id, name }: BrowserType): Promise<void> {
  await attempt(() => api.browsers.resumeBrowser({ id }), `${name} goes on.`);
  reloadQueries("workers");
}
