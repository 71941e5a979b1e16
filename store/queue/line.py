"""The order of the line: who is served before whom.

There is a line per browser type, and a job's rank is its place there: the smallest is served first. It is given
once, when the job joins the line, and never rewritten; a claim reads the head of an index and compares nothing else.

- A rank is the line's clock (in seconds, and never slower than the time) less POINT_S for each point of priority. All
  jobs age alike, so what compares them today does tomorrow: a point is worth POINT_S of waiting, and nobody waits
  for ever behind newcomers.
- A client's jobs of one priority stand STRIDE_S apart: the second counts as if it had come that much later. So the
  backlogs of several clients interleave one by one, and a newcomer need not wait behind another's backlog.
- Where a backlog is served faster than a job in STRIDE_S, its head is ahead of the time. Newcomers are to stand beside
  that head, and not before the whole backlog, whose client would pay for having been alone. So the line's clock
  is ahead of the time too (browser_types.line_ahead_s, which only grows).

A job takes its rank along wherever it waits or runs, and comes back with it.
"""

from typing import LiteralString

from store.database.connection import Database

POINT_S = 60
"""Seconds of waiting that a point of priority is worth."""
STRIDE_S = 10
"""Seconds between two jobs of one client and priority in the same line. Beside POINT_S it says what a backlog costs:
100 points are used up after 600 jobs of one client.
"""

PLACE: LiteralString = "job_id, client_id, browser_type_id, priority, seq, rank, site, session, lease_no"
"""What each table of the queue knows of a job and hands on to the next one, next_sequence aside."""

_CLOCK: LiteralString = f"date_part('epoch', now()) + browser_type.line_ahead_s - {POINT_S} * new.priority"

# One step down an index, whatever waits: only the index by client has this order (with an equality on priority the
# planner might walk through the whole line by rank instead), and it ends where the tail would make no difference.
_TAIL: LiteralString = """
    (
        SELECT line.rank + {stride_s}
        FROM {table} AS line
        WHERE line.client_id = new.client_id AND line.browser_type_id = new.browser_type_id
            AND line.priority <= new.priority
            AND (line.priority, line.rank) > (new.priority, {clock} - {stride_s})
        ORDER BY line.priority DESC, line.rank DESC
        LIMIT 1
    )
""".replace("{stride_s}", str(STRIDE_S)).replace("{clock}", _CLOCK)

NEXT_RANK: LiteralString = (
    "greatest({clock}, {ready}, {parked})".replace("{clock}", _CLOCK)
    .replace("{ready}", _TAIL.replace("{table}", "job_ready"))
    .replace("{parked}", _TAIL.replace("{table}", "job_parked"))
)
"""The rank of the next job of a client and a priority: an expression over the rows `new` (client_id, browser_type_id,
priority) and `browser_type`. Of several that join at once, each further one stands STRIDE_S behind. Two calls at
once may get the same rank; then the jobs stand in the order of their seq.
"""

# What is served next has reached that place in the line: who comes now is not to stand before it. Where nothing waits,
# for a line may be empty between two looks, it is what runs; otherwise that may have been let in before its turn
# (store.queue.reserve). Rows are taken in order, or two passes could wait for each other.
_REACHED: LiteralString = """
    SELECT
        browser_type.id, browser_type.line_ahead_s,
        coalesce(
            (
                SELECT ready.rank FROM job_ready AS ready
                WHERE ready.browser_type_id = browser_type.id
                ORDER BY ready.rank, ready.seq
                LIMIT 1
            ),
            (SELECT max(lease.rank) FROM job_leases AS lease WHERE lease.browser_type_id = browser_type.id)
        ) - date_part('epoch', now()) AS ahead_s
    FROM browser_types AS browser_type
"""
IS_BEHIND: LiteralString = f"SELECT FROM ({_REACHED}) AS reached WHERE reached.ahead_s > reached.line_ahead_s"
"""Finds rows where advance_lines has something to do."""
_ADVANCE: LiteralString = """
WITH reached AS ({reached}), behind AS (
    SELECT browser_type.id, reached.ahead_s
    FROM browser_types AS browser_type
    JOIN reached USING (id)
    WHERE reached.ahead_s > reached.line_ahead_s
    ORDER BY browser_type.id
    FOR NO KEY UPDATE OF browser_type SKIP LOCKED
)
UPDATE browser_types AS browser_type
SET line_ahead_s = behind.ahead_s
FROM behind
WHERE browser_type.id = behind.id AND browser_type.line_ahead_s < behind.ahead_s
RETURNING browser_type.id
""".replace("{reached}", _REACHED)


async def advance_lines(database: Database) -> None:
    """Sets the clocks of the lines by what they have reached, if that is further."""
    await database.rows(_ADVANCE)
