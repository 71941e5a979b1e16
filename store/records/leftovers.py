"""Removing files that were stored and never recorded.

A file goes to the artifact storage first, and then into the database; an attempt that is killed, fenced or cancelled in
between leaves one that nobody knows. So an attempt that ends otherwise than completed is noted by the statement that
ends it, and looked after when nobody can write there any more. Any number of processes may do it at once.
"""

import asyncio

from store.database.connection import Database
from store.records.files import TIMEOUT_S, FileStorage, attempt_folder

GRACE_S = 2 * TIMEOUT_S
"""How long after its end files of an attempt may still come: its worker may have been storing one, and not know yet.
What comes later, from a machine that stood still for longer, goes with the job.
"""
ATTEMPTS_AT_ONCE = 8

_ENDED = """
SELECT
    attempt.job_id, attempt.lease_no,
    ARRAY(
        SELECT artifact.file_path
        FROM job_artifacts AS artifact
        WHERE artifact.job_id = attempt.job_id AND artifact.lease_no = attempt.lease_no
            AND artifact.file_path IS NOT NULL
    ) AS recorded
FROM abandoned_attempts AS attempt
WHERE attempt.ended_at <= now() - %(grace_s)s * interval '1 second'
ORDER BY attempt.ended_at
LIMIT %(batch)s
"""

_FORGET = """
DELETE FROM abandoned_attempts AS attempt
USING unnest(%(job_ids)s::uuid[], %(lease_nos)s::integer[]) AS swept (job_id, lease_no)
WHERE attempt.job_id = swept.job_id AND attempt.lease_no = swept.lease_no
RETURNING attempt.job_id
"""


async def sweep_files(database: Database, files: FileStorage, *, grace_s: float = GRACE_S) -> int:
    """Removes what abandoned attempts have left behind. Returns how many files. Raises StorageUnavailable; the next
    call goes on.
    """
    removed = 0
    while ended := await database.rows(_ENDED, {"grace_s": grace_s, "batch": ATTEMPTS_AT_ONCE}):
        removed += sum(
            await asyncio.gather(
                *(
                    files.remove_folder(attempt_folder(row["job_id"], row["lease_no"]), keep=set(row["recorded"]))
                    for row in ended
                )
            )
        )
        await database.rows(
            _FORGET,
            {"job_ids": [row["job_id"] for row in ended], "lease_nos": [row["lease_no"] for row in ended]},
        )
    return removed
