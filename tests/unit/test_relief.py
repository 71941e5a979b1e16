"""What a worker does when its machine is overloaded: its slots, its idle browsers, and its jobs at the very edge."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from worker.load.governor import Governor
from worker.load.machine import Memory
from worker.load.needs import Need, Needs
from worker.load.room import Filling
from worker.load.sampler import Sample
from worker.running.job import RunningJob, Slots, Stop
from worker.running.relief import PAUSE_S, Relief

SLOTS = 4
JOB = 1000
MEMORY = 10_000


class Load:
    """A worker with four slots, whose jobs take a tenth of the memory."""

    def __init__(self) -> None:
        self.tight: list[bool] = []
        self.wakes = 0
        self.at_s = 0.0
        needs = Needs(MEMORY)
        for _ in range(50):
            needs.end(Need(peak_bytes=JOB, since_s=0.0))
        self.slots = Slots(SLOTS)
        self.governor = Governor(SLOTS, cores=1, filling=Filling(85), cpu_percent=95, needs=needs)
        self.governor.running = lambda: len(self.slots.running())
        self.slots.limit, self.slots.has_room = lambda: self.governor.limit, lambda: self.governor.has_room
        browsers = SimpleNamespace(save_memory=lambda *, is_tight: self.tight.append(is_tight))
        self.relief = Relief(self.governor, self.slots, cast(Any, browsers), self._wake)

    def _wake(self) -> None:
        self.wakes += 1

    def start(self, *, acted: bool = False) -> RunningJob:
        number = self.slots.free()[0]
        job = SimpleNamespace(slot_no=number, lease=SimpleNamespace(job_id=number))
        running = RunningJob(cast(Any, job), task=cast(Any, SimpleNamespace(cancel=lambda: True)))
        running.has_acted = lambda: acted
        self.slots.take(running)
        return running

    def see(self, used: int, after_s: float = 1.0) -> None:
        self.at_s += after_s
        self.relief.follow(Sample(self.at_s, (Memory("a tree", used, MEMORY),)))


@pytest.fixture
def load() -> Load:
    return Load()


def test_slots_beyond_the_limit_are_not_free_and_what_runs_goes_on(load: Load) -> None:
    load.see(1000)
    jobs = [load.start() for _ in range(SLOTS)]
    load.see(8600, after_s=60)
    assert load.governor.limit == 2
    load.slots.release(jobs[0])
    assert (load.slots.free(), load.slots.spare()) == ([], None)
    assert all(one.stopped is None for one in jobs)


def test_the_reserve_is_open_beyond_the_limit_too_but_only_where_there_is_room(load: Load) -> None:
    load.governor.set_ceiling_ratio(0.5)
    load.see(1000)
    for _ in range(2):
        load.start()
    assert (load.slots.free(), load.slots.spare()) == ([], 3)
    load.see(7000)
    assert load.slots.spare() is None


def test_a_worker_looks_for_jobs_when_there_is_room_again(load: Load) -> None:
    load.see(7000)
    load.start()
    load.see(7000)
    wakes = load.wakes
    assert load.slots.free() == []
    load.see(2000)
    assert len(load.slots.free()) == 3
    assert load.wakes == wakes + 1
    load.see(2000)
    assert load.wakes == wakes + 1


def test_idle_browsers_go_while_memory_is_scarce(load: Load) -> None:
    for used in (8000, 8600, 8100, 7900):
        load.see(used)
    assert load.tight == [False, True, True, False]


def test_at_the_edge_the_youngest_job_that_has_not_acted_is_given_back_and_never_the_oldest(load: Load) -> None:
    load.see(0)
    jobs = [load.start(), load.start(), load.start(), load.start(acted=True)]

    def stopped() -> list[Stop | None]:
        return [one.stopped for one in jobs]

    load.see(9600, after_s=60)
    assert stopped() == [None] * 4
    load.see(9800)
    assert stopped() == [None, None, Stop.SQUEEZED_OUT, None]
    load.see(9800, after_s=PAUSE_S - 1)
    assert stopped() == [None, None, Stop.SQUEEZED_OUT, None], "its browser may not have closed yet"
    load.see(9800)
    assert stopped() == [None, Stop.SQUEEZED_OUT, Stop.SQUEEZED_OUT, None]
    load.see(9800, after_s=PAUSE_S)
    assert stopped() == [None, Stop.SQUEEZED_OUT, Stop.SQUEEZED_OUT, None]


def test_at_the_edge_jobs_that_stand_still_are_given_back_after_all_others(load: Load) -> None:
    load.see(0)
    jobs = [load.start() for _ in range(3)]
    jobs[2].pausing = cast(Any, SimpleNamespace(is_still=True))
    for _ in range(2):
        load.see(9800, after_s=60)
        given_back = [one for one in jobs if one.stopped is Stop.SQUEEZED_OUT]
    assert given_back == [jobs[1], jobs[2]]
    load.see(9800, after_s=60)
    assert jobs[0].stopped is None
