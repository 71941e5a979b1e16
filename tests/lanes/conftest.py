"""Each job twice: in the fast lane, and by Playwright."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Protocol

import pytest
from playwright.async_api import Page

from store.database.connection import Database
from store.job import Json
from store.queue.browsers import get_browser_type
from store.records.events import read_events
from store.records.files import FileStorage
from store.records.listing import get_job, list_artifacts
from tests.fixtures.jobs import BROWSER_TYPES, CLIENT, ClaimOne, CreateJob, Join
from tests.fixtures.name_server import NameServer
from tests.fixtures.runs import Run
from tests.lanes.comparing import differences
from tests.loopback import NEAR
from worker.browsers.browsers import Browsers
from worker.browsers.fast.page import Page as FastPage
from worker.page import traffic
from worker.running.executor import Executor
from worker.running.job import RunningJob
from worker.running.journal import Journal
from worker.running.lanes import is_fast
from worker.settings import WorkerSettings

LOOK_S = 2.0
LANES = (True, False)
"""Whether it is the fast one."""

OnPage = Callable[[Page], None]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what takes long, where nobody asks for it."""
    if not config.getoption("--all-lanes"):
        wide = [item for item in items if item.get_closest_marker("wide")]
        items[:] = [item for item in items if item not in wide]
        config.hook.pytest_deselected(items=wide)


class InBoth(Protocol):
    async def __call__(self, url: str, *actions: Json, on_page: OnPage = ..., **changes: Any) -> Run: ...


class OneLane:
    """Browsers with one lane only."""

    def __init__(self, browsers: Browsers, on_page: OnPage, *, fast: bool) -> None:
        self._browsers = browsers
        self._on_page = on_page
        self.has_fast_lane = fast
        self.lent: list[Page] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._browsers, name)

    @asynccontextmanager
    async def page(self, *args: Any, **options: Any) -> AsyncIterator[Page]:
        async with self._browsers.page(*args, **options) as page:
            self.lent.append(page)
            self._on_page(page)
            yield page


@pytest.fixture(scope="session")
async def browsers(names: NameServer) -> AsyncIterator[Browsers]:
    """Browsers that have both lanes."""
    settings = WorkerSettings(
        allow_private_addresses=NEAR,
        egress_dns_servers=names.address,
        worker_fast_lane="on",
        browser_engines=["chromium"],
    )
    browsers = Browsers(settings)
    await browsers.start()
    assert browsers.has_fast_lane
    yield browsers
    await browsers.close()


@pytest.fixture
def in_lane(
    browsers: Browsers,
    files: FileStorage,
    database: Database,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Awaitable[Run]]:
    """Runs one attempt of a job for a URL in one lane."""
    # On a busy machine, Playwright's driver does not say in time what it knows of a page's requests.
    monkeypatch.setattr(traffic, "LOOK_S", LOOK_S)

    async def in_lane(url: str, *actions: Json, fast: bool, on_page: OnPage, **changes: Any) -> Run:
        lane = OneLane(browsers, on_page, fast=fast)
        executor = Executor(lane, files, Journal(database))  # type: ignore[arg-type]  # what it lacks, browsers have
        fields = {"max_retries": 0, "wait_until": "networkidle", **changes}
        worker = await join(browser_type_ids=BROWSER_TYPES)
        job_id = await create(target_url=url, actions=list(actions), **fields)
        claimed = await claim_one(worker)
        browser_type = await get_browser_type(database, claimed.browser_type_id)
        assert is_fast(claimed, browser_type), "this job never goes by the fast lane"
        await executor.run(RunningJob(claimed), browser_type)
        assert all(isinstance(one, FastPage) is fast for one in lane.lent)
        return Run(
            job=await get_job(database, CLIENT, job_id),
            events=await read_events(database, {job_id: 0}),
            artifacts=await list_artifacts(database, CLIENT, job_id),
            files=files,
        )

    return in_lane


@pytest.fixture
def in_both(in_lane: Callable[..., Awaitable[Run]]) -> InBoth:
    """Runs a job in both lanes, and sees to it that nobody could tell which one was which. Returns the fast one's run.
    `on_page` is called with the page that each is lent.
    """

    async def in_both(url: str, *actions: Json, on_page: OnPage = lambda _: None, **changes: Any) -> Run:
        runs = [await in_lane(url, *actions, fast=fast, on_page=on_page, **changes) for fast in LANES]
        told = await differences(*runs)
        assert not told, "\n".join(["the fast lane, and Playwright:", *told])
        return runs[0]

    return in_both
