"""How important jobs are that are to be started again."""

from collections.abc import Collection
from uuid import UUID

from store.database.connection import Database
from store.levels.levels import PRIORITY

_LOWEST = """
SELECT min(priority) AS lowest FROM automation_jobs WHERE client_id = %(client_id)s AND id = ANY (%(job_ids)s)
"""
# As store.levels.levels has it.
_DEAR = """
SELECT EXISTS (
    SELECT FROM automation_jobs
    WHERE client_id = %(client_id)s AND id = ANY (%(job_ids)s) AND priority < %(priority)s
        AND (options @> '{"record": {"video": true}}' OR options @> '{"record": {"trace": true}}')
) AS found
"""


async def lowest_priority(database: Database, client_id: str, job_ids: Collection[UUID]) -> int:
    """The lowest priority of a client's jobs; that of an important one where there is none."""
    row = await database.client_row(client_id, _LOWEST, {"job_ids": list(job_ids)})
    return PRIORITY if row is None or row["lowest"] is None else int(row["lowest"])


async def any_dear(database: Database, client_id: str, job_ids: Collection[UUID]) -> bool:
    """Whether one of a client's jobs that are not important records a video or a trace."""
    row = await database.client_row(client_id, _DEAR, {"job_ids": list(job_ids), "priority": PRIORITY})
    return bool(row and row["found"])
