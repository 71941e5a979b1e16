"""download: takes the file that the browser downloads, by a click or from a URL."""

import asyncio
import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.async_api import Download, Response
from playwright.async_api import Error as PlaywrightError

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed, step_failure
from worker.page.answers import OFFERED, no_file
from worker.page.files import downloaded, open_download
from worker.page.locators import describe, target
from worker.page.navigation import led_to
from worker.page.obstacles import told_url
from worker.page.traffic import LOOK_S, Traffic
from worker.step import File, Produced, Step

LOOK_INTERVAL_S = 0.1
"""How often it is looked at how much has arrived."""


@performs("download")
async def download(step: Step) -> Produced | None:
    return Produced(file=await (fetched(step, step.action.url) if step.action.HasField("url") else _by_click(step)))


async def _by_click(step: Step) -> File:
    async with (
        led_to(step, f"the click on {describe(step.action)} started no download"),
        # Of any window: one may open for this, and close itself.
        step.page.context.expect_event("download", timeout=step.timeout_ms) as coming,
        target(step) as locator,
    ):
        await locator.click(timeout=step.timeout_ms)
    return await _taken(step, await coming.value)


async def fetched(step: Step, url: str) -> File:
    """What the browser gets from a URL. It downloads what it cannot show; what it can show is taken from the page that it
    shows. Raises StepFailed, and what Playwright raises.
    """
    async with step.tabs.aside() as page:
        offered: asyncio.Future[Download] = asyncio.get_running_loop().create_future()

        def note(one: Download) -> None:
            if not offered.done():
                offered.set_result(one)

        page.on("download", note)
        try:
            response = await page.goto(url, timeout=step.timeout_ms, wait_until="commit")
        except PlaywrightError as error:
            if OFFERED not in error.message and not offered.done():
                if failure := no_file(url, (await Traffic.of(page)).answer):
                    raise failure from error
                raise
            return await _taken(step, await offered)
        if response is None:
            raise StepFailed(ErrorType.NAVIGATION_FAILED, f"{url} has no content")
        return await _shown(step, response)


async def _taken(step: Step, offered: Download) -> File:
    arriving = asyncio.ensure_future(offered.path())
    try:
        while not arriving.done():
            await asyncio.wait({arriving}, timeout=LOOK_INTERVAL_S)
            await asyncio.to_thread(_check_arriving, step)
    except StepFailed:
        await offered.cancel()
        raise
    finally:
        arriving.cancel()
        await asyncio.gather(arriving, return_exceptions=True)
    with _complete(offered.url):
        path = Path(arriving.result())
    with await asyncio.to_thread(open_download, path) as file:
        size = os.fstat(file.fileno()).st_size
        _check_size(step, size)
        if size < await _announced_bytes(offered):
            raise StepFailed(ErrorType.NETWORK_ERROR, f"{told_url(offered.url)} broke off after {size} bytes")
        return downloaded(offered.suggested_filename, await asyncio.to_thread(file.read))


async def _announced_bytes(offered: Download) -> int:
    """How large the site has said that the file is; 0 where that is not known. Firefox takes what has arrived for the
    whole; Chromium tells by itself.
    """
    browser = offered.page.context.browser
    if browser is None or browser.browser_type.name == "chromium":
        return 0
    with contextlib.suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(LOOK_S):
            for request in reversed(await offered.page.requests()):
                if request.url == offered.url and (response := await request.response()):
                    length = response.headers.get("content-length", "")
                    return int(length) if length.isdecimal() and "content-encoding" not in response.headers else 0
    return 0


def _check_arriving(step: Step) -> None:
    """What is too large need not arrive whole. Raises StepFailed."""
    for path in step.tabs.downloads.glob("*"):
        with contextlib.suppress(OSError):
            _check_size(step, path.lstat().st_size)


async def _shown(step: Step, response: Response) -> File:
    if failure := await step.witness.answered(response):
        raise failure
    with _complete(response.url):
        data = await response.body()
    _check_size(step, len(data))
    content_type = (await response.header_value("content-type") or "").partition(";")[0].strip()
    return downloaded(unquote(urlsplit(response.url).path).rpartition("/")[2], data, content_type)


@contextmanager
def _complete(url: str) -> Iterator[None]:
    """Says of what has begun to arrive, and not to its end, that the network is the cause."""
    try:
        yield
    except PlaywrightError as error:
        failure = step_failure(error)
        if failure.error_type not in {ErrorType.ACTION_FAILED, ErrorType.NAVIGATION_FAILED}:
            raise
        raise StepFailed(ErrorType.NETWORK_ERROR, f"{told_url(url)} broke off before its end: {failure}") from error


def _check_size(step: Step, size: int) -> None:
    if size > step.max_file_bytes:
        raise StepFailed(
            ErrorType.ARTIFACT_TOO_LARGE,
            f"the download has {size} bytes and more: MAX_ARTIFACT_SIZE_MB allows {step.max_file_bytes}",
        )
