"""Large requests are worked at in their clients' lanes."""

import asyncio
import threading
from collections.abc import Awaitable

import pytest

from server.calls import caller, lanes
from server.calls.caller import Caller
from server.calls.lanes import MAX_WAITING_BYTES, SMALL_BYTES, THREADS, Lanes
from store.errors import LimitReached

LARGE = SMALL_BYTES + 1
TIMEOUT_S = 90


class Work:
    """Goes on until it is let go."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.go = threading.Event()

    def __call__(self) -> str:
        self.begun.set()
        assert self.go.wait(TIMEOUT_S)
        return caller.client_id()

    async def has_begun(self) -> None:
        assert await asyncio.to_thread(self.begun.wait, TIMEOUT_S)


def sent(some: Lanes, client_id: str, work: Work, size_bytes: int = LARGE) -> asyncio.Task[str]:
    async def run() -> str:
        with caller.calling(Caller(client_id=client_id)):
            return await some.run(size_bytes, work)

    return asyncio.create_task(run())


async def within_time(answer: Awaitable[str]) -> str:
    return await asyncio.wait_for(answer, TIMEOUT_S)


async def test_a_client_s_requests_go_one_after_the_other_and_others_beside_them() -> None:
    some, first, second, other = Lanes(), Work(), Work(), Work()
    answers = [sent(some, "a", first), sent(some, "a", second), sent(some, "b", other)]
    await first.has_begun()
    await other.has_begun()
    assert not second.begun.is_set()
    for work in (first, second, other):
        work.go.set()
    assert await asyncio.gather(*map(within_time, answers)) == ["a", "a", "b"]


async def test_what_is_small_is_done_at_once() -> None:
    some, works = Lanes(), [Work() for _ in range(THREADS)]
    answers = [sent(some, str(index), work) for index, work in enumerate(works)]
    for work in works:
        await work.has_begun()
    small = Work()
    small.go.set()
    assert await within_time(sent(some, "0", small, SMALL_BYTES)) == "0"
    for work in works:
        work.go.set()
    await asyncio.gather(*answers)


async def test_no_more_of_a_client_s_waits_than_there_is_room_for() -> None:
    some, first, second = Lanes(), Work(), Work()
    running = sent(some, "a", first, MAX_WAITING_BYTES)
    await first.has_begun()
    with pytest.raises(LimitReached) as refusal:
        await within_time(sent(some, "a", second))
    assert refusal.value.retry_after_s
    first.go.set()
    await within_time(running)
    second.go.set()
    assert await within_time(sent(some, "a", second)) == "a"


async def test_a_call_that_is_given_up_keeps_its_place_until_its_work_has_ended() -> None:
    some, first, second = Lanes(), Work(), Work()
    given_up = sent(some, "a", first)
    await first.has_begun()
    next_one = sent(some, "a", second)
    given_up.cancel()
    await asyncio.sleep(0)
    assert not second.begun.is_set()
    first.go.set()
    second.go.set()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    assert await within_time(next_one) == "a"


async def test_memory_goes_back_once_after_large_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    given_back = threading.Semaphore(0)
    monkeypatch.setattr(lanes, "_trim", lambda _: given_back.release() or 1)
    monkeypatch.setattr(lanes, "TRIM_DELAY_S", 0)
    some = Lanes()
    some.ended(lanes.TRIMMED_BYTES - 1)
    some.ended(lanes.TRIMMED_BYTES)
    some.ended(lanes.TRIMMED_BYTES)
    await asyncio.sleep(0)
    assert await asyncio.to_thread(given_back.acquire, timeout=TIMEOUT_S)
    assert not given_back.acquire(blocking=False)
