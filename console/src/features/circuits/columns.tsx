import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { ReactNode } from "react";
import type { CircuitBreaker } from "tabwright/v1/circuit_breaker";
import { api } from "#/api/api";
import { useMay } from "#/api/session";
import { attempt } from "#/features/shared/attempt";
import { useNow } from "#/store/clock";
import { reloadQueries } from "#/store/query";
import { Button } from "#/ui/button";
import { confirm } from "#/ui/confirm";
import { shortId } from "#/ui/copy";
import { Link } from "#/ui/link";
import { StateBadge } from "#/ui/state-badge";
import type { State } from "#/ui/states";
import type { Column } from "#/ui/table";
import { RelativeTime } from "#/ui/time";
import type { CircuitState } from "./search";

export const CIRCUIT_STATES: Record<CircuitState, State> = {
  open: { word: "Open", icon: "cross", tone: "bad" },
  half_open: { word: "Half open", icon: "clock", tone: "person" },
  closed: { word: "Closed", icon: "tick", tone: "good" },
};

/** A newer server may have states that are not known here. */
function stateOf({ state }: CircuitBreaker): State {
  return CIRCUIT_STATES[state as CircuitState] ?? { word: state, icon: "ring", tone: "off" };
}

const ENDS: Record<string, string> = { site: "Site", receiver: "Receiver", proxy: "Proxy", storage: "Storage" };

export const READ_ONLY: readonly Column<CircuitBreaker>[] = [
  { id: "state", head: "State", cell: (one) => <StateBadge state={stateOf(one)} /> },
  { id: "subject", head: "What", cell: (one) => <Subject circuit={one} />, isWide: true },
  { id: "whose", head: "Applies to", cell: (one) => (one.isGlobal ? "all clients" : one.clientId), hide: "medium" },
  { id: "since", head: "Since", cell: (one) => <RelativeTime at={one.since} />, hide: "small" },
  { id: "probe", head: "Next try", cell: (one) => <NextTry circuit={one} />, hide: "small" },
  { id: "held", head: "Jobs wait", align: "end", cell: (one) => held(one.heldJobs), hide: "small" },
];

export const COLUMNS: readonly Column<CircuitBreaker>[] = [
  ...READ_ONLY,
  { id: "act", head: "", align: "end", cell: (one) => <Act circuit={one} /> },
];

/** The jobs of a site are a click away. */
function Subject({ circuit: { kind, subject, name } }: { circuit: CircuitBreaker }) {
  return (
    <span title={name}>
      {kind === "site" ? <Link to="/jobs" search={{ q: `host:${subject}` }}>{subject}</Link> : subject} <span className="muted">{ENDS[kind] ?? kind}</span>
    </span>
  );
}

function NextTry({ circuit }: { circuit: CircuitBreaker }) {
  const now = useNow(10_000);
  if (circuit.state === "half_open") return <>now, a few at a time</>;
  const limited = circuit.limitedUntil;
  const end = circuit.openUntil ?? (limited && timestampMs(limited) > now ? limited : undefined);
  return <RelativeTime at={end} />;
}

function held(jobs: number): string {
  return jobs >= 10_000 ? "9,999+" : String(jobs);
}

/** Why it is so, who has done it, what was counted. */
export function Reason({ circuit }: { circuit: CircuitBreaker }) {
  const { reason, trips, forcedBy, forcedUntil, limitedUntil, window, consecutiveFailures } = circuit;
  const counted = window && window.calls > 0n ? `${window.failures} of ${window.calls} calls failed in the last ${window.durationMs / 1000} s` : "";
  const inRow = consecutiveFailures > 1 ? `${consecutiveFailures} failures in a row` : "";
  const opened = trips > 1 ? `opened ${trips} times lately` : "";
  return (
    <p className="circuit-reason">
      {[reason && sentence(reason), counted, inRow, opened].filter(Boolean).join(" · ")}
      {limitedUntil && <> · the site asks for patience, until <RelativeTime at={limitedUntil} /></>}
      <span className="circuit-below">
        {" "}· next try <NextTry circuit={circuit} />, {held(circuit.heldJobs)} jobs wait
      </span>
      {forcedUntil && forcedBy && <> · by {whose(forcedBy)}</>}
    </p>
  );
}

/** What is for all clients, only administrators change. */
function Act({ circuit }: { circuit: CircuitBreaker }) {
  const isAdmin = useMay("admin");
  if (circuit.state === "closed" && !circuit.limitedUntil && circuit.consecutiveFailures === 0) return null;
  if (circuit.isGlobal && !isAdmin) return <span className="muted">for administrators</span>;
  return <Button label={`Reset ${circuit.name}`} onClick={() => void reset(circuit)}>Reset</Button>;
}

async function reset({ name, subject, clientId, heldJobs }: CircuitBreaker): Promise<void> {
  const start = heldJobs > 0 ? `${held(heldJobs)} jobs that wait for it start soon. ` : "";
  const text = `${start}What was counted is forgotten, also what it has asked for. If ${subject} still fails, it opens again.`;
  if (!(await confirm({ title: `Reset the circuit of ${subject}?`, text, action: "Reset it" }))) return;
  await attempt(() => api.circuitBreakers.resetCircuitBreaker({ name, clientId }), `The circuit of ${subject} is closed.`);
  reloadQueries("circuits");
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `key:…` and `user:…` are what the audit trail knows them by. */
function whose(by: string): ReactNode {
  const at = by.indexOf(":");
  if (at < 0) return `an ${by}`;
  const id = by.slice(at + 1);
  return <Link to="/audit" search={{ actor: id }}>{by.slice(0, at)} {shortId(id)}</Link>;
}
