"""A worker: it takes jobs, bears what happens to its browsers, and stops without losing any."""

import asyncio
from pathlib import Path
from typing import Any

import psutil
import pytest

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.job import Status
from store.queue.cancel import cancel_job
from store.queue.workers import browser_type_stats, list_workers, totals
from store.records.events import read_events
from store.records.files import FileStorage
from store.records.listing import get_job
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.site import TestSite
from tests.fixtures.watch import UntilEvent
from tests.fixtures.worker import StartWorker
from worker.app import Worker
from worker.browsers import pool as pool_module
from worker.browsers.engines import NoBrowser
from worker.running import heartbeat as heartbeat_module
from worker.running.job import Stop
from worker.settings import WorkerSettings

LONG = {"action": "wait", "milliseconds": 60_000}


async def test_a_worker_runs_jobs_that_wait_and_jobs_that_come(
    create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    before = [await create(target_url=site.page("colours.html")) for _ in range(3)]
    async with start_worker(worker_poll_interval_ms=60_000):
        for job_id in before:
            await until_event(job_id, "job.completed")
        after = await create(target_url=site.page("colours.html"))
        await until_event(after, "job.completed")


async def test_a_worker_that_hears_no_wake_ups_finds_jobs_by_polling(
    database: Database,
    create: CreateJob,
    site: TestSite,
    start_worker: StartWorker,
    until_event: UntilEvent,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(database.notifier, "ready", lambda _: None)
    async with start_worker(worker_poll_interval_ms=50):
        await until_event(await create(target_url=site.page("colours.html")), "job.completed")


async def test_a_worker_opens_a_site_with_no_more_jobs_than_it_may_though_it_has_slots(
    create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    jobs = [await create(target_url=site.page("colours.html"), client_id=client_id) for client_id in "abc"]
    async with start_worker(worker_max_concurrent_jobs=3, max_concurrent_jobs_per_site=1):
        times = [
            (await until_event(job_id, kind)).created_at for job_id in jobs for kind in ("job.started", "job.completed")
        ]
    assert times == sorted(times)


async def test_a_job_that_is_given_back_for_want_of_memory_runs_again_and_one_that_acts_cannot_be_repeated(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    page, act = site.page("colours.html"), {"action": "evaluate", "script": "1"}
    async with start_worker(worker_drain_timeout_ms=0) as worker:
        acting = await create(target_url=page, actions=[act, LONG], timeout_ms=90_000)
        await until_event(acting, "job.progress", actionIndex=0)
        waiting = await create(target_url=page, actions=[LONG], timeout_ms=90_000)
        await until_event(waiting, "job.progress")
        first, second = worker._slots.running()
        assert (first.can_be_repeated, second.can_be_repeated) == (False, True)
        second.stop(Stop.SQUEEZED_OUT)
        await until_event(waiting, "job.retrying")
        await until_event(waiting, "job.started", attempt=2)
        job = await get_job(database, CLIENT, waiting)
        assert (job.status, job.retry_count) == (Status.PROCESSING, 0)


async def test_a_worker_shows_itself_while_it_works_and_is_gone_afterwards(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    async with start_worker(worker_drain_timeout_ms=0):
        job_id = await create(target_url=site.page("colours.html"), actions=[LONG], timeout_ms=90_000)
        await until_event(job_id, "job.progress")
        busy, idle = sorted(await list_workers(database), key=lambda worker: worker.status)
        assert (busy.status, busy.current_job_id, busy.browser_type_id) == ("busy", job_id, 1)
        assert (idle.status, idle.current_job_id) == ("idle", None)
        assert (await totals(database)).busy == 1
        stats = {stats.name: (stats.idle, stats.busy) for stats in await browser_type_stats(database)}
        assert stats["Chromium"] == (1, 1)
        assert stats["Mobile Chrome"] == (1, 0)
        assert stats["WebKit"] == (0, 0)
    assert await list_workers(database) == []


async def test_a_stopping_worker_lets_its_jobs_end(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    async with start_worker(worker_drain_timeout_ms=30_000):
        wait = {"action": "wait", "milliseconds": 500}
        job_id = await create(target_url=site.page("colours.html"), actions=[wait])
        await until_event(job_id, "job.progress")
    assert (await get_job(database, CLIENT, job_id)).status is Status.COMPLETED


async def test_a_stopping_worker_gives_back_jobs_that_do_not_end_in_time(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    async with start_worker(worker_drain_timeout_ms=0):
        job_id = await create(target_url=site.page("colours.html"), actions=[LONG], timeout_ms=90_000)
        await until_event(job_id, "job.progress")
    job = await get_job(database, CLIENT, job_id)
    assert (job.status, job.retry_count) == (Status.PENDING, 0)


async def test_a_running_job_that_is_cancelled_stops_at_once_and_keeps_what_it_has_made(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    async with start_worker():
        job_id = await create(
            target_url=site.page("colours.html"), actions=[{"action": "screenshot"}, LONG], timeout_ms=90_000
        )
        await until_event(job_id, "job.progress", action="screenshot")
        await cancel_job(database, CLIENT, job_id)
        await until_event(job_id, "job.cancelled")
    job = await get_job(database, CLIENT, job_id)
    assert job.status is Status.CANCELLED
    assert job.result is not None
    assert [action["artifact"] for action in job.result["actions"]] == ["screenshot.png"]


@pytest.mark.parametrize(
    ("lane", "victim"), [("on", "renderer"), ("off", "renderer"), ("on", "browser"), ("off", "driver")]
)
async def test_a_job_whose_browser_is_killed_runs_again_and_nothing_of_the_old_one_is_left(
    database: Database,
    create: CreateJob,
    site: TestSite,
    start_worker: StartWorker,
    until_event: UntilEvent,
    lane: str,
    victim: str,
) -> None:
    async with start_worker(worker_fast_lane=lane) as worker:
        job_id = await create(
            target_url=site.page("colours.html"),
            actions=[{"action": "wait", "milliseconds": 300}, {"action": "screenshot"}],
        )
        await until_event(job_id, "job.progress")
        old = _processes_of(worker)
        _find(old, victim).kill()
        retrying = await until_event(job_id, "job.retrying")
        assert retrying.data["error"]["details"]["errorType"] == "BROWSER_CRASHED"
        await until_event(job_id, "job.completed")
        assert (await get_job(database, CLIENT, job_id)).retry_count == 1
        if victim != "renderer":
            assert await _left_alive([process for process in old if "--" in _line(process)]) == []


async def test_a_job_does_not_complete_whose_browser_was_killed_during_its_last_action(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    async with start_worker() as worker:
        waiting = [{"action": "wait", "milliseconds": 1000}]
        job_id = await create(target_url=site.page("elements.html"), actions=waiting, max_retries=0)
        await until_event(job_id, "job.progress", action="visit")
        for process in _processes_of(worker):
            if "--remote-debugging-pipe" in _line(process):
                process.kill()
        failed = await until_event(job_id, "job.failed")
    assert failed.data["error"]["details"]["errorType"] == "BROWSER_CRASHED"


async def test_a_worker_that_cannot_be_heard_stops_its_jobs_before_others_may_take_them(
    database: Database,
    create: CreateJob,
    site: TestSite,
    start_worker: StartWorker,
    until_event: UntilEvent,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    times = {"worker_heartbeat_interval_ms": 100, "worker_lease_ms": 600}
    async with start_worker(worker_drain_timeout_ms=0, **times) as worker:
        job_id = await create(target_url=site.page("colours.html"), actions=[LONG], timeout_ms=90_000)
        await until_event(job_id, "job.progress")

        async def unheard(*_: object, **__: object) -> None:
            raise DatabaseUnavailable(OSError("cut off"))

        monkeypatch.setattr(heartbeat_module.workers, "beat", unheard)
        async with asyncio.timeout(60):
            await worker._slots.idle.wait()
    # It has written nothing: the lease still stands, or a rescuer has ended it.
    last = (await read_events(database, {job_id: 0}))[-1]
    assert last.type == "job.progress" or last.data["error"]["details"]["errorType"] == "WORKER_LOST"


async def test_a_worker_whose_lease_was_taken_writes_nothing_more(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    async with start_worker() as worker:
        job_id = await create(target_url=site.page("colours.html"), actions=[LONG], timeout_ms=90_000)
        await until_event(job_id, "job.progress")
        await database.rows(
            """
            WITH lease AS (DELETE FROM job_leases RETURNING *),
            job AS (UPDATE automation_jobs SET status = 'pending' FROM lease WHERE id = job_id),
            event AS (
                INSERT INTO job_events (job_id, sequence, client_id, type, status)
                SELECT job_id, next_sequence, client_id, 'job.retrying', 'pending' FROM lease
            )
            INSERT INTO job_ready (job_id, client_id, browser_type_id, priority, seq, lease_no, next_sequence)
            SELECT job_id, client_id, 3, priority, seq, lease_no, next_sequence + 1 FROM lease
            RETURNING job_id
            """
        )
        async with asyncio.timeout(60):
            await worker._slots.idle.wait()
        job = await get_job(database, CLIENT, job_id)
        assert (job.status, job.result) == (Status.PENDING, None)


async def test_a_worker_without_a_browser_says_what_it_tried_and_leaves_nothing(
    database: Database, files: FileStorage
) -> None:
    worker = Worker(WorkerSettings(chromium_path="/nowhere/chromium"), database, files)
    before = psutil.Process().children()
    with pytest.raises(NoBrowser, match="/nowhere/chromium"):
        await worker.run(asyncio.Event())
    assert psutil.Process().children() == before


async def test_no_process_and_no_file_is_left_when_a_worker_has_stopped(
    create: CreateJob,
    site: TestSite,
    start_worker: StartWorker,
    until_event: UntilEvent,
    tmp_path_for_all: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path_for_all))
    monkeypatch.setenv("TMPDIR", str(tmp_path_for_all))
    async with start_worker() as worker:
        await until_event(await create(target_url=site.page("colours.html")), "job.completed")
        processes = _processes_of(worker)
        assert processes
    assert await _left_alive(processes) == []
    assert [path for path in tmp_path_for_all.iterdir() if path.name.startswith(("playwright", "tabwright"))] == []


def _processes_of(worker: Worker, engine: str = "chromium") -> list[psutil.Process]:
    """The worker's drivers of an engine, and their browsers."""
    drivers = [one.driver.pid for pool in worker._browsers._lanes(engine) for one in pool.launched]
    return [process for driver in drivers for process in _processes_below(driver)]


def _processes_below(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


async def _left_alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that have not ended after a moment. Ended ones may wait for PID 1 to bury them."""
    _, alive = await asyncio.to_thread(psutil.wait_procs, processes, 5)
    return [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def _line(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def _find(processes: list[psutil.Process], victim: str) -> psutil.Process:
    signs = {
        "driver": ("run-driver",),
        "browser": ("--remote-debugging-pipe", "--remote-debugging-port"),
        "renderer": ("--type=renderer", "-isForBrowser"),
    }
    found = [process for process in processes if any(sign in _line(process) for sign in signs[victim])]
    return found[-1 if victim == "renderer" else 0]  # the job's page is the last one


async def test_a_jobs_outcome_is_told_before_its_page_has_closed_and_its_slot_is_free_after(
    database: Database,
    create: CreateJob,
    site: TestSite,
    start_worker: StartWorker,
    until_event: UntilEvent,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    may_close, close = asyncio.Event(), pool_module.closed

    async def close_later(*arguments: Any) -> bool:
        await may_close.wait()
        return await close(*arguments)

    async with start_worker(worker_max_concurrent_jobs=1):
        monkeypatch.setattr(pool_module, "closed", close_later)
        first, second = [await create(target_url=site.page("colours.html")) for _ in range(2)]
        await until_event(first, "job.completed")
        assert (await get_job(database, CLIENT, second)).status is Status.PENDING
        may_close.set()
        await until_event(second, "job.completed")
