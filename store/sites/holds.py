"""Pieces of statements that ask whether a job may be started: of the claims of store.queue."""

from typing import LiteralString
from weakref import WeakSet

from store.database.connection import Database

some_wait: WeakSet[Database] = WeakSet()
"""The databases in which the last claim of this process has met a site that jobs wait for. The next one need not ask
first; and only jobs that were claimed so can be probes, so that others end without a look for theirs.
"""

ANY_HOLD: LiteralString = (
    "(EXISTS (SELECT FROM circuits WHERE is_holding AND held_by IS NOT NULL) OR EXISTS (SELECT FROM throttles))"
)
"""Whether there is a site at all for which a job may have to wait: two looks into indexes that are mostly empty."""

SITE_HOLDS: LiteralString = """
(
    EXISTS (
        SELECT FROM circuits AS circuit WHERE circuit.is_holding AND circuit.held_by = 'circuit:' || {place}.site
    )
    OR EXISTS (
        SELECT FROM circuits AS circuit
        WHERE circuit.is_holding AND circuit.held_by = 'circuit:' || {place}.site || '/' || {place}.client_id
    )
    OR EXISTS (
        SELECT FROM throttles AS throttle
        WHERE throttle.held_by = 'throttle:' || {place}.site
            AND (throttle.backoff_until > now() OR throttle.crawl_delay_ms IS NOT NULL)
    )
    OR EXISTS (
        SELECT FROM throttles AS throttle
        WHERE throttle.held_by = 'throttle:' || {place}.site || '/' || {place}.client_id
            AND (throttle.backoff_until > now() OR throttle.crawl_delay_ms IS NOT NULL)
    )
)
"""
"""Whether a job of a site and a client may have to wait; probes too, and where starts keep a distance."""

# One step down a unique index each, whatever else is known: none is inlined into a join that would look at all of them.
# Only of the sites at the head that may have to wait, which are few; the sites are looked up once, not for each job.
_CIRCUIT: LiteralString = """
            (
                SELECT circuit.held_by
                FROM circuits AS circuit
                WHERE circuit.is_holding AND circuit.held_by = 'circuit:' || {key}
                    AND NOT EXISTS (
                        SELECT FROM pass
                        WHERE pass.job_id = head.job_id AND pass.subject = circuit.subject
                            AND pass.client_id = circuit.client_id
                    )
                LIMIT 1
            )
"""
_THROTTLE: LiteralString = """
            (
                SELECT throttle.held_by
                FROM throttles AS throttle
                WHERE EXISTS (SELECT FROM throttles) AND throttle.held_by = 'throttle:' || {key}
                    AND (
                        throttle.backoff_until > now()
                        OR throttle.crawl_delay_ms IS NOT NULL
                            AND throttle.held_by NOT IN (SELECT clock.held_by FROM clock)
                    )
                LIMIT 1
            )
"""
_OF_ALL: LiteralString = "head.site"
_OF_ONE: LiteralString = "head.site || '/' || head.client_id"

HOLDS: LiteralString = (
    """
pass AS (
    SELECT probe.job_id, probe.subject, probe.client_id
    FROM head
    JOIN circuit_probes AS probe ON probe.job_id = head.job_id
    WHERE EXISTS (SELECT FROM circuit_probes) AND probe.lease_no = head.lease_no + 1 AND probe.started_at IS NULL
    FOR UPDATE OF probe SKIP LOCKED
), clock AS (
    SELECT throttle.held_by
    FROM (
        SELECT DISTINCT unnest(ARRAY['throttle:' || site, 'throttle:' || site || '/' || client_id]) AS held_by FROM head
    ) AS wanted
    CROSS JOIN LATERAL (
        SELECT held_by
        FROM throttles
        WHERE held_by = wanted.held_by AND crawl_delay_ms IS NOT NULL AND next_start_at <= now()
        LIMIT 1
        FOR UPDATE SKIP LOCKED
    ) AS throttle
    WHERE EXISTS (SELECT FROM throttles)
), asked AS MATERIALIZED (
    SELECT coalesce(jsonb_object_agg(site || '/' || client_id, true), '{}') AS may_wait
    FROM (SELECT DISTINCT site, client_id FROM head WHERE site IS NOT NULL) AS place
    WHERE {site_holds}
), waiting AS MATERIALIZED (
    SELECT
        head.*,
        CASE WHEN (SELECT may_wait FROM asked) ? (head.site || '/' || head.client_id) THEN coalesce(
            {circuits_of_all},
            {circuits_of_one},
            {throttles_of_all},
            {throttles_of_one}
        ) END AS held_by,
        'throttle:' || head.site IN (SELECT clock.held_by FROM clock) AS keeps_distance,
        'throttle:' || head.site || '/' || head.client_id IN (SELECT clock.held_by FROM clock) AS keeps_own_distance
    FROM head
)
""".replace("{circuits_of_all}", _CIRCUIT.replace("{key}", _OF_ALL).strip())
    .replace("{circuits_of_one}", _CIRCUIT.replace("{key}", _OF_ONE).strip())
    .replace("{throttles_of_all}", _THROTTLE.replace("{key}", _OF_ALL).strip())
    .replace("{throttles_of_one}", _THROTTLE.replace("{key}", _OF_ONE).strip())
    .replace("{site_holds}", SITE_HOLDS.replace("{place}", "place").strip())
)
"""The jobs at the `head`, `waiting` with held_by where they have to, for a circuit or a clock. keeps_distance: only one
of its site may start now; keeps_own_distance: only one of its site and client.

The jobs that have a `pass` may try their site; it is locked, as is the clock of the others.
"""

STARTED: LiteralString = """
begun AS (
    UPDATE circuit_probes AS probe
    SET started_at = now()
    FROM admitted
    WHERE EXISTS (SELECT FROM pass) AND probe.job_id = admitted.job_id AND probe.lease_no = admitted.lease_no + 1
), set_on AS (
    UPDATE throttles AS throttle
    SET next_start_at = clock_timestamp() + throttle.crawl_delay_ms * interval '1 millisecond'
    FROM admitted
    WHERE EXISTS (SELECT FROM clock)
        AND throttle.held_by IN (
            'throttle:' || admitted.site, 'throttle:' || admitted.site || '/' || admitted.client_id
        )
        AND throttle.crawl_delay_ms IS NOT NULL
)
"""
"""What the start of those that are `admitted` changes."""

MAX_WAIT_S = 24 * 3600
"""How long a job waits for its site that does not say how long it will."""
LAST_CHANCE_S = 2
"""How long one that does not wait for sites that are down may yet become the probe that finds its site up."""

GIVE_UP_AT: LiteralString = """
CASE WHEN starts_with(held.held_by, 'circuit:') OR starts_with(held.held_by, 'throttle:') THEN (
    SELECT CASE
        WHEN job.options ->> 'ifSiteDown' = 'fail' AND circuit.state = 'open' AND circuit.open_until > now() THEN now()
        WHEN job.options ->> 'ifSiteDown' = 'fail' AND circuit.state <> 'closed'
        THEN now() + {last_chance_s} * interval '1 second'
        ELSE coalesce(held.held_at, now()) + least(
            coalesce((job.options ->> 'maxWaitMs')::float8 / 1000, {max_wait_s}), {max_wait_s}
        ) * interval '1 second'
    END
    FROM automation_jobs AS job
    LEFT JOIN circuits AS circuit ON circuit.is_holding AND circuit.held_by = held.held_by
    WHERE job.id = held.job_id
) END
""".replace("{max_wait_s}", str(MAX_WAIT_S)).replace("{last_chance_s}", str(LAST_CHANCE_S))
"""When a job fails that begins to wait: a row `held` (job_id, held_by, held_at)."""
