"""Removing what ended long ago."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
import uuid_utils.compat
from structlog.testing import capture_logs

from store.database.connection import Database
from store.errors import JobNotFound, RequestIdTaken, StorageUnavailable
from store.job import Request, Status, new_id
from store.own_process import unless
from store.queue.attempts import NewArtifact, Outcome, finish_jobs, record_step
from store.records import retention
from store.records.files import FileStorage, artifact_path
from store.records.listing import get_job, list_artifacts
from store.records.retention import remove_files, remove_jobs
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join

NOBODY = 65534
DAY_NS = 24 * 3600 * 10**9
TABLES = ("automation_jobs", "job_events", "job_logs", "job_artifacts")


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "PAUSE_S", 0)


@pytest.fixture
def create_old(database: Database, create: CreateJob) -> CreateJob:
    """Accepts a job and makes it nine days old."""

    async def create_old(**changes: object) -> UUID:
        now_ns = (new_id().int >> 80) * 10**6
        return await create(id=uuid_utils.compat.uuid7(nanoseconds=now_ns - 9 * DAY_NS), **changes)

    return create_old


async def end(database: Database, files: FileStorage, join: Join, claim_one: ClaimOne, *, days_ago: int) -> None:
    """Runs the job that waits to its end, with an artifact and a file that was never recorded."""
    job = await claim_one(await join())
    artifact = NewArtifact(
        id=new_id(),
        artifact_type="screenshot",
        name="screenshot.png",
        file_path=artifact_path(job.lease.job_id, job.lease.lease_no, "screenshot.png"),
        mime_type="image/png",
        size_bytes=3,
    )
    await files.put(artifact.file_path, b"png")
    await files.put(artifact_path(job.lease.job_id, job.lease.lease_no, "orphan.png"), b"png")
    await record_step(database, job.lease, job.next_sequence, message="done", data={}, artifacts=[artifact])
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])
    await database.rows(
        "UPDATE automation_jobs SET completed_at = now() - %(days)s * interval '1 day' WHERE id = %(id)s RETURNING id",
        {"days": days_ago, "id": job.lease.job_id},
    )


def stored(tmp_path: Path) -> list[str]:
    return sorted(str(path.relative_to(tmp_path / "artifacts")) for path in (tmp_path / "artifacts").rglob("*"))


async def test_a_job_that_ended_long_ago_goes_with_all_its_rows_and_files(
    database: Database, files: FileStorage, tmp_path: Path, create_old: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create_old()
    await end(database, files, join, claim_one, days_ago=8)
    assert len(stored(tmp_path)) == 4

    assert await remove_jobs(database, 7) == 1
    with pytest.raises(JobNotFound):
        await get_job(database, CLIENT, job_id)
    for table in TABLES:
        assert await database.rows(f"SELECT FROM {table}") == []
    assert await remove_files(database, files) == 1
    assert stored(tmp_path) == []
    assert await remove_files(database, files) == 0


async def test_jobs_that_ended_since_and_jobs_that_have_not_ended_stay_however_old_they_are(
    database: Database, files: FileStorage, tmp_path: Path, create_old: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    ended = await create_old()
    await end(database, files, join, claim_one, days_ago=6)
    waiting = await create_old()
    assert await remove_jobs(database, 7) == 0
    assert (await get_job(database, CLIENT, waiting)).status is Status.PENDING
    assert len(await list_artifacts(database, CLIENT, ended)) == 1
    assert len(stored(tmp_path)) == 4


async def test_all_batches_are_gone_through_past_jobs_that_stay(
    database: Database, create_old: CreateJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    await asyncio.gather(*(create_old() for _ in range(7)))
    await database.rows(
        """
        WITH waiting AS (DELETE FROM job_ready WHERE seq % 2 = 0 RETURNING job_id)
        UPDATE automation_jobs SET status = 'cancelled', completed_at = now() - interval '8 days'
        WHERE id IN (SELECT job_id FROM waiting) RETURNING id
        """
    )
    ended = len(await database.rows("SELECT FROM automation_jobs WHERE status = 'cancelled'"))
    assert await remove_jobs(database, 7) == ended > 2
    assert len(await database.rows("SELECT FROM automation_jobs")) == 7 - ended


async def test_processes_that_clean_up_at_once_remove_each_job_once(
    database: Database, files: FileStorage, create_old: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    for _ in range(3):
        await create_old()
        await end(database, files, join, claim_one, days_ago=8)
    assert sum(await asyncio.gather(*(remove_jobs(database, 7) for _ in range(4)))) == 3
    assert sum(await asyncio.gather(*(remove_files(database, files) for _ in range(4)))) == 3


async def test_files_that_cannot_be_removed_now_are_removed_later(
    database: Database,
    files: FileStorage,
    tmp_path: Path,
    create_old: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await create_old()
    await end(database, files, join, claim_one, days_ago=8)
    await remove_jobs(database, 7)

    async def away(folder: str) -> None:
        raise StorageUnavailable(folder, OSError("away"))

    with monkeypatch.context() as patch:
        patch.setattr(files, "remove_folder", away)
        with pytest.raises(StorageUnavailable):
            await remove_files(database, files)
    assert len(stored(tmp_path)) == 4
    assert await remove_files(database, files) == 1
    assert stored(tmp_path) == []


async def test_a_folder_that_may_not_be_looked_into_is_not_taken_for_an_empty_one(
    files: FileStorage, tmp_path: Path
) -> None:
    await files.put("job/1/file", b"bytes")
    with unwritable(tmp_path / "artifacts" / "job", 0o000), pytest.raises(StorageUnavailable):
        await files.remove_folder("job")
    with unwritable(tmp_path / "artifacts" / "job" / "1", 0o500), pytest.raises(StorageUnavailable):
        await files.remove_folder("job")
    (tmp_path / "artifacts" / "job" / "1" / "file").unlink()
    with unwritable(tmp_path / "artifacts" / "job", 0o500), pytest.raises(StorageUnavailable):
        await files.remove_folder("job")
    assert await files.remove_folder("job") == 0
    assert stored(tmp_path) == []


@contextmanager
def unwritable(folder: Path, mode: int) -> Iterator[None]:
    """Has a folder the mode, and this process no rights but those of its mode."""
    folder.chmod(mode)
    user = os.geteuid()
    if user == 0:
        for one in (folder, *folder.rglob("*")):
            os.chown(one, NOBODY, -1)
    parents = [one for one in folder.parents if one.stat().st_uid == user and not one.stat().st_mode & 0o001]
    for one in parents:
        one.chmod(0o711)
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o700)
        for one in parents:
            one.chmod(0o700)


async def test_the_log_says_once_that_files_cannot_be_removed_and_when_they_can_again(
    database: Database, files: FileStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes: list[StorageUnavailable | None] = [*[StorageUnavailable("job", OSError("away"))] * 3, None, None]
    done = asyncio.Event()

    async def remove_files(database: Database, files: FileStorage) -> int:
        if not outcomes:
            done.set()
            await asyncio.Event().wait()
        if error := outcomes.pop(0):
            raise error
        return 0

    monkeypatch.setattr(retention, "INTERVAL_S", 0)
    monkeypatch.setattr(retention, "remove_files", remove_files)
    with capture_logs() as logs:
        assert not await unless(done, retention.run_forever(database, files, 0))
    assert [(one["event"], one["log_level"]) for one in logs] == [
        ("storage.unavailable", "warning"),
        ("storage.available", "info"),
    ]
    assert logs[0]["error"].endswith("away")


async def test_a_batch_costs_the_same_however_many_jobs_there_are(database: Database) -> None:
    await database.rows(
        """
        INSERT INTO automation_jobs (id, client_id, browser_type_id, target_url, actions)
        SELECT gen_random_uuid(), 'client', 1, 'http://example.test/', '[]' FROM generate_series(1, 20000) RETURNING id
        """
    )
    await database.rows(
        """
        INSERT INTO job_events (job_id, sequence, client_id, type, status)
        SELECT id, 1, 'client', 'job.created', 'pending' FROM automation_jobs RETURNING job_id
        """
    )
    parameters = {"after": UUID(int=0), "days": 7, "batch": retention.BATCH}
    plan = await database.rows("EXPLAIN " + retention._REMOVE, parameters)
    assert "Seq Scan" not in "\n".join(row["QUERY PLAN"] for row in plan)
    await database.rows("DELETE FROM automation_jobs RETURNING id")


async def test_a_request_is_forgotten_with_its_job_and_not_before_a_job_of_its_age_would_be(
    database: Database, files: FileStorage, create: CreateJob, create_old: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    await create_old(request=Request("of a job that goes", "digest"))
    await end(database, files, join, claim_one, days_ago=8)
    await create_old(request=Request("of an old job that waits", "digest"))
    early = await create(request=Request("of a new job that was removed", "digest"))
    await database.rows("DELETE FROM job_ready WHERE job_id = %(id)s RETURNING job_id", {"id": early})
    await database.rows("DELETE FROM job_events WHERE job_id = %(id)s RETURNING job_id", {"id": early})
    await database.rows("DELETE FROM automation_jobs WHERE id = %(id)s RETURNING id", {"id": early})

    await remove_jobs(database, 7)
    left = await database.rows("SELECT request_id FROM job_requests ORDER BY job_id")
    assert [row["request_id"] for row in left] == ["of an old job that waits", "of a new job that was removed"]
    with pytest.raises(RequestIdTaken, match="has been removed"):
        await create(request=Request("of a new job that was removed", "digest"))
