"""The plain side: a Playwright loop with nothing around it.

It is the strongest simple variant: each lane has a warm browser to itself, which beats one browser with as
many contexts, and is what Tabwright's pool does. Each screenshot has a fresh context, because strangers
share no cookies.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from playwright.async_api import Browser, ViewportSize, async_playwright
from playwright.async_api import Error as PlaywrightError

from benchmarks.contest import ScreenshotFailed
from worker.browsers.engines import Engine
from worker.browsers.trial import try_engine
from worker.processes.environment import environment
from worker.processes.folder import Folder
from worker.settings import WorkerSettings

VIEWPORT = ViewportSize(width=1920, height=1080)
"""As browser type 1, Chromium, has it."""


class PlainLoop:
    """The plain side of the contest."""

    def __init__(self, engine: Engine, browsers: list[Browser], folder: Path) -> None:
        self._engine = engine
        self._browsers = browsers
        self._folder = folder
        self._numbers = count()

    @property
    def executable(self) -> str:
        """What the browsers run."""
        return self._engine.path

    @property
    def browser(self) -> str:
        """What the browsers are, for people."""
        build = Path(self._engine.executable).name if self._engine.executable else "Playwright's own"
        return f"Chromium {self._browsers[0].version}, {build}"

    async def screenshot(self, lane: int, url: str) -> None:
        path = self._folder / f"{next(self._numbers)}.png"
        try:
            async with await self._browsers[lane].new_context(viewport=VIEWPORT) as context:
                page = await context.new_page()
                await page.goto(url, wait_until="load")
                await page.screenshot(path=path)
        except PlaywrightError as error:
            raise ScreenshotFailed(f"plain loop: {error}") from error


@asynccontextmanager
async def plain_loop(*, lanes: int) -> AsyncIterator[PlainLoop]:
    """Lends the plain side: the worker's browser, launched as Playwright launches it when nothing else is said, without
    its sandbox.
    """
    folder = Folder()
    try:
        with environment(TMPDIR=str(folder.path)):  # browsers have their profiles there
            playwright = await async_playwright().start()
        try:
            engine, _ = await try_engine(WorkerSettings(), "chromium")
            browsers = [await playwright.chromium.launch(executable_path=engine.executable) for _ in range(lanes)]
            yield PlainLoop(engine, browsers, folder.path)
        finally:
            await playwright.stop()
    finally:
        folder.remove()
