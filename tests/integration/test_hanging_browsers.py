"""Browsers and drivers that hang are killed and replaced, and jobs go on."""

import asyncio
import os
import signal
from pathlib import Path
from shlex import quote
from typing import Any

import psutil
import pytest

from store.database.connection import Database
from store.job import Status
from store.records.listing import get_job
from store.retry import ErrorType
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.lender import BOTH_LANES, Lender
from tests.fixtures.site import TestSite
from tests.fixtures.watch import UntilEvent
from tests.fixtures.worker import StartWorker
from tests.integration.test_worker import _find, _left_alive, _processes_below, _processes_of
from worker.app import Worker
from worker.browsers import browsers as browsers_module
from worker.browsers import launching, pool, usage
from worker.browsers.interruption import Interruption
from worker.failures import StepFailed
from worker.processes import driver, watched
from worker.processes.driver import Driver

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_folder")]  # has browsers of its own


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What hangs is noticed within seconds."""
    monkeypatch.setattr(browsers_module, "LOOK_INTERVAL_S", 0.2)
    monkeypatch.setattr(watched, "ANSWER_TIMEOUT_S", 4)
    monkeypatch.setattr(pool, "OPEN_TIMEOUT_S", 4)
    monkeypatch.setattr(launching, "LAUNCH_TIMEOUT_S", 4)
    monkeypatch.setattr(launching, "CLOSE_TIMEOUT_S", 4)


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize(("lane", "victim"), [("off", "browser"), ("off", "driver"), ("on", "browser")])
async def test_what_hangs_is_killed_and_replaced_and_its_job_runs_again(
    database: Database,
    create: CreateJob,
    site: TestSite,
    start_worker: StartWorker,
    until_event: UntilEvent,
    lane: str,
    victim: str,
    tmp_path_for_all: Path,
) -> None:
    async with start_worker(worker_fast_lane=lane) as worker:
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


@BOTH_LANES
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


@BOTH_LANES
async def test_a_page_that_keeps_its_job_beyond_its_time_ends_it_as_one_whose_time_is_over(lender: Lender) -> None:
    job, plenty = Interruption(0), usage.Allowance(memory_bytes=2**40, disk_bytes=2**40)

    async def hang() -> None:
        async with lender.page(job=job) as page, asyncio.TaskGroup() as looking:
            looking.create_task(usage.enforce(lender.pool.launched, plenty))
            await page.evaluate("(() => { for (;;); })()")

    with pytest.raises(StepFailed, match="the job's timeout is over") as told, job.enforced():
        await hang()
    assert told.value.error_type is ErrorType.TIMEOUT


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


@BOTH_LANES
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
        for pooled in worker._browsers._lanes("chromium")[0].open:
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
    async with asyncio.timeout(60):
        while worker._browsers.is_ready is not is_ready:  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.01)


def _profiles(folder: Path) -> list[Path]:
    fast = folder.glob("tabwright-*/browser-*/home/profile")
    return [*folder.glob("tabwright-*/browser-*/playwright_*profile-*"), *fast]
