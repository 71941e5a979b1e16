"""An attempt that has acted is not repeated by itself: nobody orders twice."""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest

from store.database.connection import Database
from store.failures import ErrorType, of_type
from store.job import Json, Repeat, Status
from store.queue import workers
from store.queue.attempts import FOR_EVER_S, record_step
from store.queue.browsers import get_browser_type
from store.queue.maintenance import rescue_jobs
from store.queue.replay import replay_job
from store.records.dead_letters import Filter, list_dead_letters
from store.records.events import read_events
from store.records.files import FileStorage
from store.records.listing import get_job
from store.settings import DatabaseSettings
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join
from tests.fixtures.proxy import Proxy
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from tests.fixtures.watch import UntilEvent
from tests.fixtures.worker import StartWorker
from tests.integration.test_worker import LONG, _line, _processes_of
from tests.loopback import LOOPBACK
from worker.app import Worker
from worker.running import acts, journal
from worker.running.executor import Executor
from worker.running.job import RunningJob, Stop
from worker.settings import WorkerSettings

ORDER = {"action": "click", "target": "#fetch"}
PASSING = {"action": "visit", "url": "http://127.0.0.1:65535/"}
"""Fails, and might not the next time: nothing listens there."""

ACTING: dict[str, list[Json]] = {
    **{
        name: [{"action": "click", "target": f"#{name}"}]
        for name in [
            *("form", "popup", "framed", "fetch", "put", "patch", "delete", "xhr", "worker"),
            *("mutation", "unparsable", "sneaky"),
        ]
    },
    "later": [{"action": "click", "target": "#later"}, {"action": "wait", "milliseconds": 600}],
    "keeper": [{"action": "click", "target": "#keeper"}, {"action": "wait", "milliseconds": 600}],
    "press": [{"action": "press", "target": "#field", "keys": ["Enter"]}],
    "type": [{"action": "type", "target": "#field", "value": "lamp\n"}],
    "check": [{"action": "check", "target": "#check"}],
    "select": [{"action": "select", "target": "#select", "labels": ["two"]}],
    "evaluate": [{"action": "evaluate", "script": "() => { fetch('/order', {method: 'POST', body: 'lamp'}) }"}],
}
HARMLESS: list[Json] = [
    {"action": "click", "target": f"#{name}"}
    for name in ["get", "beacon", "telemetry", "query", "named", "batch", "nothing", "search"]
]


async def test_an_attempt_that_has_submitted_something_to_its_site_is_not_made_again(
    site: TestSite, run_job: RunJob
) -> None:
    for name, actions in ACTING.items():
        run = await run_job(site.page("shop.html"), *actions, PASSING, max_retries=3, wait_until="load")
        assert (name, run.job.status) == (name, Status.FAILED)
        assert run.job.retry_count == 0
        assert run.job.error is not None
        details = run.job.error["details"]
        assert of_type(ErrorType(details["errorType"])).recovery.again
        assert (details["canRetry"], details["acted"]) == (False, True)
        assert run.events[-1].data["error"]["details"]["acted"] is True


async def test_a_form_that_leads_to_another_site_and_what_the_jobs_own_html_sends_count(
    site: TestSite, run_job: RunJob
) -> None:
    elsewhere = f"http://localhost:{site.server_port}/order"
    forms = "".join(
        f"<form method=post action='{elsewhere}' target={target}><button id={target}>pay</button></form>"
        for target in ("_self", "_blank", "inner")
    )
    forms += "<iframe name=inner></iframe>"
    click = [{"action": "click", "target": "button"}, {"action": "wait", "milliseconds": 300}]
    own = "<button onclick=\"fetch('/order', {method: 'POST', mode: 'no-cors', body: 'lamp'})\">order</button>"
    away = f"<button onclick=\"fetch('{elsewhere}', {{method: 'POST', mode: 'no-cors', body: 'lamp'}})\">order</button>"
    jobs: list[Json] = [
        {"url": f"{site.url}/page?html={quote(forms)}", "actions": [{"action": "click", "target": "#_self"}]},
        {"url": f"{site.url}/page?html={quote(forms)}", "actions": [{"action": "click", "target": "#_blank"}]},
        {
            "url": f"{site.url}/page?html={quote(forms)}",
            "actions": [{"action": "click", "target": "#inner"}, {"action": "wait", "milliseconds": 300}],
        },
        {"url": "", "html": own, "base_url": site.url, "actions": click},
        {"url": "", "html": away, "actions": click},
        {
            "url": site.page("shop.html"),
            "actions": [{"action": "download", "target": "#fetch", "timeoutMs": 500, "continueOnError": True}],
        },
    ]
    for job in jobs:
        url, actions = job.pop("url"), job.pop("actions")
        run = await run_job(url, *actions, PASSING, max_retries=3, wait_until="load", **job)
        assert run.job.error is not None, actions
        assert (run.job.status, run.job.error["details"].get("acted")) == (Status.FAILED, True), (actions, job)


async def test_an_attempt_that_has_submitted_nothing_is_made_again(site: TestSite, run_job: RunJob) -> None:
    for actions in (HARMLESS, [{"action": "extract", "target": "p"}]):
        run = await run_job(site.page("shop.html"), *actions, PASSING, max_retries=3, wait_until="load")
        assert (run.job.status, run.job.retry_count) == (Status.PENDING, 1)
        details = run.events[-1].data["error"]["details"]
        assert (details["canRetry"], details.get("acted")) == (True, None)


async def test_what_a_frame_of_another_site_orders_counts_where_the_job_acts_in_it(
    site: TestSite, run_job: RunJob
) -> None:
    frame = quote(f"<iframe src='http://localhost:{site.server_port}/shop.html'></iframe><button>outside</button>")
    inside = {**ORDER, "frame": [{"target": "iframe"}]}
    outside = {"action": "click", "target": "button"}
    for actions, status in (([inside], Status.FAILED), ([outside], Status.PENDING)):
        run = await run_job(f"{site.url}/page?html={frame}", *actions, PASSING, max_retries=3)
        assert run.job.status is status


async def test_whatever_ends_an_attempt_that_has_acted_the_job_fails_and_has_ordered_once(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    ends: dict[str, tuple[str, Callable[[Worker], None]]] = {
        "renderer": ("BROWSER_CRASHED", lambda worker: _kill(worker, "--type=renderer")),
        "browser": ("BROWSER_CRASHED", lambda worker: _kill(worker, "--remote-debugging-pipe")),
        "driver": ("BROWSER_CRASHED", lambda worker: _kill(worker, "run-driver")),
        "lease": ("WORKER_LOST", lambda worker: worker._slots.stop_all(Stop.LEASE_LOST)),
    }
    async with start_worker(worker_drain_timeout_ms=0, worker_heartbeat_interval_ms=200) as worker:
        loop = asyncio.get_running_loop()
        for name, (error_type, end) in ends.items():
            rest = [LONG] if name == "lease" else [{"action": "wait", "milliseconds": 500}, {"action": "screenshot"}]
            site.orders.clear()
            site.on_order = lambda order, end=end: order == "lamp" and loop.call_soon_threadsafe(end, worker)
            job_id = await create(target_url=site.page("shop.html"), actions=[ORDER, *rest], timeout_ms=90_000)
            failed = await until_event(job_id, "job.failed")
            details = failed.data["error"]["details"]
            assert (details["errorType"], details["acted"], details["canRetry"]) == (error_type, True, False)
            assert site.orders.count("lamp") == 1
        site.on_order = lambda _: None
        given_up = await create(target_url=site.page("shop.html"), actions=[ORDER, LONG], timeout_ms=90_000)
        harmless = [{"action": "click", "target": "#get"}, LONG]
        given_back = await create(target_url=site.page("shop.html"), actions=harmless, timeout_ms=90_000)
        for job_id in (given_up, given_back):
            await until_event(job_id, "job.progress", action="click")
    assert (await get_job(database, CLIENT, given_back)).status is Status.PENDING
    job = await get_job(database, CLIENT, given_up)
    assert job.error is not None
    assert (job.error["details"]["errorType"], job.error["details"]["acted"]) == ("WORKER_LOST", True)
    assert site.orders.count("lamp") == 2


async def test_a_connection_that_breaks_as_a_job_orders_costs_neither_the_record_nor_a_second_order(
    database: Database,
    create: CreateJob,
    site: TestSite,
    files: FileStorage,
    proxy: Proxy,
    proxied_settings: DatabaseSettings,
    until_event: UntilEvent,
) -> None:
    loop = asyncio.get_running_loop()
    site.on_order = lambda order: order == "lamp" and loop.call_soon_threadsafe(proxy.drop)
    async with Database(proxied_settings, application_name="far") as far:
        stop = asyncio.Event()
        settings = WorkerSettings(browser_engines=["chromium"], allow_private_addresses=LOOPBACK)
        running = asyncio.create_task(Worker(settings, far, files).run(stop))
        job_id = await create(target_url=site.page("shop.html"), actions=[ORDER, PASSING])
        failed = await until_event(job_id, "job.failed")
        stop.set()
        await running
    assert failed.data["error"]["details"]["acted"] is True
    assert site.orders.count("lamp") == 1


async def test_a_job_that_has_acted_starts_again_by_one_call_and_one_that_is_repeated_always_by_itself(
    database: Database, site: TestSite, run_job: RunJob, executor: Executor, join: Join, claim_one: ClaimOne
) -> None:
    always = await run_job(site.page("shop.html"), ORDER, PASSING, max_retries=3, repeat=Repeat.ALWAYS)
    assert (always.job.status, always.job.repeat) == (Status.PENDING, Repeat.ALWAYS)
    assert "acted" not in always.events[-1].data["error"]["details"]
    failed = await run_job(site.page("shop.html"), ORDER, PASSING, max_retries=3)
    assert failed.job.status is Status.FAILED
    (letter,) = await list_dead_letters(database, CLIENT, Filter(), limit=10)
    assert letter.id == failed.job.id
    again = await replay_job(database, CLIENT, failed.job.id)
    assert (again.status, again.error, again.retry_count) == (Status.PENDING, None, 0)
    claimed = await claim_one(await join())
    assert await _acting_until(database, claimed.lease.job_id) is None
    await executor.run(RunningJob(claimed), await get_browser_type(database, 1))
    assert (await get_job(database, CLIENT, failed.job.id)).status is Status.FAILED
    assert site.orders.count("lamp") == 3


@pytest.mark.parametrize(
    ("acting_s", "beats", "acted"),
    [(None, False, False), (FOR_EVER_S, True, True), (60, False, True), (0, True, False)],
    ids=["nothing", "acting", "settling", "settled"],
)
async def test_a_dead_workers_job_fails_if_it_may_have_acted(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne, acting_s: float, beats: bool, acted: bool
) -> None:
    job_id = await create()
    worker = await join()
    job = await claim_one(worker)
    await record_step(database, job.lease, job.next_sequence, message="done", data={}, acting_s=acting_s)
    if beats:
        await workers.beat(database, worker, browser_type_ids=[1], ttl_s=60, metadata={}, answer_s=5)
    await database.rows("UPDATE worker_processes SET expires_at = now() RETURNING id")
    assert await rescue_jobs(database) == 1
    rescued = await get_job(database, CLIENT, job_id)
    assert rescued.status is (Status.FAILED if acted else Status.PENDING)
    (event,) = await read_events(database, {job_id: job.next_sequence})
    details = event.data["error"]["details"]
    assert (details["errorType"], details["canRetry"]) == ("WORKER_LOST", not acted)
    assert details.get("acted") == (acted or None)


async def test_a_job_without_acting_actions_is_recorded_to_act_at_no_time_and_nobody_looks_at_its_requests(
    site: TestSite, run_job: RunJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("somebody looks")

    monkeypatch.setattr(acts, "submits", never)
    monkeypatch.setattr(journal, "record_acting", never)
    recorded: list[float | None] = []

    async def record(*arguments: Any, acting_s: float | None, **more: Any) -> None:
        recorded.append(acting_s)
        await record_step(*arguments, acting_s=acting_s, **more)

    monkeypatch.setattr(journal, "record_step", record)
    reading = {"action": "extract", "target": "p"}
    assert (await run_job(site.page("shop.html"), reading, reading)).job.status is Status.COMPLETED
    assert recorded  # the last step may be written with the job's end
    assert set(recorded) == {None}


async def test_that_an_attempt_may_act_is_recorded_with_the_step_before_and_ends_a_while_after(
    site: TestSite, run_job: RunJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded: list[float | None] = []

    async def record(*arguments: Any, acting_s: float | None, **more: Any) -> None:
        recorded.append(acting_s)
        await record_step(*arguments, acting_s=acting_s, **more)

    async def record_more(*_: object) -> None:
        raise AssertionError("one more statement")

    monkeypatch.setattr(journal, "record_step", record)
    monkeypatch.setattr(journal, "record_acting", record_more)
    monkeypatch.setattr(acts, "SETTLE_S", 0.3)
    reading, waiting = {"action": "extract", "target": "p"}, {"action": "wait", "milliseconds": 400}
    harmless = {"action": "click", "target": "#nothing"}
    await run_job(site.page("shop.html"), reading, harmless, waiting, ORDER, reading)
    opened, read, clicked, waited, ordered, read_again = recorded
    assert (opened, read, waited, ordered, read_again) == (None, *[FOR_EVER_S] * 4)
    assert clicked is not None
    assert 0 < clicked <= 0.3


def _kill(worker: Worker, sign: str) -> None:
    for process in _processes_of(worker):
        if sign in _line(process):
            process.kill()


async def _acting_until(database: Database, job_id: UUID) -> Any:
    (row,) = await database.rows("SELECT acting_until FROM job_leases WHERE job_id = %(id)s", {"id": job_id})
    return row["acting_until"]
