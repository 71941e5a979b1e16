"""How many jobs a worker runs at once, as its machine bears."""

import math
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import metrics
from worker.load import needs as needs_module
from worker.load.governor import CALM_S, PAUSE_S, Governor
from worker.load.machine import Memory
from worker.load.needs import GROWN_S, Need, Needs
from worker.load.room import Filling
from worker.load.sampler import Sample

GIGABYTE = 2**30
MOST = 10
CORES = 2
JOB = GIGABYTE // 10


class Clock:
    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(needs_module, "time", clock)
    return clock


@dataclass
class Trial:
    """A governor of a worker whose jobs take a tenth of a gigabyte, on a machine with 100 of them unless it is said."""

    memory_bytes: int = 100 * GIGABYTE
    filling: Filling = field(default_factory=lambda: Filling(85))
    cpu_percent: int = 95
    known: int = 50
    running: int = 0
    still: int = 0
    at_s: float = 0.0

    def __post_init__(self) -> None:
        self.needs = Needs(2 * GIGABYTE)
        for _ in range(self.known):
            self.needs.end(Need(peak_bytes=JOB, since_s=0.0))
        self.governor = Governor(
            MOST, cores=CORES, filling=self.filling, cpu_percent=self.cpu_percent, needs=self.needs
        )
        self.governor.running = lambda: self.running
        self.governor.still = lambda: self.still

    def see(
        self,
        share: float = 0.1,
        *,
        for_s: int = 1,
        cpu: float = 0.1,
        lag_s: float = 0.0,
        pressure: float = 0.0,
        is_slow: bool = False,
    ) -> int:
        """So much memory is taken, and so much of the rest, for so many seconds. Returns the limit after them."""
        memory = (Memory("a tree", int(share * self.memory_bytes), self.memory_bytes),)
        for _ in range(for_s):
            self.at_s += 1
            self.governor.note(Sample(self.at_s, memory, cpu, lag_s, pressure, is_slow))
        return self.governor.limit


def test_a_worker_with_room_for_all_may_fill_its_slots_at_once() -> None:
    trial = Trial(known=0)
    assert trial.governor.limit == MOST, "before anything was seen"
    assert trial.see(0.5) == MOST


def test_too_much_memory_leaves_seven_tenths_of_what_runs_at_once() -> None:
    trial = Trial(running=MOST)
    assert trial.see(0.86) == 7
    assert trial.governor.facts()["load"]["reason"] == "memory"


def test_while_what_runs_ends_the_limit_falls_on_step_by_step() -> None:
    trial = Trial(running=MOST)
    assert trial.see(0.86, for_s=int(PAUSE_S)) == 7
    assert trial.see(0.86) == 4
    assert trial.see(0.86, for_s=100) == 1


def test_the_limit_rises_by_one_in_ten_calm_seconds() -> None:
    trial = Trial(running=MOST)
    trial.see(0.86)
    assert trial.see(for_s=int(CALM_S)) == 7
    assert trial.see() == 8
    assert trial.see(for_s=int(CALM_S) - 1) == 8
    assert trial.see() == 9


def test_it_rises_only_where_as_many_jobs_run_as_may() -> None:
    trial = Trial(running=MOST)
    trial.see(0.86)
    trial.running = 6
    assert trial.see(for_s=100) == 7
    trial.running = 7
    assert trial.see() == 8


def test_between_the_thresholds_it_stays() -> None:
    trial = Trial(running=MOST)
    trial.see(0.86)
    assert trial.see(0.82, for_s=100) == 7


def test_the_host_memory_of_a_large_machine_may_be_filled_up_to_a_few_gigabytes() -> None:
    trial = Trial(running=MOST, filling=Filling())
    assert trial.see(0.95) == MOST
    assert trial.see(0.965) == 7


def test_a_cpu_that_is_busy_is_no_overload_as_long_as_the_loop_has_its_turn() -> None:
    trial = Trial(running=MOST)
    assert trial.see(cpu=1.0, for_s=100) == MOST
    assert trial.see(cpu=1.0, lag_s=0.5, for_s=1) == 7


def test_a_cpu_that_does_not_suffice_leaves_every_core_a_job() -> None:
    trial = Trial(running=MOST)
    assert trial.see(cpu=1.0, lag_s=0.5, for_s=100) == CORES


def test_jobs_that_stand_still_keep_no_other_out_where_the_cpu_does_not_suffice() -> None:
    trial = Trial(running=MOST, still=MOST // 2)
    assert trial.see(cpu=1.0, lag_s=0.5, for_s=100) == CORES + MOST // 2
    facts = trial.governor.facts()
    assert (facts["slotsLimit"], facts["load"]["reason"]) == (CORES + MOST // 2, "cpu")


def test_jobs_that_stand_still_have_their_memory_all_the_same() -> None:
    trial = Trial(running=MOST, still=MOST // 2)
    assert trial.see(0.9) < MOST
    trial.still = 0
    assert trial.see(0.9, for_s=10) == 1


def test_one_late_turn_of_the_loop_is_no_overload() -> None:
    trial = Trial(running=MOST)
    trial.see(cpu=1.0, for_s=10)
    assert trial.see(cpu=1.0, lag_s=0.3) == MOST


def test_pages_that_open_slowly_reduce_the_slots() -> None:
    trial = Trial(running=MOST)
    assert trial.see(is_slow=True) == 7
    assert trial.governor.facts()["load"]["reason"] == "page opening"


def test_pressure_counts_where_memory_is_scarce_only() -> None:
    trial = Trial(running=MOST)
    assert trial.see(0.5, pressure=50.0, for_s=100) == MOST
    assert trial.see(0.75, pressure=50.0) == 7


def test_nothing_new_begins_in_a_memory_that_is_almost_full() -> None:
    trial = Trial()
    trial.needs.add(Need(now_bytes=50 * GIGABYTE))
    trial.see(0.949, for_s=2)
    assert (trial.governor.has_room, trial.governor.is_at_edge) == (True, False), "idle browsers are room"
    trial.see(0.951)
    assert (trial.governor.has_room, trial.governor.is_at_edge) == (False, False)
    trial.see(0.971)
    assert (trial.governor.has_room, trial.governor.is_at_edge) == (False, True)


def test_memory_that_grows_so_fast_that_it_is_all_taken_soon_is_at_its_edge() -> None:
    trial = Trial(running=MOST)
    trial.see(0.5)
    trial.see(0.8)
    assert not trial.governor.is_at_edge, "what jobs may fill is not full yet"
    trial.see(0.86)
    assert not trial.governor.is_at_edge, "in two seconds it is 0.98"
    trial.see(0.94)
    assert trial.governor.is_at_edge
    trial.see(0.94)
    assert not trial.governor.is_at_edge


def test_a_worker_that_runs_nothing_may_run_one_job_whatever_there_is() -> None:
    trial = Trial()
    assert trial.see(1.0, cpu=1.0, lag_s=9.0, pressure=100.0, is_slow=True, for_s=100) == 1


def test_what_is_not_to_be_looked_at_reduces_nothing() -> None:
    trial = Trial(running=MOST, filling=Filling(100), cpu_percent=100)
    assert trial.see(0.99, cpu=1.0, lag_s=9.0, pressure=100.0, is_slow=True, for_s=100) == MOST
    assert not trial.governor.is_tight


def test_as_long_as_nothing_is_known_each_job_may_take_what_it_may() -> None:
    trial = Trial(memory_bytes=4 * GIGABYTE, known=0)
    assert trial.see(0.1) == 1
    trial = Trial(memory_bytes=6 * GIGABYTE, known=0)
    assert trial.see(0.1) == 2


def test_few_jobs_say_little_and_more_jobs_more() -> None:
    expected = [Trial(known=known).needs.expected_bytes / JOB for known in (0, 1, 2, 10, 50)]
    assert expected == pytest.approx([20, 3, 2, 1.2, 1.04], rel=0.01)


def test_nine_of_ten_jobs_take_no_more_than_expected() -> None:
    needs = Needs(10**9)
    for peak in range(1, 51):
        needs.end(Need(peak_bytes=peak * 100, since_s=0.0))
    assert needs.expected_bytes == int(4500 * 1.04)


def test_a_job_that_has_run_for_a_while_says_what_jobs_take(clock: Clock) -> None:
    needs, browser = Needs(10**9), Need()
    needs.add(browser)
    browser.begin()
    browser.note(1000)
    assert needs.expected_bytes == 10**9
    clock.now += GROWN_S
    assert needs.expected_bytes == 3000


def test_jobs_that_have_just_begun_have_their_room_already() -> None:
    trial = Trial(memory_bytes=GIGABYTE)
    assert trial.see(0.4) == 4
    trial.running = 3
    assert trial.governor.limit == 4, "their browsers are not there yet, and the last sample is older"


def test_what_a_job_has_taken_already_is_counted_once() -> None:
    trial = Trial(memory_bytes=GIGABYTE, running=1)
    browser = Need()
    trial.needs.add(browser)
    browser.begin()
    before = trial.see(0.4)
    browser.note(JOB)
    assert trial.see(0.4 + JOB / GIGABYTE) == before


def test_idle_browsers_are_room() -> None:
    trial = Trial(memory_bytes=GIGABYTE)
    assert trial.see(0.7) == 1
    trial.needs.add(Need(now_bytes=JOB * 2))
    assert trial.governor.limit == 3


def test_the_limits_of_all_groups_hold() -> None:
    trial = Trial()
    group, host = Memory("group", GIGABYTE // 2, GIGABYTE), Memory("host", 60 * GIGABYTE, 100 * GIGABYTE)
    trial.governor.note(Sample(1.0, (group, host)))
    assert trial.governor.limit == 3, "a small group that is half empty bounds more than a host that is fuller"
    assert trial.governor.facts()["load"]["source"] == "group"


def test_a_ceiling_holds_whatever_the_load_is_and_is_lifted_at_once() -> None:
    trial = Trial(running=7)
    trial.governor.set_ceiling_ratio(0.75)
    assert trial.see() == 7
    assert trial.governor.facts()["load"]["reason"] == "service level"
    trial.governor.set_ceiling_ratio(0.01)
    assert trial.see() == 1
    trial.governor.set_ceiling_ratio(1)
    assert trial.see() == MOST
    assert "reason" not in trial.governor.facts()["load"]


SHARES = st.floats(0, 1)


@given(
    seen=st.lists(
        st.tuples(SHARES, SHARES, st.floats(0, 3), st.floats(0, 100), st.booleans(), st.integers(0, MOST + 1), SHARES),
        max_size=60,
    )
)
def test_whatever_is_seen_the_limit_stays_within_its_bounds_and_all_slots_come_back(
    seen: list[tuple[float, float, float, float, bool, int, float]],
) -> None:
    trial = Trial()
    for share, cpu, lag_s, pressure, is_slow, running, ratio in seen:
        trial.running = running
        trial.governor.set_ceiling_ratio(ratio)
        limit = trial.see(share, cpu=cpu, lag_s=lag_s, pressure=pressure, is_slow=is_slow)
        assert 1 <= limit <= max(1, int(MOST * ratio))
        if share > 0.85:
            assert trial.governor.is_tight
            assert limit <= max(1, running)
    trial.running = MOST
    trial.governor.set_ceiling_ratio(1)
    assert trial.see(for_s=int((MOST + 1) * CALM_S)) == MOST


def test_the_metrics_say_the_load_as_last_seen_and_nothing_of_what_is_not_known() -> None:
    trial = Trial()
    trial.governor.show_in_metrics()

    def said(resource: str) -> float | None:
        return metrics.WORKER.get_sample_value("tabwright_worker_load_ratio", {"resource": resource})

    assert math.isnan(said("memory_stalls") or 0)
    trial.see(0.5, pressure=20.0)
    assert (said("memory"), said("memory_stalls")) == (0.5, 0.2)
