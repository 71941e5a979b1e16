"""The TypeScript SDK in a web page, and where connections break."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page
from tabwright.v1.job_options_pb2 import JobOptions, Record

from store.browsers import get_browser_type
from store.claim import Outcome, finish_jobs, record_step
from store.database import Database
from store.job import Status
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import CHROMIUM, ClaimOne, CreateJob, Join
from tests.fixtures.proxy import Proxy
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker
from tests.sdk import typescript
from worker.browsers import Browsers


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has the package."""
    folder = tmp_path_factory.mktemp("project")
    typescript.install(folder)
    return folder


@pytest.fixture(scope="module")
def bundle(project: Path) -> Path:
    """A web page's program, in one file."""
    typescript.program(project, "page")
    return typescript.bundled(project, "page")


@pytest.fixture
async def page(browsers: Browsers, database: Database) -> AsyncIterator[Page]:
    browser_type = await get_browser_type(database, CHROMIUM)
    async with browsers.page(browser_type, JobOptions(), browsers.recording(Record())) as page:
        yield page


async def test_a_web_page_runs_a_job_and_gets_its_picture(
    bundle: Path, page: Page, served: Gateway, api_key: str, site: TestSite, start_worker: StartWorker
) -> None:
    await page.goto(site.page("elements.html"))
    await page.add_script_tag(path=bundle)
    async with start_worker(worker_drain_timeout_ms=0), asyncio.timeout(60):
        told = await page.evaluate("call => makeAPicture(...call)", [served.url, api_key, site.page("colours.html")])
    assert told["status"] == "completed"
    assert told["events"] == ["job.created", "job.started", "job.progress", "job.progress", "job.completed"]
    assert told["height"] == 1800
    told = await page.evaluate("call => askForTooLittle(...call)", [served.url, api_key])
    assert (told["reason"], told["fields"]) == ("INVALID_ARGUMENT", ["actions[0].target"])


async def test_a_web_page_whose_origin_is_not_allowed_gets_nothing(
    bundle: Path, page: Page, served: Gateway, api_key: str, site: TestSite
) -> None:
    await page.goto(site.page("elements.html").replace("127.0.0.1", "localhost"))
    await page.add_script_tag(path=bundle)
    told = await page.evaluate("call => askForTooLittle(...call)", [served.url, api_key])
    assert told == {"reason": "", "fields": [], "message": "Failed to fetch"}


async def test_a_watch_goes_on_where_its_connection_broke(
    project: Path,
    served: Gateway,
    api_key: str,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    database: Database,
) -> None:
    job_id = await create()
    command = await asyncio.to_thread(typescript.program, project, "watch")
    proxy = Proxy("127.0.0.1", served.port)
    await proxy.listen()
    environment = {"TABWRIGHT_ADDRESS": f"127.0.0.1:{proxy.port}", "TABWRIGHT_API_KEY": api_key}
    watch = await asyncio.create_subprocess_exec(
        *command, str(job_id), env={**os.environ, **environment}, stdout=asyncio.subprocess.PIPE
    )
    assert watch.stdout
    try:
        async with asyncio.timeout(60):
            told = [int(await watch.stdout.readline())]
            proxy.drop()
            job = await claim_one(await join())
            told.append(int(await watch.stdout.readline()))
            await proxy.refuse()
            for step in range(3):  # while nobody can be reached
                await record_step(database, job.lease, job.next_sequence + step, message="step", data={})
            await proxy.listen()
            told.append(int(await watch.stdout.readline()))
            proxy.drop()
            await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])
            told += map(int, (await watch.stdout.read()).split())
            assert await watch.wait() == 0
    finally:
        if watch.returncode is None:
            watch.kill()
        await proxy.refuse()
    assert told == [1, 2, 3, 4, 5, 6]
