"""Why jobs have failed, and how many."""

from datetime import timedelta

import pytest

from store.database.connection import Database
from store.job import Status
from store.queue.attempts import Outcome, finish_jobs
from store.records import dead_letters
from store.records.dead_letters import Filter, count_dead_letters
from store.records.listing import get_job
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join


async def test_failed_jobs_are_counted_by_the_type_of_their_error_most_first(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, ended = await join(), []
    for error_type, client_id in (
        ("TIMEOUT", CLIENT),
        ("HTTP_ERROR", CLIENT),
        ("HTTP_ERROR", CLIENT),
        ("INTERNAL", "someone else"),
    ):
        await create(client_id=client_id)
        job = await claim_one(worker)
        error = {"message": "no", "details": {"errorType": error_type}}
        await finish_jobs(database, [Outcome(lease=job.lease, status=Status.FAILED, error=error)])
        ended.append((await get_job(database, client_id, job.lease.job_id)).completed_at)
    counts, more = await count_dead_letters(database, CLIENT, Filter())
    assert [(one.error_type, one.jobs, one.last_failed_at) for one in counts] == [
        ("HTTP_ERROR", 2, ended[2]),
        ("TIMEOUT", 1, ended[0]),
    ]
    assert not more
    assert ended[1] is not None
    counts, _ = await count_dead_letters(database, CLIENT, Filter(failed_after=ended[1] + timedelta(microseconds=1)))
    assert [(one.error_type, one.jobs) for one in counts] == [("HTTP_ERROR", 1)]
    monkeypatch.setattr(dead_letters, "MOST_COUNTED", 2)
    _, more = await count_dead_letters(database, CLIENT, Filter())
    assert more
    assert await count_dead_letters(database, "nobody", Filter()) == ([], False)
