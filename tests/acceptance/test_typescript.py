"""The TypeScript SDK in a web page, and where connections break."""

import asyncio
import os
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.async_api import Page

from store.database.connection import Database
from store.job import Status
from store.queue.attempts import Outcome, finish_jobs, record_step
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import ClaimOne, CreateJob, Join
from tests.fixtures.proxy import Proxy
from tests.fixtures.site import TestSite
from tests.fixtures.worker import StartWorker
from tests.sdk import typescript

pytestmark = pytest.mark.timeout(600)  # the package is built, and its dependencies fetched
QUICKSTART = Path(__file__).parent.parent.parent / "docs" / "quickstart-typescript.md"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has the package."""
    folder = tmp_path_factory.mktemp("project")
    typescript.install(folder)
    return folder


async def test_a_web_page_runs_a_job_and_shows_its_picture(
    project: Path, page: Page, served: Gateway, api_key: str, site: TestSite, start_worker: StartWorker
) -> None:
    quickstart = QUICKSTART.read_text()
    (html,) = re.findall(r"^```html\n(.*?)^```", quickstart, re.DOTALL | re.MULTILINE)
    (program,) = re.findall(r"^```ts\n(.*?)^```", quickstart, re.DOTALL | re.MULTILINE)
    bundle = await asyncio.to_thread(typescript.bundled, project, program.replace("http://127.0.0.1:3000", served.url))
    await page.route("**/page.js", lambda route: route.fulfill(path=bundle))
    await page.goto(site.page("elements.html"))
    await page.evaluate("key => sessionStorage.setItem('token', key)", api_key)
    await page.goto(site.page(f"page?html={quote(html)}"))
    await page.fill("input", "ftp://nowhere")
    await page.click("button")
    await page.wait_for_function("document.querySelector('output').value.startsWith('targetUrl: ')")
    await page.fill("input", site.page("colours.html"))
    async with start_worker(worker_drain_timeout_ms=0):
        await page.click("button")
        await page.wait_for_function("document.querySelector('img').naturalHeight === 1800")
    told = await page.inner_text("p")
    assert told == "1 job.created, 2 job.started, 3 job.progress, 4 job.progress, 5 job.completed,"


async def test_a_web_page_whose_origin_is_not_allowed_gets_nothing(page: Page, served: Gateway, site: TestSite) -> None:
    ask = "url => fetch(url).then(() => 'an answer', error => error.message)"
    await page.goto(site.page("elements.html"))
    assert await page.evaluate(ask, f"{served.url}/health") == "an answer"
    await page.goto(site.page("elements.html").replace("127.0.0.1", "localhost"))
    assert await page.evaluate(ask, f"{served.url}/health") == "Failed to fetch"


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


async def test_a_call_is_repeated_where_that_is_safe(
    project: Path, served: Gateway, api_key: str, create: CreateJob
) -> None:
    job_id = await create()
    command = await asyncio.to_thread(typescript.program, project, "repeat")
    tries: asyncio.Queue[None] = asyncio.Queue()

    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tries.put_nowait(None)
        writer.transport.abort()

    broken = await asyncio.start_server(cut, "127.0.0.1", 0)
    proxy = Proxy("127.0.0.1", served.port)
    proxy.port = broken.sockets[0].getsockname()[1]
    environment = {"TABWRIGHT_ADDRESS": f"127.0.0.1:{proxy.port}", "TABWRIGHT_API_KEY": api_key}
    program = await asyncio.create_subprocess_exec(
        *command, str(job_id), env={**os.environ, **environment}, stdout=asyncio.subprocess.PIPE
    )
    assert program.stdout
    try:
        async with asyncio.timeout(60):
            for _ in range(1 + 3):  # CreateJob's one try, and the first ones of GetJob
                await tries.get()
            broken.close()
            await broken.wait_closed()
            await proxy.listen()
            assert await program.stdout.read() == b"failed\npending\n"
            assert await program.wait() == 0
    finally:
        if program.returncode is None:
            program.kill()
        broken.close()
        await proxy.refuse()
