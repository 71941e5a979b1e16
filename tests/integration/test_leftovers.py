"""Files that attempts have stored and nobody has recorded."""

from pathlib import Path

import pytest

from store.database.connection import Database
from store.job import ClaimedJob, Status, new_id
from store.queue.attempts import NewArtifact, Outcome, finish_jobs, record_step
from store.queue.maintenance import rescue_jobs
from store.records.files import FileStorage, artifact_path
from store.records.leftovers import sweep_files
from store.records.listing import list_artifacts
from store.records.retention import remove_files
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join


async def store_two(database: Database, files: FileStorage, job: ClaimedJob) -> None:
    """Stores two files and records one of them."""
    paths = [artifact_path(job.lease.job_id, job.lease.lease_no, name) for name in ("kept.png", "lost.png")]
    for path in paths:
        await files.put(path, b"png")
    kept = NewArtifact(
        id=new_id(),
        artifact_type="screenshot",
        name="kept.png",
        file_path=paths[0],
        mime_type="image/png",
        size_bytes=3,
    )
    await record_step(database, job.lease, job.next_sequence, message="done", data={}, artifacts=[kept])


def stored(tmp_path: Path) -> set[str]:
    return {path.name for path in (tmp_path / "artifacts").rglob("*") if path.is_file()}


async def test_what_a_dead_worker_has_not_recorded_is_swept_and_the_rest_stays(
    database: Database, files: FileStorage, tmp_path: Path, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    await store_two(database, files, await claim_one(await join()))
    assert await sweep_files(database, files, grace_s=0) == 0, "it runs"
    await database.rows("UPDATE worker_processes SET expires_at = now() RETURNING id")
    assert await rescue_jobs(database) == 1
    assert await sweep_files(database, files, grace_s=0) == 1
    assert stored(tmp_path) == {"kept.png"}
    assert [artifact.name for artifact in await list_artifacts(database, CLIENT, job_id)] == ["kept.png"]
    assert await database.rows("SELECT FROM abandoned_attempts") == []


@pytest.mark.parametrize("status", [Status.FAILED, Status.CANCELLED, Status.PENDING])
async def test_what_an_attempt_that_was_broken_off_has_not_recorded_is_swept(
    database: Database,
    files: FileStorage,
    tmp_path: Path,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    status: Status,
) -> None:
    await create()
    job = await claim_one(await join())
    await store_two(database, files, job)
    error = {"message": "failed", "details": {}}
    await finish_jobs(database, [Outcome(lease=job.lease, status=status, error=error)])
    assert await sweep_files(database, files, grace_s=0) == 1
    assert stored(tmp_path) == {"kept.png"}


async def test_nothing_is_swept_while_its_worker_may_not_know_yet_that_the_attempt_is_over(
    database: Database, files: FileStorage, tmp_path: Path, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    await create()
    job = await claim_one(await join())
    await store_two(database, files, job)
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.CANCELLED)])
    assert await sweep_files(database, files) == 0
    assert stored(tmp_path) == {"kept.png", "lost.png"}


async def test_a_file_that_a_killed_worker_has_half_written_goes_too(
    database: Database, files: FileStorage, tmp_path: Path, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    await create()
    job = await claim_one(await join())
    await store_two(database, files, job)
    folder = tmp_path / "artifacts" / str(job.lease.job_id)
    (folder / "1" / "lost.png").rename(folder / "1" / "lost.png#1")  # its name until it is whole
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.CANCELLED)])
    assert await sweep_files(database, files, grace_s=0) == 1
    assert stored(tmp_path) == {"kept.png"}


async def test_half_written_files_go_with_their_job(database: Database, files: FileStorage, tmp_path: Path) -> None:
    job_id = new_id()
    folder = tmp_path / "artifacts" / str(job_id) / "1"
    folder.mkdir(parents=True)
    (folder / "lost.png#1").write_bytes(b"p")
    await database.rows("INSERT INTO removed_jobs (job_id) VALUES (%(id)s) RETURNING job_id", {"id": job_id})
    assert await remove_files(database, files) == 1
    assert list((tmp_path / "artifacts").iterdir()) == []
