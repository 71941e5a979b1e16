"""Circuits as they are shown: what has opened one, what waits for it, and what was counted lately.

A client sees its own, and those for all clients of sites that hold its jobs or that these run at, and of sites and
proxies that they have lately tried: the database's policies say so. What it is told of one for all are its own jobs and
its own calls.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import LiteralString, NamedTuple

from store.database.connection import Database, Row
from store.errors import CircuitNotFound
from store.sites.circuits import TRIPS_LEFT
from store.sites.evidence import BUCKET_S, WINDOW_S

MAX_HELD = 10_000
"""As many jobs are counted that wait for one: the line may be long."""
_LOOKED_AT = 1000
"""Among so many names near ones are looked for."""
_NEAR = 3

_LIMITED: LiteralString = "it has asked for fewer requests"
_CLOCK_NAME: LiteralString = (
    "CASE WHEN circuit.client_id = '' THEN '' ELSE 'own-' END || 'site-' || replace(circuit.subject, ':', '_')"
)
"""What the circuit of a site would be called that has a clock alone."""

# What a site has asked for is shown though its circuit has never opened: jobs wait for that too.
_SHOWN: LiteralString = f"""
WITH shown AS (
    SELECT
        circuit.kind, circuit.subject, circuit.client_id, circuit.name, circuit.state, circuit.reason,
        circuit.changed_at AS since, circuit.open_until, {TRIPS_LEFT} AS trips, circuit.forced_by,
        CASE WHEN circuit.kind = 'site' THEN circuit.held_by END AS held_by
    FROM circuits AS circuit
    UNION ALL
    SELECT
        'site', circuit.subject, circuit.client_id, {_CLOCK_NAME}, 'closed',
        '{_LIMITED}', circuit.since, NULL, 0, NULL, NULL
    FROM (
        SELECT 'site' AS kind, site AS subject, client_id, coalesce(limited_since, now()) AS since
        FROM throttles
        WHERE backoff_until > now()
    ) AS circuit
    WHERE NOT EXISTS (
        SELECT FROM circuits AS one
        WHERE one.kind = 'site' AND one.subject = circuit.subject AND one.client_id = circuit.client_id
    )
)
"""  # noqa: S608 - constants

_CONDITIONS: dict[str, LiteralString] = {
    "state": " AND state = %(state)s",
    "kind": " AND kind = %(kind)s",
    "name_prefix": " AND starts_with(name, %(name_prefix)s)",
    "owner": " AND client_id = %(owner)s",
    "name": " AND name = %(name)s",
    "after_kind": " AND (kind, subject, client_id) > (%(after_kind)s, %(after_subject)s, %(after_client)s)",
}

_LIST_HEAD: LiteralString = f"""
{_SHOWN}, page AS MATERIALIZED (
    SELECT * FROM shown WHERE true
"""  # noqa: S608 - constants

# Of one for all clients everybody's windows count, as far as whoever asks may see them.
_LIST_TAIL: LiteralString = f"""
    ORDER BY kind, subject, client_id
    LIMIT %(limit)s
)
SELECT
    page.kind, page.subject, page.client_id, page.name, page.state,
    CASE
        WHEN page.state = 'closed' AND clock.limited_until IS NOT NULL THEN '{_LIMITED}'
        ELSE page.reason
    END AS reason,
    page.since, page.open_until, page.trips, page.forced_by, counted.calls, counted.failures, run.in_a_row,
    clock.limited_until, held.circuit + held.clock AS held_jobs
FROM page
CROSS JOIN LATERAL (
    SELECT coalesce(sum(seen.calls), 0)::bigint AS calls, coalesce(sum(seen.failures), 0)::bigint AS failures
    FROM circuit_windows AS seen
    WHERE seen.kind = page.kind AND seen.subject = page.subject
        AND (page.client_id = '' OR seen.client_id = page.client_id)
        AND seen.bucket > floor(extract(epoch FROM now()) / {BUCKET_S}) - {WINDOW_S // BUCKET_S}
) AS counted
CROSS JOIN LATERAL (
    SELECT coalesce(max(seen.in_a_row), 0) AS in_a_row
    FROM circuit_runs AS seen
    WHERE seen.kind = page.kind AND seen.subject = page.subject
        AND (page.client_id = '' OR seen.client_id = page.client_id)
) AS run
CROSS JOIN LATERAL (
    SELECT max(throttle.backoff_until) AS limited_until, max(throttle.held_by) AS held_by
    FROM throttles AS throttle
    WHERE page.kind = 'site' AND throttle.site = page.subject AND throttle.client_id = page.client_id
        AND throttle.backoff_until > now()
) AS clock
CROSS JOIN LATERAL (
    SELECT
        (SELECT count(*) FROM ({{parked}} parked.held_by = page.held_by LIMIT {MAX_HELD}) AS line) AS circuit,
        (SELECT count(*) FROM ({{parked}} parked.held_by = clock.held_by LIMIT {MAX_HELD}) AS line) AS clock
) AS held
ORDER BY page.kind, page.subject, page.client_id
"""  # noqa: S608 - constants

# By the index of what is held alone, which knows whose jobs they are.
_PARKED: LiteralString = """
SELECT FROM job_parked AS parked
WHERE (starts_with(parked.held_by, 'circuit:') OR starts_with(parked.held_by, 'throttle:')) AND {whose}"""
_OWN = _LIST_TAIL.replace("{parked}", _PARKED.replace("{whose}", "parked.client_id = %(client_id)s AND"))
_ALL = _LIST_TAIL.replace("{parked}", _PARKED.replace("{whose}", ""))


class Place(NamedTuple):
    """Where a circuit stands in the list."""

    kind: str
    subject: str
    client_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which circuits; None: any."""

    state: str | None = None
    kind: str | None = None
    name_prefix: str | None = None
    owner: str | None = None
    """A client whose own they are."""
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """A circuit as it is shown."""

    kind: str
    subject: str
    client_id: str
    """Whose it is; empty: of all clients."""
    name: str
    state: str
    reason: str
    since: datetime
    open_until: datetime | None
    trips: int
    forced_by: str | None
    """Who has opened it by hand, until `open_until`."""
    calls: int
    """In the last WINDOW_S."""
    failures: int
    in_a_row: int
    limited_until: datetime | None
    held_jobs: int
    """At most MAX_HELD are counted of each reason."""

    @property
    def place(self) -> Place:
        return Place(self.kind, self.subject, self.client_id)


async def list_circuits(
    database: Database, client_id: str | None, wanted: Filter, *, after: Place | None = None, limit: int
) -> list[Circuit]:
    """Circuits by kind, subject and owner, after a place: those that a client may see, or all without one."""
    given = {name: value for name, value in asdict(wanted).items() if value is not None}
    if after is not None:
        given |= {f"after_{field}": value for field, value in zip(("kind", "subject", "client"), after, strict=True)}
    statement = _LIST_HEAD
    for name, condition in _CONDITIONS.items():
        if name in given:
            statement += condition
    statement += _ALL if client_id is None else _OWN
    rows = await _rows(database, client_id, statement, {**given, "limit": limit})
    return [Circuit(**row) for row in rows]


async def get_circuit(database: Database, client_id: str | None, name: str, owner: str) -> Circuit:
    """The circuit of this name and owner, as a client may see it, or as it is without one. Raises CircuitNotFound."""
    found = await list_circuits(database, client_id, Filter(name=name, owner=owner), limit=1)
    if not found:
        raise CircuitNotFound(name, await _near(database, client_id, name))
    return found[0]


async def _near(database: Database, client_id: str | None, name: str) -> Sequence[str]:
    """The names that may be meant by one that there is not."""
    there = {circuit.name for circuit in await list_circuits(database, client_id, Filter(), limit=_LOOKED_AT)}
    inside = sorted(one for one in there if name in one)[:_NEAR]
    return inside or get_close_matches(name, sorted(there), n=_NEAR)


async def _rows(
    database: Database, client_id: str | None, statement: LiteralString, parameters: dict[str, object]
) -> list[Row]:
    if client_id is None:
        return await database.rows(statement, parameters)
    return await database.client_rows(client_id, statement, parameters)
