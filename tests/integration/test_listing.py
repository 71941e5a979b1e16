"""Answering questions about jobs."""

from pathlib import Path

import pytest

from store.database.connection import Database
from store.database.paging import MAX_BYTES
from store.errors import ArtifactNotFound, JobNotFound, StorageUnavailable
from store.job import Status, new_id
from store.queue.attempts import NewArtifact, Outcome, finish_jobs, record_step
from store.records.files import CHUNK_BYTES, FileStorage
from store.records.filtering import Filter
from store.records.listing import get_artifact, get_job, get_progress, list_artifacts, list_jobs, list_logs
from store.settings import ArtifactSettings
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join


async def test_a_client_sees_only_its_own_jobs(database: Database, create: CreateJob) -> None:
    mine, theirs = await create(), await create(client_id="someone else")
    assert [job.id for job in await list_jobs(database, CLIENT, limit=10)] == [mine]
    for question in (get_job, get_progress, list_artifacts):
        with pytest.raises(JobNotFound):
            await question(database, CLIENT, theirs)
    with pytest.raises(JobNotFound):
        await list_logs(database, CLIENT, theirs, after=0, limit=10)
    with pytest.raises(JobNotFound):
        await get_artifact(database, CLIENT, theirs, "screenshot.png")


async def test_pages_by_id_have_no_gap_and_no_repeat_while_jobs_arrive(database: Database, create: CreateJob) -> None:
    jobs = [await create() for _ in range(7)]
    seen = []
    before = None
    while page := await list_jobs(database, CLIENT, before=before, limit=3):
        seen += [job.id for job in page]
        before = page[-1].id
        await create()
    assert seen == list(reversed(jobs))


async def test_lists_leave_out_results(database: Database, create: CreateJob, join: Join, claim_one: ClaimOne) -> None:
    await create()
    job = await claim_one(await join())
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={"large": "x"})])
    (listed,) = await list_jobs(database, CLIENT, Filter(statuses=[Status.COMPLETED]), limit=10)
    assert listed.result is None


async def test_a_name_means_the_latest_attempts_file(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    worker = await join()
    made = []
    for _ in range(2):
        job = await claim_one(worker)
        artifact = NewArtifact(
            id=new_id(), artifact_type="pdf", name="page.pdf", file_path="p", mime_type="m", size_bytes=1
        )
        made.append(artifact.id)
        await record_step(database, job.lease, job.next_sequence, message="m", data={}, artifacts=[artifact])
        await finish_jobs(database, [Outcome(lease=job.lease, status=Status.PENDING, retries=1)])
    assert (await get_artifact(database, CLIENT, job_id, "page.pdf")).id == made[1]
    assert (await get_artifact(database, CLIENT, job_id, str(made[0]))).id == made[0]
    with pytest.raises(ArtifactNotFound):
        await get_artifact(database, CLIENT, job_id, "other.pdf")


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, 3 * CHUNK_BYTES + 7])
async def test_a_stored_file_reads_back_in_pieces(files: FileStorage, size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    await files.put("job/1/file.bin", data[:size])
    pieces = [piece async for piece in files.read("job/1/file.bin")]
    assert b"".join(pieces) == data[:size]
    assert all(len(piece) <= 2 * CHUNK_BYTES for piece in pieces)


async def test_a_file_that_is_not_there_is_an_error_not_an_empty_file(files: FileStorage) -> None:
    with pytest.raises(StorageUnavailable):
        await anext(files.read("job/1/missing.bin"))


async def test_a_file_cannot_be_stored_outside_the_storage(tmp_path: Path) -> None:
    files = FileStorage(ArtifactSettings(artifact_storage_path=str(tmp_path / "artifacts")))
    with pytest.raises(ValueError, match="illegal"):
        await files.put("../escaped.bin", b"x")
    assert not (tmp_path / "escaped.bin").exists()


@pytest.mark.parametrize("text", ["x" * MAX_BYTES, "".join(f"{number:x}" for number in range(MAX_BYTES // 5))])
async def test_a_page_ends_where_its_jobs_get_large(database: Database, create: CreateJob, text: str) -> None:
    """Be it as JSON, which is kept small where it repeats itself, or as it is stored."""
    large = [{"action": "fill", "target": "a", "value": text}]
    first, *_, last = jobs = [await create(actions=actions) for actions in ([], large, large, [], [])]
    pages = []
    before = None
    while not pages or pages[-1].more:
        pages.append(await list_jobs(database, CLIENT, before=before, limit=5))
        before = pages[-1][-1].id
    assert [[job.id for job in page] for page in pages] == [[last, jobs[3]], [jobs[2]], [jobs[1]], [first]]
    assert pages[1][0].actions == large
    assert pages[1][0].size_bytes > MAX_BYTES // 2


async def test_a_page_that_is_full_says_whether_others_come(database: Database, create: CreateJob) -> None:
    for _ in range(3):
        await create()
    assert [(await list_jobs(database, CLIENT, limit=limit)).more for limit in (2, 3, 4)] == [True, False, False]
    assert not (await list_jobs(database, "nobody", limit=1)).more
