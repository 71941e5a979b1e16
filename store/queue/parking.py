"""Jobs that may not start yet though their turn has come, and wait aside.

A job that is found at the head of its line while its client or its site runs as many as it may is parked: moved out of
the line, so that claims never pass over it again. held_by says what it waits for, `client:…` or `site:…`. It comes
back, with its old place, when a job of the same client or site ends.

So is one that has a session for itself while another job has it: `session:…`.

So is one whose site is down, or wants to be left alone: `circuit:…` or `throttle:…`, with the site, and with the client
where only that client's jobs wait. store.queue.holding brings it back.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import LiteralString

from store.database.connection import Database, Row
from store.queue.line import PLACE
from store.queue.sessions import LET_GO
from store.sites.holds import ANY_HOLD, GIVE_UP_AT, HOLDS, STARTED

WINDOW = 100
"""How far into the line a sweep looks first."""
MAX_WINDOW = 2000
"""How far at most, so that no statement runs long."""
BATCH = 1000


@dataclass(frozen=True, slots=True)
class RunLimits:
    """How many jobs run at once, over all workers. None: any number."""

    client: int | None = None
    """Of one client."""
    site: int | None = None
    """Of one site: the host of the URL that they open first."""

    def __bool__(self) -> bool:
        return self.client is not None or self.site is not None


NO_LIMITS = RunLimits()

# Decides what is sure: a job whose client or site is full is parked, one that fits beside all before it is taken. One
# that might fit, if another before it turns out to be parked, stays where it is until the next look. The first that
# is not parked always fits, so looking again comes to an end.
_JUDGED: LiteralString = """
{holds}, running AS (
    SELECT 'client:' || client_id AS held_by, count(*) AS jobs
    FROM job_leases
    WHERE client_id IN (SELECT client_id FROM head) AND %(client_limit)s::integer IS NOT NULL
    GROUP BY client_id
    UNION ALL
    SELECT 'site:' || site, count(*)
    FROM job_leases
    WHERE site IN (SELECT site FROM head) AND %(site_limit)s::integer IS NOT NULL
    GROUP BY site
), found AS (
    SELECT
        head.*,
        CASE
            WHEN head.held_by IS NOT NULL THEN head.held_by
            WHEN head.session IS NOT NULL AND EXISTS (
                SELECT FROM job_leases AS lease WHERE lease.session = head.session
            )
            THEN 'session:' || head.session
            WHEN of_site.jobs >= %(site_limit)s::integer THEN of_site.held_by
            WHEN of_client.jobs >= %(client_limit)s::integer THEN of_client.held_by
        END AS waits_for,
        coalesce(of_client.jobs, 0) AS client_jobs,
        coalesce(of_site.jobs, 0) AS site_jobs
    FROM waiting AS head
    LEFT JOIN running AS of_client ON of_client.held_by = 'client:' || head.client_id
    LEFT JOIN running AS of_site ON of_site.held_by = 'site:' || head.site
), judged AS (
    SELECT
        job_id, client_id, site, session, rank, seq, turn, client_jobs, site_jobs,
        CASE
            WHEN waits_for IS NULL AND keeps_distance
                AND row_number() OVER (PARTITION BY waits_for IS NULL, site ORDER BY turn, seq) > 1
            THEN 'throttle:' || site
            WHEN waits_for IS NULL AND keeps_own_distance
                AND row_number() OVER (PARTITION BY waits_for IS NULL, site, client_id ORDER BY turn, seq) > 1
            THEN 'throttle:' || site || '/' || client_id
            ELSE waits_for
        END AS held_by
    FROM found
)
""".replace("{holds}", HOLDS.strip())

_ADMITTED: LiteralString = (
    """
{judged}, decided AS (
    SELECT
        *,
        held_by IS NOT NULL OR (
            client_jobs + row_number() OVER (PARTITION BY held_by IS NULL, client_id ORDER BY turn, seq)
                <= %(client_limit)s::integer IS NOT FALSE
            AND (
                site IS NULL
                OR site_jobs + row_number() OVER (PARTITION BY held_by IS NULL, site ORDER BY turn, seq)
                    <= %(site_limit)s::integer IS NOT FALSE
            )
            AND (
                session IS NULL
                OR row_number() OVER (PARTITION BY held_by IS NULL, session ORDER BY turn, seq) = 1
            )
        ) AS is_sure
    FROM judged
), taken AS (
    DELETE FROM job_ready AS ready
    USING decided
    WHERE ready.job_id = decided.job_id AND decided.is_sure
    RETURNING ready.*, decided.turn, decided.held_by
), parked AS (
    INSERT INTO job_parked ({place}, next_sequence, held_by, held_at, give_up_at)
    SELECT {place}, next_sequence, held_by, coalesce(held_at, now()), {give_up_at}
    FROM taken AS held
    WHERE held_by IS NOT NULL
    RETURNING held_by, client_id, site
), admitted AS (
    SELECT * FROM taken WHERE held_by IS NULL
), {started}, told AS (
    SELECT
        (SELECT array_agg(held_by) FROM parked) AS held_by,
        (SELECT array_agg(client_id) FROM parked) AS held_client_ids,
        (SELECT array_agg(site) FROM parked) AS held_sites,
        EXISTS (SELECT FROM decided WHERE held_by IS NOT NULL OR NOT is_sure) AS look_again,
        {any_hold} AS some_wait,
        EXISTS (SELECT FROM head WHERE session IS NOT NULL) AS meets_session
)
""".replace("{place}", PLACE)
    .replace("{give_up_at}", GIVE_UP_AT)
    .replace("{any_hold}", ANY_HOLD)
)

ADMITTED: LiteralString = _ADMITTED.replace("{judged}", _JUDGED.strip()).replace("{started}", STARTED.strip())
"""Of the jobs at the `head` those that are within the limits, and need not wait for their site: `admitted`. The others
are parked, or stay.
"""

# What stands next in the line and waits for the same: it would otherwise have to be passed over a few at a time, while
# others' jobs wait behind. So does what waits for any session: a client's sessions may be many, and take turns in the
# line. The rows that stay are not locked, so claims at the same time find them.
_SWEEP = """
WITH line AS (
    SELECT place.*
    FROM unnest(%(browser_type_ids)s::integer[]) AS offered (browser_type_id)
    CROSS JOIN LATERAL (
        SELECT ready.job_id, ready.client_id, ready.site, ready.session
        FROM job_ready AS ready
        WHERE ready.browser_type_id = offered.browser_type_id
        ORDER BY ready.rank, ready.seq
        LIMIT %(window)s
    ) AS place
), found AS (
    SELECT
        job_id,
        CASE
            WHEN 'circuit:' || site = ANY (%(held_by)s) THEN 'circuit:' || site
            WHEN 'circuit:' || site || '/' || client_id = ANY (%(held_by)s) THEN 'circuit:' || site || '/' || client_id
            WHEN 'throttle:' || site = ANY (%(held_by)s) THEN 'throttle:' || site
            WHEN 'throttle:' || site || '/' || client_id = ANY (%(held_by)s)
            THEN 'throttle:' || site || '/' || client_id
            WHEN EXISTS (SELECT FROM job_leases AS lease WHERE lease.session = line.session) THEN 'session:' || session
            WHEN 'site:' || site = ANY (%(held_by)s) THEN 'site:' || site
            WHEN 'client:' || client_id = ANY (%(held_by)s) THEN 'client:' || client_id
        END AS held_by
    FROM line
    WHERE NOT EXISTS (SELECT FROM circuit_probes AS probe WHERE probe.job_id = line.job_id)
), held AS (
    SELECT ready.job_id, found.held_by
    FROM job_ready AS ready
    JOIN found USING (job_id)
    WHERE found.held_by IS NOT NULL
    FOR UPDATE OF ready SKIP LOCKED
), taken AS (
    DELETE FROM job_ready AS ready USING held WHERE ready.job_id = held.job_id RETURNING ready.*, held.held_by
), parked AS (
    INSERT INTO job_parked ({place}, next_sequence, held_by, held_at, give_up_at)
    SELECT {place}, next_sequence, held_by, coalesce(held_at, now()), {give_up_at} FROM taken AS held
)
SELECT (SELECT count(*) FROM line) AS looked, (SELECT count(*) FROM taken) AS parked
""".replace("{place}", PLACE).replace("{give_up_at}", GIVE_UP_AT)

# A job that came back because its client had a place again, and now waits for its site, is followed by the client's
# others of that site, and the other way round: each would come back in vain, one at a time, before those that can run.
_FOLLOW = """
WITH pair AS (
    SELECT DISTINCT
        now_held_by,
        client_id,
        site,
        CASE WHEN now_held_by = 'site:' || site THEN 'client:' || client_id ELSE 'site:' || site END AS held_by
    FROM unnest(%(held_by)s::text[], %(client_ids)s::text[], %(sites)s::text[]) AS held (now_held_by, client_id, site)
), next AS (
    SELECT parked.job_id, pair.now_held_by
    FROM job_parked AS parked
    JOIN pair USING (held_by, client_id, site)
    LIMIT %(batch)s
    FOR UPDATE OF parked SKIP LOCKED
)
UPDATE job_parked AS parked
SET held_by = next.now_held_by
FROM next
WHERE parked.job_id = next.job_id
RETURNING parked.job_id
"""

# So is one that came back because its client or its site had a place again, and now waits for its session: in the place
# of the others of that session, those may run that need none.
_FOLLOW_SESSION = """
WITH busy AS (
    SELECT DISTINCT held.*
    FROM unnest(%(held_by)s::text[], %(client_ids)s::text[], %(sites)s::text[]) AS held (held_by, client_id, site)
), next AS (
    SELECT parked.job_id, busy.held_by
    FROM busy
    JOIN job_parked AS parked
        ON parked.session = substr(busy.held_by, length('session:') + 1)
        AND parked.held_by IN ('client:' || busy.client_id, 'site:' || busy.site)
    LIMIT %(batch)s
    FOR UPDATE OF parked SKIP LOCKED
)
UPDATE job_parked AS parked
SET held_by = next.held_by
FROM next
WHERE parked.job_id = next.job_id
RETURNING parked.job_id
"""

UNPARKED: LiteralString = """
unparked AS (
    DELETE FROM job_parked AS parked
    USING freed, LATERAL (
        SELECT line.job_id
        FROM browser_types AS browser_type
        CROSS JOIN LATERAL (
            SELECT next.job_id, next.rank, next.seq
            FROM job_parked AS next
            WHERE next.held_by = freed.held_by AND next.browser_type_id = browser_type.id
            ORDER BY next.rank, next.seq
            LIMIT freed.places
            FOR UPDATE SKIP LOCKED
        ) AS line
        ORDER BY line.rank - browser_type.line_ahead_s, line.seq
        LIMIT freed.places
    ) AS next
    WHERE parked.job_id = next.job_id
    RETURNING parked.*
), back AS (
    INSERT INTO job_ready ({place}, next_sequence, held_at) SELECT {place}, next_sequence, held_at FROM unparked
)
""".replace("{place}", PLACE)
"""Brings parked jobs back into their lines: of each `freed` (held_by, places) those whose turn comes first."""

# A job may have been parked at the very moment when the last one that it waits for ended, or a limit may have been
# raised: nobody would bring those back. A step down an index for each client and site, however much they have parked;
# what runs is counted first, into one object to look up, for a join may compare each with each.
PARKING: LiteralString = """
RECURSIVE parking AS (
    (SELECT held_by FROM job_parked ORDER BY held_by LIMIT 1)
    UNION ALL
    SELECT (SELECT held_by FROM job_parked WHERE held_by > parking.held_by ORDER BY held_by LIMIT 1)
    FROM parking
    WHERE parking.held_by IS NOT NULL
)
"""
"""What jobs wait for, at present: `parking`, with one row more that is NULL."""

_UNPARK: LiteralString = (
    """
WITH {parking}, running AS MATERIALIZED (
    SELECT coalesce(jsonb_object_agg(held_by, jobs), '{}') AS jobs
    FROM (
        SELECT 'client:' || client_id AS held_by, count(*) AS jobs FROM job_leases GROUP BY client_id
        UNION ALL
        SELECT 'site:' || site, count(*) FROM job_leases WHERE site IS NOT NULL GROUP BY site
    ) AS counted
), freed AS (
    SELECT
        parking.held_by,
        coalesce(may.jobs - coalesce((running.jobs ->> parking.held_by)::integer, 0), %(batch)s) AS places
    FROM parking
    CROSS JOIN running
    CROSS JOIN LATERAL (
        SELECT CASE split_part(parking.held_by, ':', 1)
            WHEN 'client' THEN %(client_limit)s::integer
            WHEN 'site' THEN %(site_limit)s::integer
        END AS jobs
    ) AS may
    WHERE
        split_part(parking.held_by, ':', 1) NOT IN ('circuit', 'throttle', 'session')
        AND may.jobs <= (running.jobs ->> parking.held_by)::integer IS NOT TRUE
), {unparked}, {let_go}
SELECT browser_type_id FROM unparked
UNION ALL
SELECT browser_type_id FROM let_go
""".replace("{unparked}", UNPARKED)
    .replace("{let_go}", LET_GO.strip())
    .replace("{parking}", PARKING.strip())
)


_LIMITS = ("client:", "site:")


async def park_more(database: Database, browser_type_ids: Sequence[int], held: Row, limits: RunLimits) -> None:
    """Parks what else waits for what the jobs wait for that a claim has parked; `held` is what ADMITTED told."""
    held_by: Collection[str] = set(held["held_by"])
    places = list(zip(held["held_by"], held["held_client_ids"], held["held_sites"], strict=True))
    await _follow(database, _FOLLOW, [one for one in places if one[2] is not None and one[0].startswith(_LIMITS)])
    if limits:
        await _follow(database, _FOLLOW_SESSION, [one for one in places if one[0].startswith("session:")])
    window = WINDOW
    while True:
        (row,) = await database.rows(
            _SWEEP, {"browser_type_ids": browser_type_ids, "held_by": list(held_by), "window": window}
        )
        if row["looked"] < window or row["parked"] < row["looked"] / 2:
            return
        window = min(2 * window, MAX_WINDOW)


async def unpark_jobs(database: Database, limits: RunLimits) -> int:
    """Brings parked jobs back into the line whose clients and sites run fewer than they may. Returns how many."""
    rows = await database.rows(_UNPARK, {"client_limit": limits.client, "site_limit": limits.site, "batch": BATCH})
    database.notifier.ready(row["browser_type_id"] for row in rows)
    return len(rows)


async def _follow(database: Database, statement: LiteralString, places: Sequence[tuple[str, str, str | None]]) -> None:
    """Has parked jobs wait for what others of the same kind wait for now: `places` are held_by, client and site."""
    if places:
        follow = dict(zip(("held_by", "client_ids", "sites"), map(list, zip(*places, strict=True)), strict=True))
        while len(await database.rows(statement, {**follow, "batch": BATCH})) == BATCH:
            pass
