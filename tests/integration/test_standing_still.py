"""Jobs that stand still under their lease: who wishes it, who follows, and what is told."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest

from store import metrics
from store.database.connection import Database
from store.errors import JobNotFound, JobNotRunning, JobNotStandingStill, LeaseLost, TooManyPaused
from store.fleet import Fleet
from store.job import STANDING_STILL, ClaimedJob, Job, Status, new_id
from store.queue import pausing, workers
from store.queue.attempts import Outcome, finish_jobs, give_back, record_step
from store.queue.cancel import cancel_job
from store.queue.maintenance import rescue_jobs
from store.queue.pausing import NewPause, PauseWish
from store.records import listing
from store.records.events import Event, read_events
from store.records.filtering import Filter
from tests.fixtures.jobs import CLIENT, SLOTS, ClaimOne, CreateJob, Join

PAUSED = NewPause(reason="PAUSED", timeout_s=900)
CAPTCHA = NewPause(
    reason="CAPTCHA", timeout_s=900, vendor="recaptcha", instructions="Solve it.", action_index=2, action="click"
)


class Desk:
    """One worker, the jobs that it has, and who wants something of them."""

    def __init__(self, database: Database, create: CreateJob, claim_one: ClaimOne, process_id: UUID) -> None:
        self.database = database
        self._create = create
        self._claim_one = claim_one
        self.process_id = process_id

    async def running(self, **changes: Any) -> ClaimedJob:
        await self._create(**changes)
        return await self._claim_one(self.process_id)

    async def standing(self, pause: NewPause = CAPTCHA) -> ClaimedJob:
        job = await self.running()
        if pause.reason == "PAUSED":
            await self.wish(job)
        assert await self.follow(job, pause)
        return job

    async def wish(self, job: ClaimedJob, timeout_s: float = 900) -> Job:
        return await pausing.request_pause(self.database, CLIENT, job.lease.job_id, timeout_s=timeout_s, by="Ada")

    async def resume(self, job: ClaimedJob, outcome: Any = "done") -> Job:
        return await pausing.request_resume(
            self.database, CLIENT, job.lease.job_id, outcome=outcome, note="signed in", by="Ada"
        )

    async def follow(self, job: ClaimedJob, pause: NewPause, told: int = 0, max_held: int = 2) -> float | None:
        return await pausing.record_pause(
            self.database, job.lease, job.next_sequence + told, pause, left_s=20, max_held=max_held
        )

    async def go_on(self, job: ClaimedJob, told: int = 1) -> None:
        await pausing.record_resume(
            self.database, job.lease, job.next_sequence + told, resumed_by="call", note="signed in", left_s=20
        )

    async def step(self, job: ClaimedJob, told: int, message: str = "done") -> None:
        await record_step(self.database, job.lease, job.next_sequence + told, message=message, data={})

    async def wishes(self) -> dict[UUID, PauseWish]:
        heard = await workers.beat(self.database, self.process_id, browser_type_ids=[1], ttl_s=60, metadata={})
        assert heard is not None
        return dict(heard.wishes)

    async def job(self, job: ClaimedJob) -> Job:
        return await listing.get_job(self.database, CLIENT, job.lease.job_id)

    async def events(self, job: ClaimedJob) -> list[Event]:
        return list(await read_events(self.database, {job.lease.job_id: 0}))

    async def types(self, job: ClaimedJob) -> list[str]:
        return [event.type.removeprefix("job.") for event in await self.events(job)]

    async def lease_ends_in_s(self, job: ClaimedJob) -> float:
        row = await self.database.row(
            "SELECT extract(epoch FROM deadline_at - now())::float8 AS s FROM job_leases WHERE job_id = %(id)s",
            {"id": job.lease.job_id},
        )
        assert row is not None
        return float(row["s"])


@pytest.fixture
async def desk(database: Database, create: CreateJob, join: Join, claim_one: ClaimOne) -> Desk:
    return Desk(database, create, claim_one, await join())


def seconds(pause: Any) -> float:
    return (datetime.fromisoformat(pause["deadline"]) - datetime.fromisoformat(pause["since"])).total_seconds()


async def test_who_pauses_a_job_leaves_word_for_its_worker_which_follows(desk: Desk) -> None:
    job = await desk.running()
    assert (await desk.wish(job, 60)).status is Status.PROCESSING
    wish = (await desk.wishes())[job.lease.job_id]
    assert wish == PauseWish(pause=True, timeout_s=wish.timeout_s, by="Ada")
    assert 50 < wish.timeout_s <= 60
    for_s = await desk.follow(job, replace(PAUSED, by=wish.by))
    assert for_s is not None
    assert 50 < for_s <= 60  # as was wished, whatever the worker would have said
    stored = await desk.job(job)
    assert (stored.status, stored.pause and stored.pause["by"]) == (Status.PAUSED, "Ada")
    assert await desk.wishes() == {}
    assert 90 < await desk.lease_ends_in_s(job) < 111  # with the 20 s that the job has left, and its lease's 30
    told = (await desk.events(job))[-1]
    assert (told.type, told.status, told.data) == ("job.paused", Status.PAUSED, {"pause": stored.pause})


async def test_a_job_that_needs_a_person_says_why(desk: Desk) -> None:
    job = await desk.standing(CAPTCHA)
    stored = await desk.job(job)
    assert stored.status is Status.INTERVENTION_NEEDED
    assert stored.pause is not None
    assert {name: stored.pause[name] for name in stored.pause.keys() - {"since", "deadline"}} == {
        "reason": "CAPTCHA",
        "vendor": "recaptcha",
        "instructions": "Solve it.",
        "actionIndex": 2,
        "action": "click",
    }
    assert seconds(stored.pause) == 900
    listed = await listing.list_jobs(desk.database, CLIENT, Filter(statuses=[Status.INTERVENTION_NEEDED]), limit=10)
    assert [(one.id, one.pause) for one in listed] == [(job.lease.job_id, stored.pause)]
    assert (await desk.events(job))[-1].type == "job.intervention_needed"
    await pausing.update_pause(desk.database, job.lease, looks_solved=True)
    assert ((await desk.job(job)).pause or {})["looksSolved"] is True


async def test_a_job_goes_on_when_somebody_says_so(desk: Desk) -> None:
    job = await desk.standing(CAPTCHA)
    assert (await desk.resume(job)).status is Status.INTERVENTION_NEEDED
    wish = (await desk.wishes())[job.lease.job_id]
    assert wish == PauseWish(resume="done", note="signed in", resumed_by="Ada")
    await desk.go_on(job)
    stored = await desk.job(job)
    assert (stored.status, stored.pause) == (Status.PROCESSING, None)
    assert await desk.wishes() == {}
    assert 40 < await desk.lease_ends_in_s(job) < 51
    told = (await desk.events(job))[-1]
    assert (told.type, told.status, told.data) == (
        "job.resumed",
        Status.PROCESSING,
        {"resumedBy": "call", "note": "signed in", "by": "Ada"},
    )
    await desk.step(job, 2)
    await finish_jobs(desk.database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])
    assert await desk.types(job) == ["created", "started", "intervention_needed", "resumed", "progress", "completed"]


async def test_what_is_sent_again_or_comes_too_late_changes_nothing(desk: Desk) -> None:
    job = await desk.running()
    assert await desk.follow(job, CAPTCHA)
    await desk.wish(job, 60)
    assert await desk.follow(job, CAPTCHA)  # its answer was lost
    assert (await desk.wishes())[job.lease.job_id].pause  # the wish has come since
    await pausing.move_deadline(desk.database, job.lease, left_s=20)
    await desk.go_on(job)
    assert await desk.follow(job, CAPTCHA, told=2)
    await desk.go_on(job)  # which is an old one
    assert (await desk.job(job)).status is Status.INTERVENTION_NEEDED
    assert await desk.types(job) == ["created", "started", "intervention_needed", "resumed", "intervention_needed"]


async def test_a_wish_that_was_taken_back_is_not_followed(desk: Desk) -> None:
    job = await desk.running()
    await desk.wish(job)
    assert (await desk.resume(job)).status is Status.PROCESSING
    assert await desk.wishes() == {}
    assert await desk.follow(job, PAUSED) is None  # which has heard the wish before
    assert await desk.types(job) == ["created", "started"]


async def test_pausing_a_job_that_stands_still_moves_its_deadline(desk: Desk) -> None:
    job = await desk.standing(CAPTCHA)
    asked = await desk.wish(job, 3600)
    assert seconds(asked.pause) > 3590  # at once, though its worker has not heard of it
    wish = (await desk.wishes())[job.lease.job_id]
    assert wish.pause
    for_s = await pausing.move_deadline(desk.database, job.lease, left_s=20)
    assert 3590 < for_s <= 3600
    assert seconds((await desk.job(job)).pause) > 3590
    assert await desk.lease_ends_in_s(job) > 3630
    assert await desk.wishes() == {}
    assert await pausing.move_deadline(desk.database, job.lease, left_s=20) > 3580  # its answer was lost


async def test_a_wish_that_is_followed_after_its_time_leaves_the_worker_its_lease(desk: Desk) -> None:
    job = await desk.running()
    await desk.wish(job, 1)
    aged = "UPDATE job_leases SET pause_requested_at = now() - interval '10 minutes' RETURNING 1"
    await desk.database.rows(aged)
    assert (await desk.follow(job, PAUSED) or 0) < 0
    assert 40 < await desk.lease_ends_in_s(job) < 51
    await desk.wish(job, 1)
    await desk.database.rows(aged)
    assert await pausing.move_deadline(desk.database, job.lease, left_s=20) < 0
    assert 40 < await desk.lease_ends_in_s(job) < 51


async def test_a_job_that_may_not_stand_still_does_not_do_so_when_it_is_asked_again(desk: Desk) -> None:
    job, other = await desk.running(), await desk.standing(CAPTCHA)
    assert await desk.follow(job, CAPTCHA, max_held=1) is None
    await desk.go_on(other)
    assert await desk.follow(job, CAPTCHA, max_held=1) is None  # its answer was lost
    await desk.step(job, 1)
    assert await desk.types(job) == ["created", "started", "progress"]


async def test_a_wish_to_pause_that_comes_after_one_to_go_on_stays(desk: Desk) -> None:
    job = await desk.standing(CAPTCHA)
    await desk.resume(job)
    await desk.wish(job)
    await desk.go_on(job)
    assert (await desk.wishes())[job.lease.job_id].pause
    assert await desk.follow(job, PAUSED, told=2)


async def test_no_more_than_half_of_a_workers_slots_stand_still(desk: Desk) -> None:
    assert pausing.most_held(SLOTS) == 2
    first, second, third, fourth = [await desk.running() for _ in range(SLOTS)]
    assert await desk.follow(first, CAPTCHA)
    await desk.wish(second)
    with pytest.raises(TooManyPaused, match="2 jobs"):
        await desk.wish(third)
    assert await desk.follow(fourth, CAPTCHA)
    assert await desk.follow(second, PAUSED) is None
    assert await desk.wishes() == {}  # nobody waits for it any more
    await desk.wish(first)  # which only moves its deadline
    assert [pausing.most_held(slots) for slots in (1, 2, 3, 5)] == [1, 1, 1, 2]


async def test_only_what_runs_can_be_paused_and_only_what_stands_still_resumed(desk: Desk, create: CreateJob) -> None:
    job = await desk.running()
    with pytest.raises(JobNotStandingStill, match="does not stand still"):
        await desk.resume(job)
    await desk.wish(job)
    with pytest.raises(JobNotStandingStill):
        await desk.resume(job, "failed")
    await desk.follow(job, PAUSED)
    with pytest.raises(JobNotStandingStill, match="waits for nobody"):
        await desk.resume(job, "failed")
    waiting = await create()
    with pytest.raises(JobNotRunning, match="pending"):
        await pausing.request_pause(desk.database, CLIENT, waiting, timeout_s=1, by="")
    for client_id, job_id in ((CLIENT, new_id()), ("other", job.lease.job_id)):
        with pytest.raises(JobNotFound):
            await pausing.request_pause(desk.database, client_id, job_id, timeout_s=1, by="")
        with pytest.raises(JobNotFound):
            await pausing.request_resume(desk.database, client_id, job_id, outcome="done", note="", by="")


async def test_a_client_can_mark_its_wishes_and_nothing_else_of_a_lease(desk: Desk) -> None:
    job = await desk.standing(CAPTCHA)
    for change in ("deadline_at = now()", "pause = '{}'", "next_sequence = 1", "lease_no = 9", "acting_until = NULL"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await desk.database.client_rows(
                CLIENT,
                f"UPDATE job_leases SET {change} WHERE job_id = %(id)s RETURNING job_id",  # type: ignore[arg-type]
                {"id": job.lease.job_id},
            )


@pytest.mark.parametrize("status", [Status.FAILED, Status.CANCELLED, Status.PENDING])
async def test_a_job_that_stands_still_can_end_or_start_again(desk: Desk, status: Status) -> None:
    job = await desk.standing(CAPTCHA)
    error = None if status is Status.CANCELLED else {"message": "late", "details": {}}
    await finish_jobs(desk.database, [Outcome(lease=job.lease, status=status, error=error)])
    stored = await desk.job(job)
    assert (stored.status, stored.pause) == (status, None)
    for write in (desk.follow(job, CAPTCHA, told=1), desk.go_on(job)):
        with pytest.raises(LeaseLost):
            await write


async def test_a_job_that_stands_still_is_cancelled_and_given_back_as_one_that_runs(desk: Desk) -> None:
    job, other = await desk.standing(PAUSED), await desk.standing(CAPTCHA)
    assert (await cancel_job(desk.database, CLIENT, job.lease.job_id)).status is Status.PAUSED
    assert await give_back(desk.database, [job.lease, other.lease]) == {job.lease.job_id, other.lease.job_id}
    assert (await desk.job(job)).status is Status.CANCELLED
    assert (await desk.job(other)).status is Status.PENDING


async def test_the_rescue_of_a_job_that_stood_still_says_that_a_persons_work_is_gone(desk: Desk) -> None:
    job = await desk.standing(CAPTCHA)
    await desk.resume(job)
    await workers.leave(desk.database, desk.process_id)
    assert await rescue_jobs(desk.database) == 1
    told = (await desk.events(job))[-1]
    assert (told.type, told.status) == ("job.retrying", Status.PENDING)
    assert "what a person has done in it is gone" in told.data["error"]["message"]
    assert told.data["error"]["details"]["errorType"] == "WORKER_LOST"


async def test_a_job_that_stands_still_is_rescued_when_its_worker_does_not_end_it_in_time(desk: Desk) -> None:
    job = await desk.running()
    assert await desk.follow(job, CAPTCHA)
    await desk.database.rows("UPDATE job_leases SET deadline_at = now() RETURNING 1")
    assert await rescue_jobs(desk.database) == 1
    assert (await desk.job(job)).status is Status.PENDING


async def test_an_administrators_look_is_told_whatever_the_worker_tells_meanwhile(
    desk: Desk, create: CreateJob
) -> None:
    job = await desk.running()
    await desk.step(job, 0, "first")
    assert await pausing.record_viewed(desk.database, job.lease.job_id, "root")
    await desk.step(job, 0, "first")  # its answer was lost
    await desk.step(job, 1, "second")
    assert await pausing.record_viewed(desk.database, job.lease.job_id, "root")
    assert await desk.follow(job, CAPTCHA, told=2)
    assert await pausing.record_viewed(desk.database, job.lease.job_id, "root")
    await desk.go_on(job, told=3)
    await finish_jobs(desk.database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])
    events = await desk.events(job)
    assert [event.type.removeprefix("job.") for event in events] == [
        *("created", "started", "progress", "viewed", "progress", "viewed", "intervention_needed", "viewed"),
        *("resumed", "completed"),
    ]
    assert [event.sequence for event in events] == [*range(1, 11)]
    assert (events[7].status, events[7].data) == (Status.INTERVENTION_NEEDED, {"viewer": "root"})
    log = await listing.list_logs(desk.database, CLIENT, job.lease.job_id, after=0, limit=10)
    assert [line.message for line in log] == ["first", "second"]
    assert not await pausing.record_viewed(desk.database, job.lease.job_id, "root")  # it has ended
    waiting = await create()
    assert await pausing.record_viewed(desk.database, waiting, "root")
    assert [event.type for event in await read_events(desk.database, {waiting: 0})] == ["job.created", "job.viewed"]


async def test_a_job_that_stands_still_does_not_try_its_site_for_others_any_more(desk: Desk) -> None:
    job = await desk.running()
    probe = "INSERT INTO circuit_probes (job_id, lease_no, subject, client_id) VALUES (%(id)s, 1, 'a', '') RETURNING 1"
    await desk.database.rows(probe, {"id": job.lease.job_id})
    assert await desk.follow(job, CAPTCHA)
    assert await desk.database.rows("SELECT FROM circuit_probes") == []


async def test_the_metrics_say_how_many_jobs_stand_still(desk: Desk) -> None:
    fleet = Fleet(desk.database)
    await desk.standing(CAPTCHA)
    await fleet.read()
    told = {
        status: metrics.FLEET.get_sample_value("tabwright_jobs_standing_still", {"status": status})
        for status in STANDING_STILL
    }
    fleet.forget()
    assert told == {Status.PAUSED: 0, Status.INTERVENTION_NEEDED: 1}


async def test_nothing_is_told_between_the_events_of_a_worker_of_the_release_before(desk: Desk) -> None:
    job = await desk.running()
    await desk.database.rows("UPDATE job_leases SET last_told = NULL, last_event = NULL RETURNING 1")
    assert not await pausing.record_viewed(desk.database, job.lease.job_id, "root")
