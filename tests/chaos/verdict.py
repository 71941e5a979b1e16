"""What must be true after a run, whatever went wrong in it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from store.database.connection import Database
from store.job import TERMINAL
from store.queue.invariant import broken_jobs
from store.records.events import read_events
from tests.chaos.cluster import CLIENT, Cluster
from tests.chaos.faults import Fault
from tests.chaos.listener import Listener
from tests.chaos.load import ENDS, Load

_JOBS = "SELECT id, status, error_message, retry_count FROM automation_jobs WHERE client_id = %(client_id)s"
_ARTIFACTS = "SELECT job_id, lease_no, name, file_path, size_bytes FROM job_artifacts"
_ATTEMPTS = (
    "SELECT job_id, (max(data ->> 'attempt'))::integer AS last FROM job_events WHERE type = 'job.started' GROUP BY 1"
)
_LOST = """
SELECT extract(epoch FROM created_at)::float8 AS at FROM job_events
WHERE type = 'job.retrying' AND data #>> '{error,details,errorType}' = 'WORKER_LOST'
"""

_GIVEN_UP = "SELECT id FROM webhook_deliveries WHERE status = 'failed'"
_TIMES = """
SELECT time, count(job.id) AS jobs
FROM schedules
CROSS JOIN LATERAL generate_series(
    date_trunc('minute', schedules.created_at) + interval '1 minute',
    coalesce(schedules.last_run_at, schedules.created_at),
    interval '1 minute'
) AS time
LEFT JOIN automation_jobs AS job ON job.schedule_id = schedules.id AND job.scheduled_at = time
WHERE schedules.id = %(schedule_id)s
GROUP BY time
"""

_TAKERS = {"kill_worker", "freeze_worker", "half_open_connections", "refuse_connections"}
"""Faults of a worker that may take its jobs from it."""


async def faults_of_jobs(database: Database, load: Load) -> list[str]:
    """Every accepted job has ended, once; who watched it has seen all of it, once."""
    wrong = [f"breaks the queue's promise: {row}" for row in await broken_jobs(database)]
    rows = {row["id"]: row for row in await database.rows(_JOBS, {"client_id": CLIENT})}
    wrong += [f"accepted and lost: {job_id}" for job_id in load.jobs.keys() - rows.keys()]
    wrong += [f"made twice, or not asked for: {job_id}" for job_id in rows.keys() - load.jobs.keys()]
    for job_id, job in load.jobs.items():
        status = rows[job_id]["status"] if job_id in rows else "lost"
        if status not in TERMINAL:
            wrong.append(f"has not ended: {job_id} is {status}")
        if status == "failed":
            wrong.append(f"failed, though nothing is wrong with it: {job_id}: {rows[job_id]['error_message']}")
        if job.sequences != [*range(1, len(job.sequences) + 1)]:
            wrong.append(f"was watched with a gap or a repeat: {job_id}: {job.sequences}")
        if [kind for kind in job.types if kind in ENDS] != [f"job.{status}"]:
            wrong.append(f"was not seen to end once: {job_id} is {status}: {job.types}")
        events = await read_events(database, {job_id: 0}, limit=10_000)
        if [event.type for event in events] != job.types:
            wrong.append(f"was not watched as it was: {job_id}: {[event.type for event in events]}, {job.types}")
    return wrong


async def faults_of_webhooks(database: Database, load: Load, listener: Listener) -> list[str]:
    """Of every job's end its webhook was told, and of nothing else; each under one id."""
    wrong = list(listener.wrong)
    ends = [
        (job.id, sequence, kind)
        for job in load.jobs.values()
        for sequence, kind in zip(job.sequences, job.types, strict=True)
        if kind in ENDS
    ]
    told = Counter(listener.told.values())
    wrong += [f"was told to nobody: {end}" for end in ends if end not in told]
    wrong += [f"was told, and is not true: {one}" for one in told if one not in ends]
    wrong += [f"was told under {count} ids: {one}" for one, count in told.items() if count > 1]
    return wrong + [f"is given up: delivery {row['id']}" for row in await database.rows(_GIVEN_UP)]


async def faults_of_schedules(database: Database, load: Load) -> list[str]:
    """Each time of the schedule has made its job, once."""
    rows = await database.rows(_TIMES, {"schedule_id": load.schedule_id})
    return [f"made {row['jobs']} jobs: the schedule at {row['time']}" for row in rows if row["jobs"] != 1]


async def faults_of_files(database: Database, cluster: Cluster, load: Load) -> list[str]:
    """Every artifact has its file, every file is an artifact's, and every job has made all of its files."""
    rows = await database.rows(_ARTIFACTS)
    recorded = {row["file_path"]: row["size_bytes"] for row in rows}
    found = files_below(cluster.artifacts)
    wrong = [f"has no file: {path}" for path in recorded.keys() - found.keys()]
    wrong += [f"is nobody's file: {path}" for path in found.keys() - recorded.keys()]
    wrong += [f"is cut off: {path}" for path in recorded.keys() & found.keys() if recorded[path] != found[path]]
    last = {row["job_id"]: row["last"] for row in await database.rows(_ATTEMPTS)}
    made: defaultdict[Any, int] = defaultdict(int)
    for row in rows:
        made[row["job_id"]] += row["lease_no"] == last[row["job_id"]]
    for job in load.jobs.values():
        if "job.completed" in job.types and made[job.id] != job.artifacts:
            wrong.append(f"made {made[job.id]} files, not {job.artifacts}: {job.id}")
    return wrong


def files_below(folder: Path) -> dict[str, int]:
    """The sizes of all files, by path."""
    return {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


async def figures(database: Database, load: Load, faults: Sequence[Fault]) -> dict[str, Any]:
    """What came of it, in numbers."""
    rows = await database.rows(_JOBS, {"client_id": CLIENT})
    lost = [row["at"] for row in await database.rows(_LOST)]
    takers = [fault.at for fault in faults if fault.kind in _TAKERS and "worker" in fault.what]
    back = [min(at - taken for taken in takers if taken <= at) for at in lost if any(taken <= at for taken in takers)]
    return {
        "jobs": len(rows),
        "ended": dict(Counter(row["status"] for row in rows)),
        "started again": sum(row["retry_count"] for row in rows),
        "lost to dead workers": len(lost),
        "taken from them after, median and most": [round(median(back), 1), round(max(back), 1)] if back else [],
        "longest without any end": round(load.longest_silence_s, 1),
        "errors that clients saw": dict(load.answers),
        "faults": dict(sorted(Counter(fault.kind for fault in faults).items())),
    }
