"""Clocks of sites: until when a site has asked to be left alone, and how long after one start the next one may come.

Both have to be over before a job of that site starts. They stand in the database: one clock for all workers, which a
restart does not stop.
"""

from typing import LiteralString

FIRST_BACKOFF_S = 2
"""How long a site is left alone that says `not so fast` and not for how long; the next time twice as long."""
MAX_BACKOFF_S = 60

# Requests that were under way when a site was limited are no further event: while the clock runs they make it longer at
# most, if the site has asked for that. One more backoff's length of peace, or a success, and the next is the first.
LIMIT: LiteralString = """
WITH told AS (
    SELECT subject, client_id, backoff_s, succeeded
    FROM jsonb_to_recordset(%(reports)s::jsonb) AS told (
        kind text, subject text, client_id text, limited integer, backoff_s float8, succeeded boolean
    )
    WHERE kind = 'site' AND limited > 0
), own AS (
    INSERT INTO throttles AS throttle (site, client_id, backoff_until, backoff_s, limits, limited_since)
    SELECT
        subject, client_id, now() + coalesce(backoff_s, {first_s}) * interval '1 second',
        coalesce(backoff_s, {first_s}), 1, now()
    FROM told
    ON CONFLICT (site, client_id) DO UPDATE
    SET (backoff_until, backoff_s, limits, limited_since) = (
        SELECT
            CASE
                WHEN is_running THEN greatest(throttle.backoff_until, now() + told.backoff_s * interval '1 second')
                ELSE now() + length_s * interval '1 second'
            END,
            CASE WHEN is_running THEN throttle.backoff_s ELSE length_s END,
            CASE WHEN is_running THEN throttle.limits ELSE number END,
            CASE WHEN number = 1 AND NOT is_running OR told.succeeded THEN now() ELSE throttle.limited_since END
        FROM told
        CROSS JOIN LATERAL (
            SELECT
                coalesce(throttle.backoff_until > now(), false) AS is_running,
                CASE
                    WHEN throttle.limits = 0 THEN 1
                    WHEN throttle.backoff_until + throttle.backoff_s * interval '1 second' < now() THEN 1
                    ELSE throttle.limits + 1
                END AS number
        ) AS event
        CROSS JOIN LATERAL (
            SELECT coalesce(
                told.backoff_s, least({most_s}, {first_s} * 2 ^ least(number - 1, 10))
            ) AS length_s
        ) AS backoff
        WHERE told.subject = throttle.site AND told.client_id = throttle.client_id
    )
)
SELECT
""".replace("{first_s}", str(FIRST_BACKOFF_S)).replace("{most_s}", str(MAX_BACKOFF_S))
"""Sets the clocks of those clients whose jobs a site has limited."""

# What one client asks a site for may be limited for that client only. When two are, and nobody has been served since
# the first of them was, it is the site that has had enough.
LIMIT_ALL: LiteralString = """
WITH limited AS (
    SELECT
        throttle.site, max(throttle.backoff_until) AS backoff_until, max(throttle.backoff_s) AS backoff_s,
        max(throttle.limits) AS limits, min(throttle.limited_since) AS limited_since
    FROM throttles AS throttle
    WHERE
        throttle.site IN (
            SELECT subject
            FROM jsonb_to_recordset(%(reports)s::jsonb) AS told (kind text, subject text, limited integer)
            WHERE kind = 'site' AND limited > 0
        )
        AND throttle.client_id <> '' AND throttle.limits > 0
        AND throttle.backoff_until > now() - {window_s} * interval '1 second'
    GROUP BY throttle.site
    HAVING count(*) >= 2
)
INSERT INTO throttles AS throttle (site, backoff_until, backoff_s, limits, limited_since)
SELECT site, backoff_until, backoff_s, limits, limited_since
FROM limited
WHERE NOT EXISTS (
    SELECT FROM circuit_windows AS seen
    WHERE
        seen.kind = 'site' AND seen.subject = limited.site AND seen.succeeded
        AND to_timestamp(seen.bucket * {bucket_s}) > limited.limited_since
)
ORDER BY site
ON CONFLICT (site, client_id) DO UPDATE
SET backoff_until = excluded.backoff_until, backoff_s = excluded.backoff_s, limits = excluded.limits,
    limited_since = excluded.limited_since
"""
"""The clock of all clients."""

PRAISE: LiteralString = """
WITH served AS (
    SELECT throttle.site, throttle.client_id
    FROM jsonb_to_recordset(%(reports)s::jsonb) AS told (
        kind text, subject text, client_id text, succeeded boolean, limited integer
    )
    JOIN throttles AS throttle ON throttle.site = told.subject AND throttle.client_id IN ('', told.client_id)
    WHERE told.kind = 'site' AND told.succeeded AND told.limited = 0 AND throttle.limits > 0
    ORDER BY throttle.site, throttle.client_id
    FOR UPDATE OF throttle SKIP LOCKED
)
UPDATE throttles AS throttle
SET limits = 0, limited_since = NULL
FROM served
WHERE throttle.site = served.site AND throttle.client_id = served.client_id
"""
"""Forgets how often those were limited that are served again. A clock that runs runs on."""
