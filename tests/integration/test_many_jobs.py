"""Finding jobs by what they are, and what is done to many of them in one call."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.database.connection import Database
from store.errors import IllegalStatus, JobNotFound
from store.job import CANCELLABLE, TERMINAL, Status, new_id
from store.queue.attempts import Outcome, finish_jobs
from store.queue.cancel import cancel_job, cancel_jobs
from store.records.filtering import ALL_JOBS, Filter, find_jobs
from store.records.listing import get_job, list_jobs, list_logs
from store.records.removal import remove_job, remove_jobs
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join

OTHER = "someone else"


async def found(database: Database, **wanted: Any) -> list[UUID]:
    return list(await find_jobs(database, CLIENT, Filter(**wanted), limit=100))


async def test_a_job_has_the_labels_that_it_was_made_with(database: Database, create: CreateJob) -> None:
    labelled, plain = await create(labels={"team": "web", "run": ""}), await create()
    assert (await get_job(database, CLIENT, labelled)).labels == {"team": "web", "run": ""}
    assert (await get_job(database, CLIENT, plain)).labels is None


async def test_jobs_are_found_by_all_labels_that_are_given(database: Database, create: CreateJob) -> None:
    web = await create(labels={"team": "web", "env": "test"})
    shop = await create(labels={"team": "shop"})
    await create()
    await create(client_id=OTHER, labels={"team": "web"})
    assert await found(database, labels=[("team", "web")]) == [web]
    assert await found(database, label_keys=["team"]) == [web, shop]
    assert await found(database, labels=[("team", "web")], label_keys=["env"]) == [web]
    assert await found(database, labels=[("team", "web"), ("team", "shop")]) == []
    assert await found(database, label_keys=["web"]) == []


async def test_jobs_are_found_by_the_beginning_of_their_url(database: Database, create: CreateJob) -> None:
    shop = await create(target_url="https://a.test/shop/1%_")
    await create(target_url="https://a.test/about")
    assert await found(database, url_prefix="https://a.test/shop") == [shop]
    assert await found(database, url_prefix="https://_.test/") == []


async def test_jobs_are_found_by_the_time_when_they_were_made(database: Database, create: CreateJob) -> None:
    first, second = await create(), await create()
    made = (await get_job(database, CLIENT, second)).created_at
    assert await found(database, created_before=made) == [first]
    assert await found(database, created_after=made) == [second]
    assert await found(database, created_after=made + timedelta(microseconds=1)) == []


async def test_lists_take_the_same_filters(database: Database, create: CreateJob) -> None:
    mine = await create(labels={"team": "web"})
    await create(labels={"team": "shop"})
    page = await list_jobs(database, CLIENT, Filter(labels=[("team", "web")], statuses=[Status.PENDING]), limit=9)
    assert [job.id for job in page] == [mine]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    labels=st.dictionaries(
        st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9._/-]{0,62}\Z"),
        st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=255),
        min_size=1,
        max_size=20,
    )
)
async def test_any_labels_come_back_and_find_their_job(
    database: Database, create: CreateJob, labels: dict[str, str]
) -> None:
    job_id = await create(labels=labels)
    assert (await get_job(database, CLIENT, job_id)).labels == labels
    assert job_id in await found(database, labels=list(labels.items()), label_keys=list(labels))


async def test_many_jobs_are_cancelled_and_those_that_have_ended_or_are_anothers_are_skipped(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    running, waiting, ended = await create(priority=1), await create(), await create()
    theirs = await create(client_id=OTHER)
    await claim_one(await join())
    await cancel_job(database, CLIENT, ended)
    asked = Filter(job_ids=[ended, waiting, theirs, running, new_id()], statuses=sorted(CANCELLABLE))
    cancelled = await cancel_jobs(database, CLIENT, list(await find_jobs(database, CLIENT, asked, limit=9)))
    assert cancelled == [running, waiting]
    assert (await get_job(database, CLIENT, waiting)).status is Status.CANCELLED
    assert (await get_job(database, OTHER, theirs)).status is Status.PENDING


async def test_of_two_calls_that_cancel_the_same_jobs_at_once_one_has_cancelled_each(
    database: Database, create: CreateJob
) -> None:
    jobs = [await create() for _ in range(20)]
    calls = await asyncio.gather(*(cancel_jobs(database, CLIENT, jobs) for _ in range(3)))
    assert sorted(job for call in calls for job in call) == jobs


async def finish_as(
    database: Database, create: CreateJob, claim_one: ClaimOne, worker: UUID, status: Status, **changes: Any
) -> UUID:
    """A job that has ended so."""
    job_id = await create(priority=100, **changes)
    job = await claim_one(worker)
    assert job.lease.job_id == job_id
    error = {"message": "m", "details": {}} if status is Status.FAILED else None
    await finish_jobs(database, [Outcome(lease=job.lease, status=status, error=error)])
    return job_id


@pytest.mark.parametrize("status", sorted(TERMINAL))
async def test_a_job_that_has_ended_is_removed_with_all_that_belongs_to_it(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne, status: Status
) -> None:
    job_id = await finish_as(database, create, claim_one, await join(), status, labels={"a": "b"})
    await remove_job(database, CLIENT, job_id, TERMINAL, "removed")
    with pytest.raises(JobNotFound):
        await get_job(database, CLIENT, job_id)
    with pytest.raises(JobNotFound):
        await list_logs(database, CLIENT, job_id, after=0, limit=1)
    rows = await database.rows("SELECT job_id FROM removed_jobs")
    assert [row["job_id"] for row in rows] == [job_id], "its files are removed after it"
    assert await database.rows("SELECT FROM job_events WHERE job_id = %(id)s", {"id": job_id}) == []


async def test_a_job_that_has_not_ended_and_one_of_somebody_else_are_not_removed(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    waiting = await create()
    theirs = await finish_as(database, create, claim_one, await join(), Status.COMPLETED, client_id=OTHER)
    with pytest.raises(IllegalStatus):
        await remove_job(database, CLIENT, waiting, TERMINAL, "removed")
    with pytest.raises(JobNotFound):
        await remove_job(database, CLIENT, theirs, TERMINAL, "removed")
    assert await remove_jobs(database, CLIENT, [waiting, theirs]) == []
    assert len(await find_jobs(database, OTHER, ALL_JOBS, limit=1)) == 1
