import { useMemo } from "react";
import type { Worker } from "tabwright/v1/worker";
import { useBrowsers } from "#/features/shared/job-cells";
import { Empty } from "#/ui/empty";
import { Meter } from "#/ui/meter";
import { type Column, Table } from "#/ui/table";
import { duration, RelativeTime } from "#/ui/time";
import { Lanes } from "./lanes";
import { ageMs, isLate, type Process, processesOf } from "./processes";

interface Props {
  workers: readonly Worker[] | undefined;
  /** When they were read, in milliseconds since 1970. */
  readAt: number;
  isBusy: boolean;
  isStale: boolean;
  isAdmin: boolean;
}

/** One row a process, with its slots as lanes. */
export function ProcessTable({ workers, readAt, isBusy, isStale, isAdmin }: Props) {
  const names = useBrowsers();
  const rows = useMemo(() => workers && processesOf(workers), [workers]);
  const columns = useMemo(() => columnsOf(names, readAt, isAdmin), [names, readAt, isAdmin]);
  return (
    <Table
      label="Worker processes"
      columns={columns}
      rows={rows}
      id={(one) => one.id}
      isBusy={isBusy && !rows}
      isStale={isStale}
      detail={(one) => <Wrong process={one} />}
      empty={
        <Empty title="No worker runs: jobs wait until one does." command="tabwright up">
          On a machine of its own, docs/production.md says how one is started.
        </Empty>
      }
    />
  );
}

function columnsOf(names: ReadonlyMap<number, string>, readAt: number, isAdmin: boolean): Column<Process>[] {
  const browsers = (one: Process) => one.browserTypeIds.map((id) => names.get(id) ?? `type ${id}`).join(", ") || "none";
  const all: Column<Process>[] = [
    { id: "process", head: "Process", cell: (one) => <Name process={one} /> },
    { id: "slots", head: "Slots", cell: (one) => <Lanes process={one} /> },
    { id: "heartbeat", head: "Heartbeat", cell: (one) => <Age process={one} readAt={readAt} /> },
    { id: "load", head: "Load", cell: (one) => <Load process={one} />, hide: "small" },
    { id: "browsers", head: "Takes jobs of", cell: browsers, isWide: true, hide: "medium" },
    { id: "version", head: "Version", cell: (one) => one.told?.version || "–", hide: "medium" },
    { id: "started", head: "Started", cell: (one) => <RelativeTime at={one.startedAt} />, hide: "small" },
  ];
  return isAdmin ? all : all.filter(({ id }) => id !== "load" && id !== "version");
}

/** Others than administrators do not learn on which machine it is. */
function Name({ process: { told, slots } }: { process: Process }) {
  if (!told?.host) return <span>{slots.length === 1 ? "One slot" : `${slots.length} slots`}</span>;
  return (
    <span className="worker-name">
      <b className="worker-host">{told.host}</b>
      {told.pid !== undefined && <span className="muted">process {told.pid}</span>}
    </span>
  );
}

function Age({ process, readAt }: { process: Process; readAt: number }) {
  const age = ageMs(process, readAt);
  if (process.isOffline) return <span className="worker-late"><RelativeTime at={process.heartbeat} /></span>;
  const text = age === undefined ? "never" : `${duration(age)} ago`;
  return isLate(age) ? <span className="worker-late">{text}, late</span> : <>{text}</>;
}

function Load({ process: { told } }: { process: Process }) {
  if (!told || (told.cpu === undefined && told.memory === undefined)) return <>–</>;
  return (
    <span className="row">
      {told.cpu !== undefined && <Share label="CPU" share={told.cpu} />}
      {told.memory !== undefined && <Share label="Memory" share={told.memory} of={told.memoryLimitMb} />}
    </span>
  );
}

function Share({ label, share, of }: { label: string; share: number; of?: number | undefined }) {
  const percent = Math.round(share * 100);
  const text = `${label} ${percent} %${of === undefined ? "" : ` of ${(of / 1024).toFixed(1)} GiB`}`;
  return <Meter label={label} value={percent} max={100} text={text} tone={share > 0.9 ? "bad" : "run"} />;
}

/** Why it runs less than it could, and what does not work there. Nothing: all is well. */
function Wrong({ process }: { process: Process }) {
  const isHeld = process.limit < process.slots.length && !process.isOffline;
  const why = process.told?.heldBy ? `: ${process.told.heldBy}` : "";
  const words = [
    process.isOffline ? "It disappeared without leaving: its jobs start again elsewhere." : "",
    isHeld ? `It runs at most ${process.limit} of ${process.slots.length} jobs at once now${why}.` : "",
    ...(process.told?.troubles ?? []).map((one) => `${one.charAt(0).toUpperCase()}${one.slice(1)}.`),
  ].filter(Boolean);
  return words.length > 0 ? <p>{words.join(" ")}</p> : null;
}
