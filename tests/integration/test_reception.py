"""Accepting jobs that come at the same time."""

import asyncio

from store.database.connection import Database
from store.errors import BrowserTypeNotFound, RequestIdTaken
from store.job import Request, Status
from store.queue.intake import Accepted
from store.queue.reception import Reception
from store.records.events import read_events
from store.records.listing import list_jobs
from tests.fixtures.database import LoggedErrors
from tests.fixtures.jobs import CLIENT, new_job


async def test_jobs_that_come_at_the_same_time_are_each_accepted_once(database: Database) -> None:
    reception = Reception(database)
    jobs = [new_job(target_url=f"http://example.test/{number}") for number in range(250)]
    accepted = await asyncio.gather(*map(reception.accept, jobs))
    assert [one.job_id for one in accepted] == [job.id for job in jobs]
    stored = {job.id: job for job in await list_jobs(database, CLIENT, limit=300)}
    assert {job.id: job.target_url for job in jobs} == {job_id: job.target_url for job_id, job in stored.items()}
    assert all(one.status is Status.PENDING for one in accepted)
    events = await read_events(database, {job.id: 0 for job in jobs})
    assert sorted(event.job_id for event in events) == sorted(stored)


async def test_a_job_that_is_refused_does_not_keep_others_out(database: Database) -> None:
    reception = Reception(database)
    await reception.accept(new_job(request=Request("a", "digest")))
    jobs = [
        new_job(),
        new_job(browser_type_id=999),
        new_job(request=Request("a", "another digest")),
        new_job(),
    ]
    first, unknown, taken, last = await asyncio.gather(*map(reception.accept, jobs), return_exceptions=True)
    assert isinstance(unknown, BrowserTypeNotFound)
    assert isinstance(taken, RequestIdTaken)
    assert isinstance(first, Accepted)
    assert isinstance(last, Accepted)
    assert [first.job_id, last.job_id] == [jobs[0].id, jobs[3].id]


async def test_a_request_that_comes_several_times_at_once_makes_one_job(
    database: Database, logged_errors: LoggedErrors
) -> None:
    reception = Reception(database)
    jobs = [new_job(request=Request(request_id, "digest")) for request_id in "abaaba"]
    accepted = await asyncio.gather(*map(reception.accept, jobs))
    assert [one.job_id for one in accepted] == [jobs[{"a": 0, "b": 1}[request_id]].id for request_id in "abaaba"]
    assert len(await list_jobs(database, CLIENT, limit=10)) == 2
    assert await logged_errors() == []


async def test_jobs_of_several_clients_that_come_at_the_same_time_are_their_own(database: Database) -> None:
    reception = Reception(database)
    jobs = [new_job(client_id=client_id) for client_id in ("one", "two", "one")]
    await asyncio.gather(*map(reception.accept, jobs))
    assert {job.id for job in await list_jobs(database, "one", limit=10)} == {jobs[0].id, jobs[2].id}
    assert {job.id for job in await list_jobs(database, "two", limit=10)} == {jobs[1].id}


async def test_a_request_that_is_refused_for_another_of_its_batch_does_not_hide_what_was_made_with_it(
    database: Database,
) -> None:
    reception = Reception(database)
    jobs = [new_job(request=Request("a", "digest")), new_job(request=Request("a", "another digest")), new_job()]
    first, taken, beside = await asyncio.gather(*map(reception.accept, jobs), return_exceptions=True)
    assert isinstance(taken, RequestIdTaken)
    assert isinstance(first, Accepted)
    assert isinstance(beside, Accepted)
    assert [first.job_id, beside.job_id] == [jobs[0].id, jobs[2].id]
