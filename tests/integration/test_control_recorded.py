"""Who has control of a job's browser stands with the job, under its lease, and is told as an event."""

import pytest

from store.database.connection import Database
from store.errors import LeaseLost
from store.job import ClaimedJob, Job, Status
from store.queue.attempts import Outcome, finish_jobs, give_back, record_step
from store.queue.controlling import record_control
from store.queue.pausing import NewPause, record_pause, record_resume
from store.records.events import Event, read_events
from store.records.listing import get_job, list_jobs
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join

CAPTCHA = NewPause(reason="CAPTCHA", timeout_s=900)


@pytest.fixture
async def standing(database: Database, create: CreateJob, join: Join, claim_one: ClaimOne) -> ClaimedJob:
    """A job that waits for a person."""
    await create()
    job = await claim_one(await join())
    assert await record_pause(database, job.lease, job.next_sequence, CAPTCHA, left_s=20, max_held=1)
    return job


async def stored(database: Database, job: ClaimedJob) -> Job:
    return await get_job(database, CLIENT, job.lease.job_id)


async def events(database: Database, job: ClaimedJob) -> list[Event]:
    return list(await read_events(database, {job.lease.job_id: 0}))


async def test_who_takes_control_stands_with_the_job_in_lists_too(database: Database, standing: ClaimedJob) -> None:
    await record_control(database, standing.lease, "Ada")
    (listed,) = await list_jobs(database, CLIENT, limit=1)
    for job in (listed, await stored(database, standing)):
        assert job.pause is not None
        assert job.pause["controlledBy"] == "Ada"
        assert job.pause["controlledSince"] > job.pause["since"]
    told = (await events(database, standing))[-1]
    assert (told.type, told.status, told.data) == (
        "job.controlled",
        Status.INTERVENTION_NEEDED,
        {"controlledBy": "Ada"},
    )


async def test_control_that_ends_leaves_no_name(database: Database, standing: ClaimedJob) -> None:
    await record_control(database, standing.lease, "Ada")
    await record_control(database, standing.lease, None)
    assert not {"controlledBy", "controlledSince"} & set((await stored(database, standing)).pause or {})
    assert (await events(database, standing))[-1].data == {}


async def test_what_is_sent_again_is_told_once(database: Database, standing: ClaimedJob) -> None:
    for by in (None, "Ada", "Ada", "Bob", "Bob", None, None):
        await record_control(database, standing.lease, by)
    told = [event for event in await events(database, standing) if event.type == "job.controlled"]
    assert [event.data.get("controlledBy") for event in told] == ["Ada", "Bob", None]


async def test_a_job_that_goes_on_is_in_nobodys_control(database: Database, standing: ClaimedJob) -> None:
    await record_control(database, standing.lease, "Ada")
    await record_resume(database, standing.lease, standing.next_sequence + 1, resumed_by="call", note="", left_s=20)
    await record_control(database, standing.lease, "Bob")  # who was late
    assert (await stored(database, standing)).pause is None
    await record_pause(database, standing.lease, standing.next_sequence + 2, CAPTCHA, left_s=20, max_held=1)
    assert "controlledBy" not in ((await stored(database, standing)).pause or {})
    assert [event.type for event in await events(database, standing)][-3:] == [
        "job.controlled",
        "job.resumed",
        "job.intervention_needed",
    ]


async def test_steps_after_a_change_of_control_have_numbers_of_their_own(
    database: Database, standing: ClaimedJob
) -> None:
    await record_control(database, standing.lease, "Ada")
    for _ in range(2):  # the second time since its answer was lost
        await record_step(database, standing.lease, standing.next_sequence + 1, message="done", data={})
    assert [event.sequence for event in await events(database, standing)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("how", ["ends", "is given back"])
async def test_control_ends_with_the_lease(database: Database, standing: ClaimedJob, how: str) -> None:
    await record_control(database, standing.lease, "Ada")
    if how == "ends":
        await finish_jobs(database, [Outcome(lease=standing.lease, status=Status.CANCELLED)])
    else:
        await give_back(database, [standing.lease])
    with pytest.raises(LeaseLost):
        await record_control(database, standing.lease, "Bob")
    assert (await stored(database, standing)).pause is None
