"""The bare side: Chromium's own protocol over a pipe, and nothing around it. Nobody can be faster in these browsers.

It does for each screenshot what cannot be left out: a context, a page of the right size, the load event, the picture.
Its pictures are compressed for speed, as Tabwright's.
"""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

from playwright.async_api import Error as PlaywrightError

from benchmarks.contest import ScreenshotFailed
from benchmarks.plain import VIEWPORT
from worker.browsers.fast.connection import Connection
from worker.browsers.fast.driver import FastDriver
from worker.browsers.fast.launching import SWITCHES
from worker.processes.environment import minimal
from worker.processes.folder import Folder

TIMEOUT_S = 30.0
MAX_MESSAGE_BYTES = 2**26


class Bare:
    """The bare side of the contest."""

    def __init__(self, browsers: list[Connection], folder: Path) -> None:
        self._browsers = browsers
        self._folder = folder
        self._numbers = count()

    async def screenshot(self, lane: int, url: str) -> None:
        path = self._folder / f"{next(self._numbers)}.png"
        try:
            async with asyncio.timeout(TIMEOUT_S):
                path.write_bytes(await _picture(self._browsers[lane], url))
        except (PlaywrightError, TimeoutError) as error:
            raise ScreenshotFailed(f"bare CDP: {error!r}") from error


async def _picture(browser: Connection, url: str) -> bytes:
    """Takes a picture of a page in a context of its own."""
    context = await browser.root.send("Target.createBrowserContext", {"disposeOnDetach": True})
    try:
        target = await browser.root.send("Target.createTarget", {"url": "about:blank", **context})
        attached = await browser.root.send("Target.attachToTarget", {**target, "flatten": True})
        page = browser.session(attached["sessionId"])
        loaded = asyncio.get_running_loop().create_future()

        def done(_: dict[str, Any]) -> None:
            if not loaded.done():
                loaded.set_result(None)

        screen = {"width": VIEWPORT["width"], "height": VIEWPORT["height"], "deviceScaleFactor": 1, "mobile": False}
        page.on("Page.loadEventFired", done)
        await asyncio.gather(page.begin("Page.enable"), page.begin("Emulation.setDeviceMetricsOverride", screen))
        await page.send("Page.navigate", {"url": url})
        await loaded
        picture = await page.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
        return base64.b64decode(picture["data"])
    finally:
        await browser.root.send("Target.disposeBrowserContext", context)


@asynccontextmanager
async def bare_cdp(executable: str, *, lanes: int) -> AsyncIterator[Bare]:
    """Lends the bare side, with a warm browser for each screenshot in the making, without its sandbox, as the plain
    loop's.
    """
    folder = Folder()
    try:
        async with AsyncExitStack() as closing:
            drivers = []
            for lane in range(lanes):
                own = folder.path / f"browser-{lane}"
                own.mkdir()
                driver = await FastDriver.start(
                    [
                        *(executable, *SWITCHES, "--no-sandbox", f"--user-data-dir={own}"),
                        *("--remote-debugging-pipe", "--no-startup-window"),
                    ],
                    minimal(own),
                    own,
                    max_message_bytes=MAX_MESSAGE_BYTES,
                    on_death=lambda: None,
                )
                closing.push_async_callback(driver.stop)
                drivers.append(driver)
            yield Bare([driver.connection for driver in drivers], folder.path)
    finally:
        folder.remove()
