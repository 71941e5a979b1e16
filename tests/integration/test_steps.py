"""The steps of jobs: their events, and what persons have done between them."""

from uuid import UUID

import pytest

from server.convert.task_steps import step_messages
from store.audit.events import Filter, list_events
from store.database import auditing
from store.database.auditing import Actor, Call
from store.database.connection import Database
from store.errors import JobNotFound
from store.job import ClaimedJob, Json, Status
from store.queue import pausing
from store.queue.attempts import Outcome, finish_jobs, record_step
from store.queue.cancel import cancel_job
from store.queue.pausing import NewPause
from store.queue.replay import replay_job
from store.records import steps
from store.records.steps import APART, Act, Step, list_steps, steps_done
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join

ADA = Actor(type="user", id="user-1", name="Ada", client_id=CLIENT)


def call(action: str, actor: Actor = ADA) -> Call:
    return Call(actor=actor, action=action, kind="job")


async def act(database: Database, job_id: UUID, action: str, *, client_id: str = CLIENT, by: Actor = ADA) -> None:
    event = call(action, by).event([f"job/{job_id}"], client_id=client_id, details={"viewer": "v"})
    await database.record([event])


async def progress(database: Database, job: ClaimedJob, *told: Json) -> None:
    for number, data in enumerate(told):
        await record_step(database, job.lease, job.next_sequence + number, message="m", data=data, artifacts=[])


def words(found: list[Step]) -> list[tuple[int, str, str]]:
    return [
        (step.number, step.what.action if isinstance(step.what, Act) else step.what.type, step.by) for step in found
    ]


async def test_what_persons_do_stands_between_the_events_of_their_time_with_who_it_was(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    with auditing.calling(call("TaskService.CreateTask")):
        job_id = await create()
    other = await create()
    job = await claim_one(await join())
    await act(database, job_id, "LiveService.CreateLiveTicket")
    await act(database, job_id, "live.attach")
    await act(database, job_id, "live.take")
    await act(database, other, "live.take")
    await act(database, job_id, "secret.use", by=Actor(type="worker", id=str(job_id)))
    await act(database, job_id, "live.take", client_id="another")
    await progress(database, job, {"action": "visit", "durationMs": 5})
    with auditing.calling(call("JobService.CancelJob")):
        await cancel_job(database, CLIENT, job_id)
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.CANCELLED)])
    with auditing.calling(call("TaskService.UpdateTask")):
        await replay_job(database, CLIENT, job_id)
    expected = [
        (1000, "job.created", "Ada"),
        (2000, "job.started", ""),
        (2001, "live.attach", "Ada"),
        (2002, "live.take", "Ada"),
        (3000, "job.progress", ""),
        (3001, "JobService.CancelJob", "Ada"),
        (4000, "job.cancelled", "Ada"),
        (4001, "TaskService.UpdateTask", "Ada"),
        (5000, "job.replayed", "Ada"),
    ]
    whole = await list_steps(database, CLIENT, job_id, after=0, limit=100)
    assert words(whole.page) == expected
    assert not whole.page.more
    for limit in range(1, len(expected) + 1):
        seen: list[Step] = []
        more = True
        while more:
            found = await list_steps(database, CLIENT, job_id, after=seen[-1].number if seen else 0, limit=limit)
            assert 0 < len(found.page) <= limit
            seen, more = seen + found.page, found.page.more
        assert words(seen) == expected
    with pytest.raises(JobNotFound):
        await list_steps(database, "another", job_id, after=0, limit=100)


async def test_so_many_acts_between_two_events_are_steps_and_what_comes_after_keeps_its_number(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "APART", 4)
    job_id = await create()
    await database.record(
        [call("live.upload").event([f"job/{job_id}"], client_id=CLIENT, details={"viewer": "v"}) for _ in range(6)]
    )
    await claim_one(await join())
    found = await list_steps(database, CLIENT, job_id, after=0, limit=100)
    assert [step.number for step in found.page] == [4, 5, 6, 7, 8]
    found = await list_steps(database, CLIENT, job_id, after=6, limit=1)
    assert ([step.number for step in found.page], found.page.more) == ([7], True)
    found = await list_steps(database, CLIENT, job_id, after=7, limit=1)
    assert ([step.number for step in found.page], found.page.more) == ([8], False)


async def test_who_let_a_job_go_on_is_in_its_event(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    job = await claim_one(await join())
    for number, resumed_by in enumerate(("call", "deadline")):
        pause = NewPause(reason="CAPTCHA", timeout_s=60)
        place = job.next_sequence + 2 * number
        await pausing.record_pause(database, job.lease, place, pause, left_s=1, max_held=1)
        await pausing.request_resume(database, CLIENT, job_id, outcome="done", note="", by="Ada")
        await pausing.record_resume(database, job.lease, place + 1, resumed_by=resumed_by, note="", left_s=1)
    found = await list_steps(database, CLIENT, job_id, after=0, limit=100)
    resumed = [step.what for step in found.page if not isinstance(step.what, Act) and step.what.type == "job.resumed"]
    assert [event.data for event in resumed] == [{"resumedBy": "call", "by": "Ada"}, {"resumedBy": "deadline"}]


VISIT = {"action": "visit"}


@pytest.mark.parametrize(
    ("told", "done"),
    [
        ([], 0),
        ([{"action": "setCookies", "actionIndex": 0}], 1),
        ([VISIT], 2),
        ([VISIT, {"action": "fill", "actionIndex": 1}], 3),
        ([VISIT, {"action": "fill", "actionIndex": 1}, {"action": "click", "actionIndex": 0, "path": "2[4].0"}], 3),
        ([VISIT, {"action": "fill", "actionIndex": 1}, {"action": "record", "artifact": "failure.png"}], 3),
        ([VISIT, {"action": "forEach", "actionIndex": 2}], 4),
    ],
)
async def test_how_many_steps_are_done_is_known_by_the_last_one(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne, told: list[Json], done: int
) -> None:
    actions = [{"action": "setCookies"}, {"action": "fill"}, {"action": "forEach", "actions": [{"action": "click"}]}]
    job_id, waiting = await create(actions=actions), await create()
    job = await claim_one(await join())
    await progress(database, job, *told)
    asked = {job_id: actions, waiting: []}
    assert (await steps_done(database, CLIENT, asked)).get(job_id, 0) == done
    assert await steps_done(database, "another", asked) == {}
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.PENDING, retries=1)])
    assert await steps_done(database, CLIENT, asked) == {}


async def test_the_numbers_of_events_leave_room_for_acts(database: Database, create: CreateJob) -> None:
    job_id = await create()
    assert await list_events(database, CLIENT, Filter(), limit=1) == []
    (only,) = (await list_steps(database, CLIENT, job_id, after=0, limit=1)).page
    assert only.number == APART


async def test_a_step_says_which_event_and_which_action_it_is(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    job = await claim_one(await join())
    inner = {"action": "fill", "actionIndex": 0, "path": "2[1].0"}
    await progress(database, job, {"action": "visit"}, inner, {"action": "repeat", "actionIndex": 2, "skipped": True})
    await act(database, job_id, "live.take")
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED)])
    told = step_messages(str(job_id), await list_steps(database, CLIENT, job_id, after=0, limit=100))
    found = [
        (
            one.step_type,
            one.event_sequence if one.HasField("event_sequence") else None,
            one.action_index if one.HasField("action_index") else None,
            one.path,
            one.skipped,
        )
        for one in told
    ]
    assert found == [
        ("created", 1, None, "", False),
        ("started", 2, None, "", False),
        ("visit", 3, None, "", False),
        ("fill", 4, 0, "2[1].0", False),
        ("repeat", 5, 2, "", True),
        ("took", None, None, "", False),
        ("completed", 6, None, "", False),
    ]
