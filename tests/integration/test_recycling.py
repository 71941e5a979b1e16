"""Browsers are replaced when they have had their time, and killed when they hang; jobs go on."""

import asyncio
import os
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path
from shlex import quote
from typing import Any
from unittest.mock import AsyncMock

import psutil
import pytest
from playwright.async_api import Page
from tabwright.v1.job_options_pb2 import JobOptions, Record

from store import metrics
from store.database.connection import Database
from store.job import Status
from store.queue.browsers import BrowserType, get_browser_type
from store.records.listing import get_job
from store.retry import ErrorType
from tests.fixtures.jobs import CHROMIUM, CLIENT, CreateJob
from tests.fixtures.site import TestSite
from tests.fixtures.watch import UntilEvent
from tests.fixtures.worker import StartWorker
from tests.integration.test_worker import _find, _left_alive, _processes_below, _processes_of
from worker.app import Worker
from worker.browsers import browsers as browsers_module
from worker.browsers import launching, pool
from worker.browsers import pooled as pooled_module
from worker.browsers.browsers import Browsers
from worker.browsers.interruption import Interruption
from worker.browsers.passage import Passage
from worker.browsers.pool import BrowserPool
from worker.browsers.pooled import SAMPLES, OpeningTimes, PooledBrowser
from worker.browsers.usage import Allowance, enforce, memory_bytes, processes
from worker.failures import StepFailed
from worker.processes import driver, priority
from worker.processes.driver import Driver
from worker.settings import WorkerSettings

pytestmark = pytest.mark.slow  # has browsers of its own

MEBIBYTE = 2**20
BROWSERS = "tabwright_browsers"
COMPUTE = "const start = performance.now(); while (performance.now() - start < 1500); 0"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path_for_all: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path_for_all))


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What hangs is noticed within a second or two."""
    monkeypatch.setattr(browsers_module, "LOOK_INTERVAL_S", 0.2)
    monkeypatch.setattr(driver, "ANSWER_TIMEOUT_S", 2)
    monkeypatch.setattr(pool, "OPEN_TIMEOUT_S", 2)
    monkeypatch.setattr(launching, "LAUNCH_TIMEOUT_S", 2)
    monkeypatch.setattr(launching, "CLOSE_TIMEOUT_S", 2)


class Lender:
    """Pages of a pool that keeps two browsers, and has opened one."""

    def __init__(self, browsers: Browsers, browser_type: BrowserType) -> None:
        self.browsers = browsers
        self.pool: BrowserPool = browsers._pools["chromium"]
        self._browser_type = browser_type

    @property
    def open(self) -> list[PooledBrowser]:
        return self.pool._browsers

    def page(self, passage: Passage | None = None) -> AbstractAsyncContextManager[Page]:
        recording = self.browsers.recording(Record())
        return self.browsers.page(self._browser_type, JobOptions(), recording, Interruption(), passage)


@pytest.fixture
async def lender(database: Database) -> AsyncIterator[Lender]:
    settings = WorkerSettings(browser_engines=["chromium"], browser_pool_max_size=2)
    browsers = Browsers(settings)
    await browsers.start()
    yield Lender(browsers, await get_browser_type(database, CHROMIUM))
    await browsers.close()


def recycled(reason: str) -> float:
    """How many browsers the metrics say were closed for a reason."""
    labels = {"engine": "chromium", "reason": reason}
    return metrics.WORKER.get_sample_value("tabwright_browser_recycles_total", labels) or 0


def crashes() -> float:
    return metrics.WORKER.get_sample_value("tabwright_browser_crashes_total", {"engine": "chromium"}) or 0


async def test_a_browser_that_dies_is_told_as_a_crash(lender: Lender) -> None:
    before, (old,) = (crashes(), recycled("killed")), lender.open
    async with lender.page():
        gone = asyncio.Event()
        old.launched.browser.on("disconnected", lambda _: gone.set())
        old.launched.home.kill()
        await gone.wait()
    assert old not in lender.open
    assert (crashes(), recycled("killed")) == (before[0] + 1, before[1])


async def test_a_browser_that_is_ended_for_what_its_job_does_is_no_crash(lender: Lender) -> None:
    before, (old,) = (crashes(), recycled("killed")), lender.open
    async with lender.page():
        old.launched.kill()
    assert old not in lender.open
    assert (crashes(), recycled("killed")) == (before[0], before[1] + 1)


@pytest.mark.parametrize("wear", ["pages", "age", "memory", "slowness"])
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


async def test_no_two_jobs_have_one_browser_and_those_beyond_the_pool_close_after_their_job(lender: Lender) -> None:
    async with lender.page() as one, lender.page() as two, lender.page() as three:
        assert len({page.context.browser for page in (one, two, three)}) == 3
        assert len({pooled.launched.driver.pid for pooled in lender.open}) == 3
    assert len(lender.open) == 2


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


async def test_an_idle_browser_that_is_worn_is_closed(lender: Lender) -> None:
    lender.open[0].since -= 3600
    await lender.pool.look()
    assert lender.open == []


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


async def test_what_a_job_takes_is_seen_while_it_runs_and_remembered(lender: Lender) -> None:
    needs, allowance = lender.browsers.needs, Allowance(memory_bytes=2**40, disk_bytes=2**40)
    async with lender.page() as page:
        (browser,) = needs.at_work
        await enforce(lender.pool.launched, allowance)
        before = browser.now_bytes
        # With its driver, and some that a browser gives back between the two looks.
        assert 0 < before < memory_bytes(lender.open[0].launched.driver.pid) + 50 * MEBIBYTE
        await page.evaluate("window.much = new Uint8Array(300 * 1024 * 1024).fill(1); null")
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
        goes_on = threading.Timer(1, process.send_signal, [signal.SIGCONT])
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


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("victim", ["browser", "driver"])
async def test_what_hangs_is_killed_and_replaced_and_its_job_runs_again(
    database: Database,
    create: CreateJob,
    site: TestSite,
    start_worker: StartWorker,
    until_event: UntilEvent,
    victim: str,
    tmp_path_for_all: Path,
) -> None:
    async with start_worker() as worker:
        job_id = await create(
            target_url=site.page("colours.html"),
            actions=[{"action": "wait", "milliseconds": 300}, {"action": "screenshot"}],
            timeout_ms=100_000,
        )
        await until_event(job_id, "job.progress")
        old = _processes_of(worker)
        _find(old, victim).send_signal(signal.SIGSTOP)
        retrying = await until_event(job_id, "job.retrying")
        assert retrying.data["error"]["details"]["errorType"] == "BROWSER_CRASHED"
        await until_event(job_id, "job.completed")
        await worker._slots.idle.wait()
        assert await _left_alive(old) == []
        assert len(_profiles(tmp_path_for_all)) == worker._browsers.open_browsers
    assert list(tmp_path_for_all.glob("tabwright-*")) == []


@pytest.mark.usefixtures("_impatient")
async def test_a_driver_that_hangs_just_after_it_has_answered_is_killed(
    lender: Lender, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pooled,) = lender.open
    check = pooled.launched.driver.check

    async def answer_and_hang() -> None:
        await check()
        os.kill(pooled.launched.driver.pid, signal.SIGSTOP)

    monkeypatch.setattr(pooled.launched.driver, "check", answer_and_hang)
    async with lender.page():
        old = _processes_below(pooled.launched.driver.pid)
        await lender.pool.check()
        assert await _left_alive(old) == []
    assert lender.open == []


@pytest.mark.usefixtures("_impatient")
async def test_a_browser_whose_driver_hangs_is_closed(lender: Lender) -> None:
    (pooled,) = lender.open
    old = _processes_below(pooled.launched.driver.pid)
    os.kill(pooled.launched.driver.pid, signal.SIGSTOP)
    await lender.pool.close()
    assert await _left_alive(old) == []


@pytest.mark.usefixtures("_impatient")
async def test_a_driver_that_hangs_while_its_browser_is_launched_is_killed(
    lender: Lender, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, drivers = Driver.start, []

    async def start_and_hang(*arguments: Any, **named: Any) -> Driver:
        drivers.append(await start(*arguments, **named))
        os.kill(drivers[-1].pid, signal.SIGSTOP)
        return drivers[-1]

    monkeypatch.setattr(Driver, "start", start_and_hang)
    async with lender.page():
        with pytest.raises(StepFailed, match="did not open a page") as told:
            await lender.page().__aenter__()
    assert told.value.error_type is ErrorType.BROWSER_CRASHED
    assert not [driver.pid for driver in drivers if psutil.pid_exists(driver.pid)]


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
async def test_a_driver_that_goes_while_it_is_tried_whether_pages_open_does_no_other_harm(
    lender: Lender, end: signal.Signals
) -> None:
    (pooled,) = lender.open
    proving = asyncio.create_task(lender.pool.prove())
    await asyncio.sleep(0)
    os.kill(pooled.launched.driver.pid, end)
    await proving
    assert not lender.pool.is_fit
    await lender.pool.look()
    assert lender.pool.is_fit


@pytest.mark.usefixtures("_impatient")
async def test_a_browser_that_hung_while_nobody_used_it_costs_no_job(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    async with start_worker() as worker:
        old = _processes_of(worker)
        _find(old, "browser").send_signal(signal.SIGSTOP)
        job_id = await create(target_url=site.page("colours.html"))
        await until_event(job_id, "job.completed")
        assert (await get_job(database, CLIENT, job_id)).status is Status.COMPLETED
        assert await _left_alive(old) == []


@pytest.mark.usefixtures("_impatient")
async def test_a_worker_whose_browser_cannot_be_launched_any_more_takes_no_jobs_until_it_can(
    lender: Lender,
    create: CreateJob,
    site: TestSite,
    start_worker: StartWorker,
    until_event: UntilEvent,
    tmp_path_for_all: Path,
) -> None:
    executable = _breakable_browser(psutil.Process(lender.open[0].launched.pid).exe(), tmp_path_for_all)
    async with start_worker(chromium_path=str(executable)) as worker:
        (tmp_path_for_all / "broken").touch()
        for pooled in worker._browsers._pools["chromium"]._browsers:
            driver.kill(pooled.launched.pid)
        broken = await create(target_url=site.page("colours.html"))
        await until_event(broken, "job.retrying")
        await _until_ready(worker, is_ready=False)
        waiting = [await create(target_url=site.page("colours.html")) for _ in range(5)]
        await _until_ready(worker, is_ready=False)
        (tmp_path_for_all / "broken").unlink()
        for job_id in waiting:
            await until_event(job_id, "job.completed")


def _breakable_browser(executable: str, folder: Path) -> Path:
    """A browser that cannot be launched while a file `broken` lies in the folder."""
    script = folder / "chromium"
    script.write_text(f'#!/bin/sh\n[ -e {quote(str(folder))}/broken ] && exit 1\nexec {quote(executable)} "$@"\n')
    script.chmod(0o755)
    return script


async def _until_ready(worker: Worker, *, is_ready: bool) -> None:
    async with asyncio.timeout(30):
        while worker._browsers.is_ready is not is_ready:  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.01)


def _profiles(folder: Path) -> list[Path]:
    return list(folder.glob("tabwright-*/browser-*/playwright_*profile-*"))
