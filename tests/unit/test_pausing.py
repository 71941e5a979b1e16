"""A job that stands still: its clock, what is broken off, who lets it go on."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from playwright.async_api import Locator

from store.queue.pausing import NewPause, PauseWish
from store.retry import ErrorType
from worker.browsers.interruption import Interruption
from worker.failures import StepFailed
from worker.running.breaking import Breaking, BrokenOff
from worker.running.clock import Clock
from worker.running.pausing import Pausing
from worker.waiting import Waiting

PAUSE = PauseWish(pause=True, timeout_s=900, by="Ada")
RESUME = PauseWish(resume="done", note="solved it", resumed_by="Ada")
CAPTCHA = NewPause(reason="CAPTCHA", timeout_s=900)


class Records:
    """What was written of a job."""

    def __init__(self) -> None:
        self.written: list[Any] = []
        self.time_s: float | None = 900.0
        self.is_written = asyncio.Event()
        self.on_pause: Callable[[], None] = lambda: None

    async def stand_still(self, pause: NewPause, *, left_s: float, max_held: int) -> float | None:
        del left_s, max_held
        self.on_pause()
        if self.time_s is not None:
            self.written.append(pause.reason)
        self.is_written.set()
        return self.time_s

    async def move_deadline(self, *, left_s: float) -> float:
        del left_s
        self.written.append("moved")
        return 0.01

    async def note_solved(self, *, looks_solved: bool) -> None:
        self.written.append(looks_solved)

    async def go_on(self, *, resumed_by: str, note: str, left_s: float) -> None:
        del left_s
        self.written.append((resumed_by, note))


@pytest.fixture
def records() -> Records:
    return Records()


@pytest.fixture
def clock() -> Clock:
    return Clock(20_000, 1)


@pytest.fixture
def pausing(records: Records, clock: Clock) -> Pausing:
    return Pausing(records, clock)


async def until_still(pausing: Pausing) -> None:
    changed = asyncio.Event()
    pausing.on_change.append(changed.set)
    if not pausing.is_still:
        await changed.wait()
    assert pausing.is_still


async def test_who_wishes_nothing_is_not_held_up(pausing: Pausing, records: Records) -> None:
    await pausing.gate()
    assert records.written == []


async def test_a_job_stands_still_between_two_steps_until_somebody_lets_it_go_on(
    pausing: Pausing, records: Records
) -> None:
    pausing.wish(PAUSE)
    gate = asyncio.create_task(pausing.gate((3, "click")))
    await until_still(pausing)
    assert pausing.pause is not None
    assert (pausing.pause.reason, pausing.pause.by, pausing.pause.action_index) == ("PAUSED", "Ada", 3)
    assert pausing.deadline is not None
    assert (pausing.deadline - datetime.now(UTC)).total_seconds() > 890
    pausing.wish(RESUME)
    await gate
    assert records.written == ["PAUSED", ("call", "solved it")]
    assert (pausing.is_still, pausing.pause, pausing.deadline) == (False, None, None)


async def test_a_wish_that_is_taken_back_in_time_is_not_followed(pausing: Pausing, records: Records) -> None:
    pausing.wish(PAUSE)
    pausing.wish(None)
    await pausing.gate()
    assert records.written == []


async def test_what_was_read_before_a_job_stood_still_does_not_stop_it_again(
    pausing: Pausing, records: Records
) -> None:
    before = asyncio.get_running_loop().time()
    records.on_pause = lambda: pausing.wish(PAUSE, asked_at=before)
    pausing.wish(PAUSE)
    gate = asyncio.create_task(pausing.gate())
    await until_still(pausing)
    pausing.wish(RESUME, asked_at=before)  # of an earlier time, too
    assert not gate.done()
    pausing.wish(RESUME)
    await gate
    pausing.wish(PAUSE, asked_at=before)
    await pausing.gate()
    assert records.written == ["PAUSED", ("call", "solved it")]


async def test_a_paused_job_goes_on_at_its_deadline_and_one_that_needs_a_person_is_late(
    pausing: Pausing, records: Records
) -> None:
    records.time_s = 0.01
    pausing.wish(PAUSE)
    await pausing.gate()
    assert await pausing.intervene(CAPTCHA) == "late"
    assert records.written == ["PAUSED", ("deadline", ""), "CAPTCHA", ("deadline", "")]


async def test_the_deadline_can_be_moved(pausing: Pausing, records: Records) -> None:
    waiting = asyncio.create_task(pausing.intervene(CAPTCHA))
    await until_still(pausing)
    pausing.wish(PAUSE)
    assert await waiting == "late"
    assert records.written == ["CAPTCHA", "moved", ("deadline", "")]


async def test_beyond_half_of_the_slots_nothing_stands_still(pausing: Pausing, records: Records) -> None:
    records.time_s = None
    assert await pausing.intervene(CAPTCHA) == "refused"
    pausing.wish(PAUSE)
    await pausing.gate()
    assert records.written == []
    assert not pausing.is_still


@pytest.mark.parametrize(("goes_on", "answer"), [(True, "done"), (False, "failed")])
async def test_what_seems_to_be_solved_is_told_and_on_wish_lets_the_job_go_on(
    pausing: Pausing, records: Records, *, goes_on: bool, answer: str
) -> None:
    async def is_solved() -> bool:
        return True

    waiting = asyncio.create_task(pausing.intervene(CAPTCHA, is_solved, goes_on=goes_on))
    pausing.on_change.append(
        lambda: pausing.wish(PauseWish(resume="failed", note="no")) if pausing.looks_solved and not goes_on else None
    )
    assert await waiting == answer
    assert records.written == ["CAPTCHA", True, ("solved", "") if goes_on else ("call", "no")]


async def test_a_page_that_cannot_be_asked_is_not_solved(pausing: Pausing, records: Records) -> None:
    asked = asyncio.Event()

    async def is_solved() -> bool:
        asked.set()
        raise ConnectionError

    waiting = asyncio.create_task(pausing.intervene(CAPTCHA, is_solved, goes_on=True))
    await asked.wait()
    pausing.wish(RESUME)
    assert await waiting == "done"
    assert records.written == ["CAPTCHA", ("call", "solved it")]


async def test_control_begins_once_and_has_ended_before_the_automation_goes_on(
    pausing: Pausing, records: Records
) -> None:
    told: list[str] = []

    def tells(word: str) -> Callable[[], Awaitable[None]]:
        async def tell() -> None:
            told.append(word)

        return tell

    async def fails() -> None:
        raise ConnectionError

    pausing.before_control.append(tells("given"))
    pausing.before_going_on += [fails, tells("taken back")]
    for _ in range(2):
        waiting = asyncio.create_task(pausing.intervene(CAPTCHA))
        await until_still(pausing)
        await pausing.give_control()
        await pausing.give_control()
        pausing.wish(RESUME)
        await waiting
    assert told == ["given", "taken back"] * 2
    assert len(records.written) == 4


async def test_a_job_that_is_cancelled_while_it_stands_still_ends_at_once(pausing: Pausing, records: Records) -> None:
    waiting = asyncio.create_task(pausing.intervene(CAPTCHA))
    await until_still(pausing)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert (pausing.is_still, pausing.was_cut_off, records.written) == (False, True, ["CAPTCHA"])


async def test_a_step_that_fails_while_it_stands_still_leaves_a_job_that_goes_on(
    pausing: Pausing, records: Records
) -> None:
    async def break_down(*, looks_solved: bool) -> None:
        raise ValueError(looks_solved)

    async def is_solved() -> bool:
        return True

    records.note_solved = break_down  # type: ignore[method-assign]
    with pytest.raises(ValueError, match="True"):
        await pausing.intervene(CAPTCHA, is_solved)
    assert (pausing.is_still, records.written) == (False, ["CAPTCHA", ("deadline", "")])


async def test_who_watches_a_job_cannot_break_it(pausing: Pausing, records: Records) -> None:
    def break_down() -> None:
        raise ValueError

    pausing.on_change.append(break_down)
    waiting = asyncio.create_task(pausing.intervene(CAPTCHA))
    await until_still(pausing)
    pausing.wish(RESUME)
    assert await waiting == "done"
    assert records.written == ["CAPTCHA", ("call", "solved it")]


async def test_what_was_given_before_a_job_stood_still_again_is_given_again(pausing: Pausing) -> None:
    told, end = 0, asyncio.Event()

    async def give() -> None:
        nonlocal told
        told += 1
        await end.wait()

    pausing.before_control.append(give)
    giving: asyncio.Task[None] | None = None
    for _ in range(2):
        waiting = asyncio.create_task(pausing.intervene(CAPTCHA))
        await until_still(pausing)
        if giving is None:
            giving = asyncio.create_task(pausing.give_control())
            await asyncio.sleep(0)
        else:
            end.set()
            await giving
        pausing.wish(RESUME)
        await waiting
    assert told == 2


async def test_the_time_of_a_job_and_of_its_steps_does_not_count_while_it_stands_still(clock: Clock) -> None:
    job = Interruption(0.05)
    clock.others.append(job)
    with job.enforced():
        async with clock.timed({"action": "repeat"}, is_group=True), clock.timed({"action": "wait"}, 40) as data:
            left_s = clock.step_left_s
            with clock.standing():
                await asyncio.sleep(0.1)
                assert not job.is_overdue
            assert clock.step_left_s == pytest.approx(left_s, abs=0.03)
    assert data["durationMs"] < 100
    assert clock.duration_ms < 100


async def test_a_step_ends_in_time_though_the_job_has_stood_still(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang() -> None:
        async with clock.timed({"action": "click"}, 20):
            with clock.standing():
                await asyncio.sleep(0.06)
            await asyncio.Event().wait()

    monkeypatch.setattr("worker.running.clock.OVERTIME_S", 0.02)
    with pytest.raises(StepFailed, match="longer than its 20 ms"):
        await hang()
    assert clock.has_hung
    assert clock.duration_ms < 5000


async def test_a_step_that_is_done_again_has_its_own_time_again(clock: Clock) -> None:
    async with clock.timed({"action": "click"}, 5000):
        await asyncio.sleep(0.02)
        assert clock.step_left_s < 4.99
        clock.again(5000)
        assert clock.step_left_s > 4.99
        clock.again(60_000)
        assert clock.step_left_s <= 20  # never more than the job


async def test_a_step_is_broken_off_while_it_only_waits(pausing: Pausing, records: Records) -> None:
    begun, tries = asyncio.Event(), 0

    async def wait(waiting: Waiting) -> str:
        nonlocal tries
        tries += 1
        if tries == 2:
            return "done"
        with waiting.throughout():
            begun.set()
            await asyncio.Event().wait()
        return "never"

    done = asyncio.create_task(pausing.done(wait, (0, "wait")))
    await begun.wait()
    pausing.wish(PAUSE)
    await until_still(pausing)
    pausing.wish(RESUME)
    assert (await done, tries) == ("done", 2)
    assert records.written == ["PAUSED", ("call", "solved it")]


async def test_a_step_that_may_have_acted_is_not_broken_off(pausing: Pausing, records: Records) -> None:
    begun, end = asyncio.Event(), asyncio.Event()

    async def act(_: Waiting) -> str:
        begun.set()
        await end.wait()
        return "done"

    done = asyncio.create_task(pausing.done(act))
    await begun.wait()
    pausing.wish(PAUSE)
    end.set()
    assert await done == "done"
    assert records.written == []


async def test_a_step_that_fails_before_it_has_waited_is_not_broken_off(pausing: Pausing, records: Records) -> None:
    async def fail(waiting: Waiting) -> None:
        with waiting.throughout():
            raise StepFailed(ErrorType.TIMEOUT, "over")

    pausing.wish(PAUSE)
    with pytest.raises(StepFailed):
        await pausing.done(fail)
    await asyncio.sleep(0)  # nor is what comes after it
    assert records.written == []


async def test_what_ends_a_job_comes_before_what_breaks_a_step_off() -> None:
    breaking, waiting, job = Breaking(lambda: True), Waiting(), Interruption()

    async def run() -> None:
        with job.enforced(), breaking.breakable(waiting), waiting.throughout():
            await asyncio.Event().wait()

    running = asyncio.create_task(run())
    await asyncio.sleep(0)
    job.end(StepFailed("TIMEOUT", "over"))  # type: ignore[arg-type]
    with pytest.raises((StepFailed, BrokenOff)) as raised:
        await running
    assert isinstance(raised.value, StepFailed)


async def test_a_look_from_before_a_step_was_done_again_says_nothing_of_it() -> None:
    asked, answers = asyncio.Event(), asyncio.Event()

    class Page:
        async def count(self) -> int:
            asked.set()
            await answers.wait()
            return 0

    waiting = Waiting()
    waiting.looks_from_start = True
    breaks: list[bool] = []
    async with waiting.until_found(cast(Locator, Page())):
        await asked.wait()
    waiting.again()
    waiting.told = lambda: breaks.append(waiting.is_sure)
    answers.set()
    await asyncio.sleep(0.01)
    assert (breaks, waiting.is_only) == ([], False)


async def test_a_pause_for_a_time_is_slept_once_in_all() -> None:
    waiting = Waiting()
    sleeping = asyncio.create_task(waiting.sleep(60))
    await asyncio.sleep(0.01)
    sleeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sleeping
    before = waiting._slept_s
    assert before > 0
    await waiting.sleep(before)  # it has slept for as long already
