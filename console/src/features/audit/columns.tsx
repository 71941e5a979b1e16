import type { AuditActor, AuditEvent } from "tabwright/v1/audit";
import { Link } from "#/ui/link";
import { StateBadge } from "#/ui/state-badge";
import type { State } from "#/ui/states";
import type { Column } from "#/ui/table";
import { absolute, RelativeTime } from "#/ui/time";
import { Resource } from "./resource";

const OUTCOME_STATES: Record<string, State> = {
  ok: { word: "Ok", icon: "tick", tone: "good" },
  denied: { word: "Denied", icon: "slashed", tone: "bad" },
  unauthenticated: { word: "Unauthenticated", icon: "cross", tone: "bad" },
};

const COLUMNS: readonly Column<AuditEvent>[] = [
  { id: "who", head: "Who", cell: (one) => <Who actor={one.actor} /> },
  { id: "did", head: "Did", cell: (one) => <Did event={one} /> },
  { id: "what", head: "What", cell: (one) => <What event={one} />, isWide: true, hide: "small" },
  { id: "outcome", head: "Outcome", cell: (one) => <Outcome event={one} />, hide: "medium" },
  { id: "client", head: "Client", cell: (one) => one.clientId || "–", hide: "medium" },
  { id: "from", head: "From", cell: (one) => one.address || "–", hide: "medium" },
  { id: "when", head: "When", cell: (one) => <RelativeTime at={one.occurredAt} /> },
];

const OF_ONE_CLIENT = COLUMNS.filter(({ id }) => id !== "client");

export function columnsOf(isAdmin: boolean): readonly Column<AuditEvent>[] {
  return isAdmin ? COLUMNS : OF_ONE_CLIENT;
}

/** A press finds all that the same has done. */
function Who({ actor }: { actor: AuditActor | undefined }) {
  if (!actor) return <>–</>;
  const name = actor.name || (actor.id.length > 20 ? `${actor.id.slice(0, 8)}…` : actor.id);
  return (
    <span className="audit-who" title={`${actor.type} ${actor.id}`}>
      <Link to="/audit" search={(old) => ({ ...old, actor: actor.id, page: undefined, token: undefined })}>{name || actor.type}</Link>
      <span className="muted">{actor.type}{actor.isAdmin && ", administrator"}</span>
    </span>
  );
}

/** Where there is no room beside it, what it was done to stands below. */
function Did({ event }: { event: AuditEvent }) {
  const { action } = event;
  return (
    <span className="audit-did">
      <Link to="/audit" search={(old) => ({ ...old, action, page: undefined, token: undefined })} title={action}>{action.replace(/^[A-Za-z]+Service\./, "")}</Link>
      <span className="audit-below"><What event={event} /></span>
    </span>
  );
}

const SHOWN = 3;

function What({ event: { resources, resourceCount } }: { event: AuditEvent }) {
  const more = Math.max(resourceCount, resources.length) - SHOWN;
  if (resources.length === 0) return <>–</>;
  return (
    <span className="audit-what">
      {resources.slice(0, SHOWN).map((one) => (
        <Resource key={one} name={one} />
      ))}
      {more > 0 && <span className="muted">and {more} more</span>}
    </span>
  );
}

function Outcome({ event: { outcome, reason } }: { event: AuditEvent }) {
  const state = OUTCOME_STATES[outcome] ?? { word: outcome, icon: "ring", tone: "off" };
  return (
    <>
      <StateBadge state={state} isPlain /> {reason && <span className="muted">{reason}</span>}
    </>
  );
}

/** What the columns have no room for. Nothing: there is no more. */
export function Details({ event }: { event: AuditEvent }) {
  const facts = Object.entries(event.details).map(([name, value]) => `${name}: ${value}`);
  const isRefused = event.outcome !== "ok";
  if (facts.length === 0 && !isRefused) return null;
  return (
    <p className="audit-details">
      {[isRefused && `${event.outcome}${event.reason && `: ${event.reason}`}`, ...facts, isRefused && event.occurredAt && absolute(event.occurredAt)].filter(Boolean).join(" · ")}
    </p>
  );
}
