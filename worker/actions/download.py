"""download: takes the file that the browser downloads, by a click or from a URL."""

import asyncio
from urllib.parse import unquote, urlsplit

from playwright.async_api import Download, Response
from playwright.async_api import Error as PlaywrightError

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed
from worker.page.answers import OFFERED, no_file
from worker.page.arriving import check_size, complete, taken
from worker.page.files import downloaded
from worker.page.locators import describe, target
from worker.page.navigation import led_to
from worker.page.traffic import Traffic
from worker.step import File, Produced, Step


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
    return await taken(await coming.value, step.tabs.downloads, step.max_file_bytes)


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
            return await taken(await offered, step.tabs.downloads, step.max_file_bytes)
        if response is None:
            raise StepFailed(ErrorType.NAVIGATION_FAILED, f"{url} has no content")
        return await _shown(step, response)


async def _shown(step: Step, response: Response) -> File:
    if failure := await step.witness.answered(response):
        raise failure
    with complete(response.url):
        data = await response.body()
    check_size(len(data), step.max_file_bytes)
    content_type = (await response.header_value("content-type") or "").partition(";")[0].strip()
    return downloaded(unquote(urlsplit(response.url).path).rpartition("/")[2], data, content_type)
