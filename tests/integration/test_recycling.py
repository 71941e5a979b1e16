"""Browsers are replaced when they have had their time."""

import asyncio
import os
import signal
import threading
from contextlib import suppress
from unittest.mock import AsyncMock

import psutil
import pytest
from tabwright.v1.job_options_pb2 import JobOptions

from store import metrics
from tests.fixtures.lender import BOTH_LANES, Lender
from tests.integration.test_worker import _left_alive, _processes_below
from worker.browsers import pool
from worker.browsers import pooled as pooled_module
from worker.browsers.pooled import SAMPLES, OpeningTimes
from worker.browsers.usage import Allowance, enforce, memory_bytes, processes
from worker.processes import priority

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_folder")]  # has browsers of its own

MEBIBYTE = 2**20
BROWSERS = "tabwright_browsers"
COMPUTE = "() => { const start = performance.now(); while (performance.now() - start < 1500); return 0 }"


def recycled(reason: str) -> float:
    """How many browsers the metrics say were closed for a reason."""
    labels = {"engine": "chromium", "reason": reason}
    return metrics.WORKER.get_sample_value("tabwright_browser_recycles_total", labels) or 0


def crashes() -> float:
    return metrics.WORKER.get_sample_value("tabwright_browser_crashes_total", {"engine": "chromium"}) or 0


@BOTH_LANES
async def test_a_browser_that_dies_is_told_as_a_crash(lender: Lender) -> None:
    before, (old,) = (crashes(), recycled("killed")), lender.open
    async with lender.page():
        gone = asyncio.Event()
        old.launched.browser.on("disconnected", lambda _: gone.set())
        old.launched.home.kill()
        await gone.wait()
    assert old not in lender.open
    assert (crashes(), recycled("killed")) == (before[0] + 1, before[1])


@BOTH_LANES
async def test_a_browser_that_is_ended_for_what_its_job_does_is_no_crash(lender: Lender) -> None:
    before, (old,) = (crashes(), recycled("killed")), lender.open
    async with lender.page():
        old.launched.kill()
    assert old not in lender.open
    assert (crashes(), recycled("killed")) == (before[0], before[1] + 1)


@pytest.mark.parametrize(
    ("lender", "wear"),
    [("playwright", "pages"), ("playwright", "age"), ("playwright", "memory"), ("fast", "slowness")],
    indirect=["lender"],
)
async def test_a_worn_browser_shows_the_pages_it_has_and_no_more_and_goes_with_the_last(
    lender: Lender, wear: str
) -> None:
    (old,) = lender.open
    before = recycled(wear)
    async with lender.page() as page:
        match wear:
            case "pages":
                old.served = old.max_pages
            case "age":
                old.since -= 3600
            case "memory":
                old.memory_mb = 10_000
            case "slowness":
                old.speed.has_fallen = True
        async with lender.page() as other:
            assert other.context.browser is not page.context.browser
            assert await page.evaluate("1 + 1") == 2
            assert old in lender.open
            assert metrics.WORKER.get_sample_value(BROWSERS, {"engine": "chromium", "state": "busy"}) == 2
    assert old not in lender.open
    assert recycled(wear) == before + 1
    assert len(lender.open) == 1
    assert await _left_alive([psutil.Process(old.launched.pid)] if psutil.pid_exists(old.launched.pid) else []) == []


@BOTH_LANES
async def test_no_two_jobs_have_one_browser_and_those_beyond_the_pool_close_after_their_job(lender: Lender) -> None:
    async with lender.page() as one, lender.page() as two, lender.page() as three:
        assert len({page.context.browser for page in (one, two, three)}) == 3
        assert len({pooled.launched.driver.pid for pooled in lender.open}) == 3
    assert len(lender.open) == 2


@BOTH_LANES
async def test_a_browser_whose_way_out_was_not_seen_to_be_cut_is_given_back_and_used_no_more(
    lender: Lender, monkeypatch: pytest.MonkeyPatch
) -> None:
    passage = lender.browsers.passage([], JobOptions())
    with suppress(asyncio.CancelledError):  # a guard hangs, and the job is cancelled meanwhile
        async with lender.page(passage):
            (old,) = lender.open
            monkeypatch.setattr(passage, "dismiss", AsyncMock(side_effect=asyncio.CancelledError))
    assert not old.is_busy
    assert not old.launched.is_alive
    assert lender.open == []


@pytest.mark.parametrize("lender", ["fast"], indirect=True)
async def test_playwrights_driver_runs_for_the_first_job_that_needs_it_and_ends_when_idle(lender: Lender) -> None:
    others = _drivers()  # of fixtures that outlive a test
    other, lender.fast = lender.browsers._pools["chromium"], False
    async with lender.page() as page:
        assert await page.evaluate("1 + 1") == 2
        assert len(_drivers() - others) == 1
    other.open[0].idle_since -= 3600
    lender.open[0].idle_since -= 3600
    await other.look()
    await lender.pool.look()
    assert (_drivers() - others, other.open) == (set(), [])
    assert len(lender.open) == 1, "the minimum"


def _drivers() -> set[psutil.Process]:
    return {one for one in psutil.Process().children() if "run-driver" in one.cmdline()}


@pytest.mark.parametrize("lender", ["fast"], indirect=True)
async def test_both_lanes_together_keep_as_many_browsers_as_the_pool_may(lender: Lender) -> None:
    async with lender.page(), lender.page():
        lender.fast = False
        async with lender.page():
            pass
        assert lender.browsers.open_browsers == 2
    assert lender.browsers.open_browsers == 2


@pytest.mark.parametrize("lender", ["fast"], indirect=True)
async def test_who_needs_a_browser_waits_for_one_whose_job_has_ended(lender: Lender) -> None:
    (pooled,) = lender.open
    page = lender.page()
    await page.__aenter__()
    closing = asyncio.create_task(page.__aexit__(None, None, None))
    await asyncio.sleep(0)
    assert pooled.is_busy
    async with lender.page():
        await closing
        assert lender.open == [pooled]
        async with lender.page():
            assert len(lender.open) == 2


async def test_an_idle_browser_that_is_worn_is_closed(lender: Lender) -> None:
    lender.open[0].since -= 3600
    await lender.pool.look()
    assert lender.open == []


@BOTH_LANES
async def test_while_memory_is_scarce_no_browser_stays_open_but_one(lender: Lender) -> None:
    async with lender.page(), lender.page():
        pass
    assert len(lender.open) == 2
    lender.browsers.save_memory(is_tight=True)
    await lender.pool.look()
    assert len(lender.open) == 1
    async with lender.page() as one:
        async with lender.page() as other:
            assert other.context.browser is not one.context.browser
        assert len(lender.open) == 1
        assert await one.evaluate("1 + 1") == 2


@BOTH_LANES
async def test_what_a_job_takes_is_seen_while_it_runs_and_remembered(lender: Lender) -> None:
    needs, allowance = lender.browsers.needs, Allowance(memory_bytes=2**40, disk_bytes=2**40)
    async with lender.page() as page:
        (browser,) = needs.at_work
        await enforce(lender.pool.launched, allowance)
        before = browser.now_bytes
        # With its driver, and some that a browser gives back between the two looks.
        assert 0 < before < memory_bytes(lender.open[0].launched.driver.pid) + 50 * MEBIBYTE
        await page.evaluate("() => { window.much = new Uint8Array(300 * 1024 * 1024).fill(1) }")
        await enforce(lender.pool.launched, allowance)
        assert browser.now_bytes > before + 250 * MEBIBYTE
    assert needs.at_work == []
    assert 0 < needs.idle_bytes < before + 100 * MEBIBYTE, "the page is gone"
    assert needs.expected_bytes >= min(3 * browser.peak_bytes, 2000 * MEBIBYTE)


async def test_the_memory_of_a_browser_is_that_of_all_its_processes(
    lender: Lender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "WEIGH_INTERVAL_S", 0)
    (pooled,) = lender.open
    async with lender.page() as page:
        await lender.pool.look()
        before = pooled.memory_mb
        assert 0 < before < sum(one.memory_info().rss for one in _processes_below(pooled.launched.pid)) / MEBIBYTE
        await page.evaluate("window.much = new Uint8Array(300 * 1024 * 1024).fill(1); null")
        await lender.pool.look()
        assert pooled.memory_mb > before + 200
    assert memory_bytes(2**22 + 1) == 0


@BOTH_LANES
async def test_a_job_that_computes_much_comes_after_others_and_the_next_one_in_its_browser_does_not(
    lender: Lender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(priority, "FREE_CPU_S", 0.2)
    allowance = Allowance(memory_bytes=2**40, disk_bytes=2**40)
    (pooled,) = lender.open

    def priorities() -> set[int]:
        found = set()
        for pid in processes(pooled.launched.driver.pid):
            with suppress(ProcessLookupError):  # it has ended meanwhile
                found.add(os.getpriority(os.PRIO_PROCESS, pid))
        return found

    async with lender.page() as page:
        for script, expected in (("1", {0}), (COMPUTE, {10})):
            await page.evaluate(script)
            await enforce(lender.pool.launched, allowance)
            assert priorities() == expected
    assert priorities() == {0}
    async with lender.page():
        await enforce(lender.pool.launched, allowance)
        assert lender.open == [pooled]
        assert priorities() == {0}


async def test_a_browser_that_opens_pages_much_slower_than_at_first_is_worn(
    lender: Lender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooled_module, "SAMPLES", 3)
    (pooled,) = lender.open
    for _ in range(3):
        async with lender.page():
            pass
    assert pooled.is_usable
    for _ in range(3):
        process = psutil.Process(pooled.launched.pid)
        process.send_signal(signal.SIGSTOP)
        goes_on = threading.Timer(3, process.send_signal, [signal.SIGCONT])
        goes_on.start()
        async with lender.page():
            pass
        goes_on.join()
    assert pooled.wear == "slowness"


def test_a_browser_that_is_only_busier_than_before_is_not_worn() -> None:
    times = OpeningTimes()
    for beside, seconds in [(0, 0.1), (7, 0.6), (0, 0.1), (7, 0.7)]:
        for _ in range(SAMPLES):
            times.add(seconds, beside=beside)
    assert not times.has_fallen
