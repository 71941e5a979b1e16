"""The reserve: each worker process has one slot more than it fills, for a client that runs nothing.

Otherwise one client's long jobs could hold all slots for as long as their time allows, while others wait. The reserve
is no slot of its own, but one beyond the number: whichever job ends first makes room in it again.
"""

from typing import LiteralString

from store.sites.holds import ANY_HOLD, SITE_HOLDS

WINDOW = 100
"""How many of a client's jobs are looked at, where a limit of sites holds the first ones."""

# A step down an index for each client that waits and, of those that run nothing, for each browser type and priority
# that they wait for: neither a backlog's length nor its place in the line makes a difference. Clients are passed over
# by a key behind all of theirs. The job that is found may be gone by then: another look comes. Whether all slots
# are taken, or as many as the worker fills now, is looked up too: the jobs that have them may just have ended, and
# their client would be taken for new.
NEWCOMER: LiteralString = """
RECURSIVE full_sites AS MATERIALIZED (
    SELECT coalesce(array_agg(site), '{}') AS sites
    FROM (
        SELECT site
        FROM job_leases
        WHERE %(site_limit)s::integer IS NOT NULL AND site IS NOT NULL
        GROUP BY site
        HAVING count(*) >= %(site_limit)s::integer
    ) AS counted
), waiting AS (
    SELECT ''::text AS client_id, 0 AS browser_type_id, 0 AS priority, true AS runs
    FROM worker_processes AS process
    WHERE process.id = %(process_id)s AND process.expires_at > now()
        AND least(process.slots, %(slots)s::integer)
            <= (SELECT count(*) FROM job_leases AS lease WHERE lease.process_id = process.id)
    UNION ALL
    SELECT next.*, EXISTS (SELECT FROM job_leases AS lease WHERE lease.client_id = next.client_id)
    FROM waiting
    CROSS JOIN LATERAL (
        SELECT ready.client_id::text, ready.browser_type_id, ready.priority
        FROM job_ready AS ready
        WHERE (ready.client_id, ready.browser_type_id, ready.priority) > (
            waiting.client_id,
            CASE WHEN waiting.runs THEN 2147483647 ELSE waiting.browser_type_id END,
            CASE WHEN waiting.runs THEN 2147483647 ELSE waiting.priority END
        )
        ORDER BY ready.client_id, ready.browser_type_id, ready.priority
        LIMIT 1
    ) AS next
), newcomer AS MATERIALIZED (
    SELECT first.job_id, first.rank - browser_type.line_ahead_s AS turn
    FROM waiting
    JOIN browser_types AS browser_type ON browser_type.id = waiting.browser_type_id
    CROSS JOIN full_sites
    CROSS JOIN LATERAL (
        SELECT job_id, rank, seq
        FROM (
            SELECT ready.job_id, ready.rank, ready.seq, ready.site, ready.client_id
            FROM job_ready AS ready
            WHERE ready.client_id = waiting.client_id AND ready.browser_type_id = waiting.browser_type_id
                AND ready.priority = waiting.priority
            ORDER BY ready.rank
            LIMIT %(window)s
        ) AS line
        WHERE site = ANY (full_sites.sites) IS NOT TRUE AND {site_holds} IS NOT TRUE
        ORDER BY rank
        LIMIT 1
    ) AS first
    WHERE NOT waiting.runs AND browser_type.id = ANY (%(browser_type_ids)s::integer[])
        AND browser_type.paused_at IS NULL
    ORDER BY turn, first.seq
    LIMIT 1
), head AS (
    SELECT ready.job_id, ready.client_id, ready.site, ready.rank, ready.seq, newcomer.turn
    FROM newcomer
    JOIN job_ready AS ready USING (job_id)
    FOR UPDATE OF ready SKIP LOCKED
)
""".replace("{site_holds}", f"({ANY_HOLD} AND {SITE_HOLDS.replace('{place}', 'line')})")
"""The `head` of a claim for the reserve: of all jobs whose clients run nothing, and whose site has a place, the one
whose turn comes first, whatever stands before it in the line. Jobs whose site is down or has a clock are passed over:
only claims of the line let them wait or try it.
"""
