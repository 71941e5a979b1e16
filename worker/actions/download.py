"""download: takes the file that the browser downloads, by a click or from a URL."""

import asyncio
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.async_api import Download, Response
from playwright.async_api import Error as PlaywrightError

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed
from worker.files import downloaded
from worker.locators import target
from worker.step import File, Produced, Step

HTTP_ERROR = 400


@performs("download")
async def download(step: Step) -> Produced | None:
    return Produced(file=await (_from_url(step) if step.action.HasField("url") else _by_click(step)))


async def _by_click(step: Step) -> File:
    async with step.page.expect_download(timeout=step.timeout_ms) as coming, target(step) as locator:
        await locator.click(timeout=step.timeout_ms)
    return await _taken(step, await coming.value)


async def _from_url(step: Step) -> File:
    """A browser downloads what it cannot show. What it can show is taken from the page that it shows."""
    async with step.tabs.aside() as page:
        offered: asyncio.Future[Download] = asyncio.get_running_loop().create_future()

        def note(one: Download) -> None:
            if not offered.done():
                offered.set_result(one)

        page.on("download", note)
        try:
            response = await page.goto(step.action.url, timeout=step.timeout_ms, wait_until="commit")
        except PlaywrightError as error:
            if "Download is starting" not in error.message and not offered.done():
                raise
            return await _taken(step, await offered)
        if response is None:
            raise StepFailed(ErrorType.NAVIGATION_FAILED, f"{step.action.url} has no content")
        return await _shown(step, response)


async def _taken(step: Step, offered: Download) -> File:
    path = Path(await offered.path())
    size = (await asyncio.to_thread(path.stat)).st_size
    _check_size(step, size)
    return downloaded(offered.suggested_filename, await asyncio.to_thread(path.read_bytes))


async def _shown(step: Step, response: Response) -> File:
    if response.status >= HTTP_ERROR:
        raise StepFailed(ErrorType.NAVIGATION_FAILED, f"{step.action.url} answers {response.status}")
    data = await response.body()
    _check_size(step, len(data))
    content_type = (await response.header_value("content-type") or "").partition(";")[0].strip()
    return downloaded(unquote(urlsplit(response.url).path).rpartition("/")[2], data, content_type)


def _check_size(step: Step, size: int) -> None:
    """Before it is read into memory."""
    if size > step.max_file_bytes:
        raise StepFailed(ErrorType.ARTIFACT_TOO_LARGE, f"the download has {size} bytes, more than the limit")
