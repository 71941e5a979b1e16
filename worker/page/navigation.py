"""Waiting for the page that a click or a key leads to."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page, Request, Response
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.page.closing import closed_itself
from worker.page.loading import never_loaded, rest
from worker.page.obstacles import impossible, told_url
from worker.page.staying import staying
from worker.page.traffic import Traffic
from worker.step import Step, WaitUntil

_NOTHING_CAME = re.compile(r"waiting for (navigation|event)")
_ONLY_TIME = re.compile(r"Timeout [\d.]+ms exceeded\.\s*")
"""Playwright's words when a page has come and is still loading: it has nothing more to say."""


@asynccontextmanager
async def loaded(step: Step) -> AsyncIterator[None]:
    """When what is done meanwhile leads to another page, waits until it has loaded. Where the action says that it
    must, waits for that page to come.
    """
    page = step.page
    if step.action.wait_for_navigation:
        async with (
            led_to(step, "no other page came"),
            _content_told(page),
            page.expect_navigation(wait_until=step.must_reach, timeout=step.timeout_ms),
        ):
            yield
        await rest(step, page)
        return
    navigated = asyncio.Event()

    def note(frame: Frame) -> None:
        if frame == page.main_frame:
            navigated.set()

    page.on("framenavigated", note)
    try:
        async with staying(page):
            yield
    finally:
        page.remove_listener("framenavigated", note)
    if navigated.is_set() and not page.is_closed():
        try:
            async with loading_told(page, step.must_reach):
                await page.wait_for_load_state(step.must_reach, timeout=step.timeout_ms)
            await rest(step, page)
        except PlaywrightError as error:
            if not await closed_itself(page, error):  # it is done, though it has led to a page that closes its tab
                raise


@asynccontextmanager
async def _content_told(page: Page) -> AsyncIterator[None]:
    """Says of a page that should come that the site has answered without one."""
    async with staying(page) as answers:
        try:
            yield
        except PlaywrightError as error:
            for answer in answers:
                raise StepFailed(
                    ErrorType.ACTION_FAILED,
                    f"no other page came: {told_url(answer.url)} answered {answer.status}, which has no content",
                ) from error
            raise


@asynccontextmanager
async def loading_told(page: Page, state: WaitUntil) -> AsyncIterator[None]:
    """Says of a page that has come, and not to the state that is waited for, which one it is."""
    try:
        yield
    except PlaywrightTimeoutError as error:
        if _ONLY_TIME.fullmatch(error.message) is None:
            raise
        raise never_loaded(page.url, state, await Traffic.of(page)) from error


@asynccontextmanager
async def led_to(step: Step, nothing: str) -> AsyncIterator[None]:
    """Says of a step from which a page or a download should come what is there instead: what is on its way and has not
    answered, or, in the words of `nothing`, that nothing came, and where the page is.
    """
    page = step.page
    asked: dict[Frame, Request] = {}
    """What the page is on its way to."""

    def ask(request: Request) -> None:
        if request.is_navigation_request() and request.frame == page.main_frame:
            asked[page.main_frame] = request

    def end(request: Request) -> None:
        if request == asked.get(page.main_frame):
            del asked[page.main_frame]

    def answer(response: Response) -> None:
        end(response.request)

    page.on("request", ask)
    page.on("response", answer)
    page.on("requestfailed", end)
    try:
        async with loading_told(page, step.must_reach):
            yield
    except PlaywrightTimeoutError as error:
        if _NOTHING_CAME.search(error.message) is None:
            raise
        for request in asked.values():
            raise StepFailed(ErrorType.TIMEOUT, f"{told_url(request.url)} has not answered") from error
        raise await impossible(page, f"{nothing}: the page is at {told_url(page.url)}", error) from error
    finally:
        page.remove_listener("request", ask)
        page.remove_listener("response", answer)
        page.remove_listener("requestfailed", end)
