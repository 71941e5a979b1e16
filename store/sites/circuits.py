"""Circuits: what is down is left alone for a while, then tried with few, then used again.

A circuit is *closed* while all is well. Enough failures open it (store.sites.reports). When its time is over it is
*half open*: a job or two may try the site. What these find closes it, or opens it for longer. A circuit that has just
closed lets those that have waited go a few at a time.

A site may have a circuit for each client, which that client's own jobs have opened, and one for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import LiteralString

import structlog

from store import metrics
from store.database.auditing import Actor, Call
from store.database.connection import Database, Row
from store.errors import CircuitLimit

log = structlog.get_logger()

OPEN_S = 30
"""How long a circuit is open the first time; each further time by as much longer."""
MAX_OPEN_S = 900
JITTER = 0.2
"""By how much of it that may be longer or shorter: circuits that have opened together end apart."""
FORGET_TRIP_S = 300
"""How long a circuit has to be closed until one of its trips is forgotten."""
PERMIT_S = 30
"""How long what is no site may be tried by one call before another one may."""

MAX_FORCED = 1000
"""How many circuits a client may have open by hand: all processes look at all that are not closed."""

EVERYBODY = ""
"""The client_id of the circuit for all clients."""

TRIPS_LEFT: LiteralString = (
    f"CASE WHEN circuit.state <> 'closed' THEN circuit.trips ELSE greatest(0, circuit.trips - "
    f"floor(extract(epoch FROM now() - circuit.closed_at) / {FORGET_TRIP_S}))::integer END"
)
"""Of `circuit`: its trips that are not forgotten."""

OPEN_UNTIL: LiteralString = (
    f"now() + least({MAX_OPEN_S}, {OPEN_S} * ({{trips}})) * (1 + {JITTER} * (2 * random() - 1)) * interval '1 second'"
)
"""The end of the time for which a circuit opens; `{trips}`: the how manyth time it is."""

SETTLED: LiteralString = """
closing AS MATERIALIZED (
    {closing}
), windows_gone AS (
    DELETE FROM circuit_windows
    WHERE (kind, subject, client_id, bucket) IN (
        SELECT seen.kind, seen.subject, seen.client_id, seen.bucket
        FROM closing
        JOIN circuit_windows AS seen ON seen.kind = closing.kind AND seen.subject = closing.subject
        WHERE closing.client_id IN ('', seen.client_id)
        FOR UPDATE OF seen SKIP LOCKED
    )
), runs_gone AS (
    DELETE FROM circuit_runs
    WHERE (kind, subject, client_id) IN (
        SELECT run.kind, run.subject, run.client_id
        FROM closing
        JOIN circuit_runs AS run ON run.kind = closing.kind AND run.subject = closing.subject
        WHERE closing.client_id IN ('', run.client_id)
        FOR UPDATE OF run SKIP LOCKED
    )
)
"""
"""Forgets what was seen of a subject whose circuit closes: it is settled. Of rows that somebody tells of at this moment
it waits for none.
"""

_FORCE_OPEN: LiteralString = """
INSERT INTO circuits AS circuit (
    kind, subject, client_id, state, reason, is_holding, opened_at, open_until, forced_by, version
)
SELECT
    %(kind)s::varchar, %(subject)s::varchar, %(owner)s::varchar, 'open', %(reason)s, true, now(), %(until)s, %(by)s, 1
WHERE
    %(owner)s::varchar = '' OR %(most)s > (
        SELECT count(*) FROM circuits AS other
        WHERE other.client_id = %(owner)s::varchar AND other.forced_by IS NOT NULL
            AND (other.kind, other.subject) <> (%(kind)s::varchar, %(subject)s::varchar)
    )
ON CONFLICT (kind, subject, client_id) DO UPDATE
SET state = 'open', reason = excluded.reason, is_holding = true, changed_at = now(), opened_at = now(),
    open_until = excluded.open_until, forced_by = excluded.forced_by, trips = {trips}, permits = 0, ups = 0,
    permit_until = NULL, version = circuit.version + 1
RETURNING nullif(circuit.client_id, '') AS client_id
""".replace("{trips}", TRIPS_LEFT)

RAMP = (1, 3)
"""How many jobs at once may try a site that is half open: first one, then so many."""
RAMP_FIRST = 6
"""How many at once when it has closed; then twice as many, and so on."""
RAMP_LAST = 100

# The clock that a site has set is over too.
_RESET: LiteralString = """
WITH clock AS (
    UPDATE throttles
    SET backoff_until = NULL, backoff_s = 0, limits = 0, limited_since = NULL
    WHERE %(name)s IN ('site-' || replace(site, ':', '_'), 'own-site-' || replace(site, ':', '_'))
        AND client_id = %(owner)s AND backoff_until > now()
    RETURNING client_id
), circuit AS (
    UPDATE circuits AS circuit
    SET state = 'closed', reason = 'reset', is_holding = circuit.is_holding AND circuit.kind = 'site',
        changed_at = now(), open_until = NULL, closed_at = now(), trips = 0, forced_by = NULL, permits = {first},
        ups = 0, stage_at = now(), permit_until = NULL, version = circuit.version + 1
    WHERE name = %(name)s AND client_id = %(owner)s
    RETURNING kind, subject, client_id
), probes_gone AS (
    DELETE FROM circuit_probes AS probe
    USING circuit
    WHERE circuit.kind = 'site' AND probe.subject = circuit.subject AND probe.client_id = circuit.client_id
), {settled}
SELECT nullif(client_id, '') AS client_id FROM circuit UNION SELECT nullif(client_id, '') FROM clock
""".replace("{first}", str(RAMP_FIRST)).replace(
    "{settled}", SETTLED.replace("{closing}", "SELECT kind, subject, client_id FROM circuit").strip()
)

# What is no site has no leases to know its probes by: one call may try it, and after PERMIT_S another one.
_MAY_CALL = f"""
WITH found AS (
    SELECT kind, subject, client_id, state, open_until, permit_until, version
    FROM circuits
    WHERE kind = %(kind)s AND subject = %(subject)s AND client_id IN ('', %(client_id)s) AND state <> 'closed'
), permitted AS (
    UPDATE circuits AS circuit
    SET state = 'half_open', open_until = NULL, forced_by = NULL,
        reason = CASE WHEN circuit.state = 'half_open' THEN circuit.reason ELSE 'its time is over' END,
        changed_at = CASE WHEN circuit.state = 'half_open' THEN circuit.changed_at ELSE now() END,
        permit_until = now() + {PERMIT_S} * interval '1 second', version = circuit.version + 1
    FROM found
    WHERE
        circuit.kind = found.kind AND circuit.subject = found.subject AND circuit.client_id = found.client_id
        AND circuit.version = found.version
        AND (circuit.state = 'half_open' OR circuit.open_until <= now())
        AND (circuit.permit_until > now()) IS NOT TRUE
    RETURNING circuit.client_id, found.state
)
SELECT
    (SELECT array_agg(client_id ORDER BY client_id) FROM permitted WHERE state = 'open') AS begun,
    (SELECT count(*) FROM found) = (SELECT count(*) FROM permitted) AS may,
    coalesce(max(greatest(found.open_until, found.permit_until)), now()) AS again_at
FROM found
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """That a circuit has gone from one state to another."""

    kind: str
    subject: str
    client_id: str
    from_state: str
    to_state: str
    reason: str

    @property
    def name(self) -> str:
        return name_of(self.kind, self.subject, self.client_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """Whether something may be called now."""

    may: bool
    again_at: datetime | None = None
    """When to ask again."""

    def __bool__(self) -> bool:
        return self.may


def name_of(kind: str, subject: str, client_id: str) -> str:
    """The public name of a circuit, as the database makes it too: colons would be taken for a verb in a path."""
    own = "own-" if client_id != EVERYBODY and kind in {"site", "proxy"} else ""
    return f"{own}{kind}-{subject.replace(':', '_')}"


async def force_open(
    database: Database, kind: str, subject: str, *, until: datetime, by: str, owner: str = EVERYBODY, reason: str = ""
) -> None:
    """Opens a circuit by hand until a time; then it is half open, as after any other. `reason`: why, for people.
    Raises CircuitLimit.
    """
    asked = {"kind": kind, "subject": subject, "owner": owner, "until": until, "by": by, "reason": _by_hand(reason)}
    changed = [f"circuit_breaker/{name_of(kind, subject, owner)}"]
    if not await database.rows(_FORCE_OPEN, {**asked, "most": MAX_FORCED}, changed=changed):
        raise CircuitLimit(MAX_FORCED)


async def reset_circuit(database: Database, name: str, *, owner: str = EVERYBODY) -> bool:
    """Closes a circuit by hand, and forgets its trips, all that was seen, and for how long a site has asked to be left
    alone. Returns whether there was anything to forget.
    """
    asked = {"name": name, "owner": owner}
    return bool(await database.rows(_RESET, asked, changed=[f"circuit_breaker/{name}"]))


async def may_call(database: Database, kind: str, subject: str, client_id: str = EVERYBODY) -> Permit:
    """Whether a call of a receiver, a proxy or a storage may go out now. Where it is half open, a yes is given once,
    and what came of it is told by store.sites.reports.report.
    """
    (row,) = await database.rows(_MAY_CALL, {"kind": kind, "subject": subject, "client_id": client_id})
    await tell(database, [half_open(kind, subject, owner) for owner in row["begun"] or ()])
    return Permit(may=True) if row["may"] else Permit(may=False, again_at=row["again_at"])


def half_open(kind: str, subject: str, client_id: str) -> Transition:
    """Of one that is no site, whose time is over: a call finds out."""
    return Transition(
        kind=kind,
        subject=subject,
        client_id=client_id,
        from_state="open",
        to_state="half_open",
        reason="its time is over",
    )


async def tell(database: Database, transitions: Sequence[Transition]) -> None:
    """Tells log, metrics and audit trail of changes that nobody has asked for."""
    for one in transitions:
        metrics.CIRCUIT_TRANSITIONS.labels(one.kind, one.to_state).inc()
        log.warning(
            "circuit.changed",
            circuit=one.name,
            client_id=one.client_id,
            before=one.from_state,
            state=one.to_state,
            reason=one.reason,
        )
    if transitions:
        await database.record([_event(one) for one in transitions])


def transitions_of(rows: Sequence[Row]) -> list[Transition]:
    """Of rows of a statement that has changed circuits."""
    names = [field.name for field in fields(Transition)]
    return [Transition(**{name: row[name] for name in names}) for row in rows if row["from_state"] != row["to_state"]]


def _by_hand(reason: str) -> str:
    return f"opened by hand: {reason}" if reason else "opened by hand"


def _event(one: Transition) -> dict[str, object]:
    call = Call(actor=Actor(type="system", id="circuits"), action=f"circuit.{one.to_state}")
    client_id = one.client_id or None
    return dict(call.event([f"circuit_breaker/{one.name}"], client_id=client_id, details={"reason": one.reason}))
