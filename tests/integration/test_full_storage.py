"""An artifact storage that takes nothing more costs time, and no job."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from structlog.testing import capture_logs

from store.database.connection import Database
from store.queue.workers import totals
from store.records.listing import list_artifacts
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.site import TestSite
from tests.fixtures.watch import UntilEvent
from tests.fixtures.worker import StartWorker

SOON = {"worker_heartbeat_interval_ms": 100, "worker_lease_ms": 10_000}


@contextmanager
def _full_disk() -> Iterator[None]:
    """Lets this process write no file of any size worth the name, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_job_whose_file_finds_no_room_is_tried_again_until_there_is_and_the_log_and_health_say_so(
    database: Database,
    create: CreateJob,
    site: TestSite,
    start_worker: StartWorker,
    until_event: UntilEvent,
    tmp_path: Path,
) -> None:
    with capture_logs() as logs:
        async with start_worker(**SOON):
            with _full_disk():
                job_id = await create(target_url=site.page("colours.html"), actions=[{"action": "screenshot"}])
                retrying = await until_event(job_id, "job.retrying")
                while not (await totals(database)).storage_failing:
                    pass
            await until_event(job_id, "job.completed")
            while (await totals(database)).storage_failing:
                pass
    error = retrying.data["error"]
    assert error["details"]["errorType"] == "STORAGE_UNAVAILABLE"
    assert error["message"].endswith("File too large (os error 27)")
    told = [(one["event"], one["log_level"]) for one in logs if one["event"].startswith("storage.")]
    assert told == [("storage.unavailable", "warning"), ("storage.available", "info")]
    (artifact,) = await list_artifacts(database, CLIENT, job_id)
    left = [path.relative_to(tmp_path / "artifacts") for path in (tmp_path / "artifacts").rglob("*") if path.is_file()]
    assert [str(path) for path in left] == [artifact.file_path]
