"""Pages that are made before there is a job for them."""

import asyncio
import os
import signal
from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from tabwright.v1.job_options_pb2 import JobOptions

from store.failures import ErrorType
from tests.fixtures.lender import Lender
from tests.fixtures.site import TestSite
from worker.browsers import page_ahead
from worker.browsers.interruption import Interruption
from worker.failures import StepFailed

pytestmark = [
    pytest.mark.slow,  # has browsers of its own
    pytest.mark.usefixtures("own_folder"),
    pytest.mark.parametrize("lender", ["fast"], indirect=True),
]

GERMAN = JobOptions(locale="de-DE")


async def made(lender: Lender, options: JobOptions | None = None) -> Page:
    """The page that a browser has made for the next job, after two with these options."""
    for _ in range(2):
        async with lender.page(options=options):
            pass
    (pooled,) = lender.open
    assert pooled.ahead._making is not None
    return (await asyncio.shield(pooled.ahead._making))[1]


async def test_a_page_made_ahead_is_lent_once_to_a_job_that_wants_the_same_as_two_before(lender: Lender) -> None:
    async with lender.page():
        pass
    (pooled,) = lender.open
    assert not pooled.ahead.is_there
    first = await made(lender)
    async with lender.page() as page:
        assert page is first
        assert not pooled.ahead.is_there
        async with lender.page() as other:
            assert other.context.browser is not page.context.browser
    assert first.is_closed()
    async with lender.page() as page:
        assert page is not first
        assert page.url == "about:blank"


async def test_a_job_that_wants_something_else_has_a_page_of_its_own_and_the_other_is_closed(lender: Lender) -> None:
    unused = await made(lender)
    closed = asyncio.Event()
    unused.on("close", lambda _: closed.set())
    async with lender.page(options=GERMAN) as page:
        assert page is not unused
        assert await page.evaluate("navigator.language") == "de-DE"
        await closed.wait()
    assert await (await made(lender, GERMAN)).evaluate("navigator.language") == "de-DE"


async def test_a_page_that_has_crashed_before_its_job_is_lent_to_none(lender: Lender) -> None:
    crashed = await made(lender)
    gone = asyncio.Event()
    crashed.on("crash", lambda _: gone.set())
    session = await crashed.context.new_cdp_session(crashed)
    crash = asyncio.create_task(session.send("Page.crash"))
    async with asyncio.timeout(60):
        await gone.wait()
    await asyncio.gather(crash, return_exceptions=True)
    async with lender.page() as page:
        assert page is not crashed
        assert await page.evaluate("1 + 1") == 2


async def test_nothing_is_made_ahead_with_what_belongs_to_one_client(lender: Lender) -> None:
    for options in (
        JobOptions(extra_http_headers={"X-Token": "secret"}),
        JobOptions(geolocation={"latitude": 1, "longitude": 1}),
    ):
        for _ in range(2):
            async with lender.page(options=options):
                pass
        assert not any(pooled.ahead.is_there for pooled in lender.open)


async def test_a_page_made_ahead_reaches_nothing_and_the_jobs_rules_hold_for_it(lender: Lender, site: TestSite) -> None:
    page = await made(lender)
    url = site.page("colours.html")
    with pytest.raises(PlaywrightError, match="net::ERR_"):
        await page.goto(url)
    page = await made(lender)
    passage = lender.browsers.passage([], JobOptions())  # these pages are at a private address
    job = Interruption()

    async def use() -> None:
        with job.enforced():
            async with lender.page(passage) as lent, lender.browsers.guard.watching(lent, passage, job):
                assert lent is page
                await lent.goto(url)

    with pytest.raises(StepFailed) as told:
        await use()
    assert told.value.error_type is ErrorType.URL_BLOCKED
    assert site.requests == []


async def test_a_page_that_nobody_needs_for_long_or_for_which_memory_lacks_is_closed(
    lender: Lender, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, closed = await made(lender), asyncio.Event()
    page.on("close", lambda _: closed.set())
    lender.browsers.save_memory(is_tight=True)
    await lender.pool.look()
    await closed.wait()
    lender.browsers.save_memory(is_tight=False)
    monkeypatch.setattr(page_ahead, "KEPT_S", 0.2)
    page, closed = await made(lender), asyncio.Event()
    page.on("close", lambda _: closed.set())
    await closed.wait()
    assert not lender.open[0].ahead.is_there


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
async def test_a_browser_that_goes_with_a_page_made_ahead_costs_no_later_job(
    lender: Lender, end: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    await made(lender)
    (pooled,) = lender.open
    gone: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    pooled.launched.browser.on("disconnected", gone.set_result)
    os.kill(pooled.launched.pid, end)
    if end == signal.SIGSTOP:
        monkeypatch.setattr("worker.processes.watched.ANSWER_TIMEOUT_S", 0.5)
        await lender.pool.check()
    await gone
    async with lender.page() as page:
        assert await page.evaluate("1 + 1") == 2
