"""The tabs of one attempt: which there are, and which one the actions work on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, Route

from store.retry import ErrorType
from worker.dialogs import Dialogs
from worker.failures import StepFailed
from worker.responses import Responses


class Tabs:
    """The tabs of a browser context, and what actions have set for all of them."""

    def __init__(self, page: Page, downloads: Path) -> None:
        self.context = page.context
        self.downloads = downloads
        """Where their browser writes what it downloads."""
        self.dialogs = Dialogs(self.context)
        self.blocked: list[tuple[str, Callable[[Route], Awaitable[None]]]] = []
        """The routes that keep the browser from loading something."""
        self.responses: Responses | None = None
        """Those that have come, in a job that waits for one."""
        self._opened = [page]
        """All of them in the order in which they were opened; closed ones too, so that numbers stay."""
        self._visited = [page]
        """The current one last, before it the one that was current before it, and so on."""
        self._aside: set[Page] = set()
        self._news = asyncio.Event()
        self.on_change: list[Callable[[], None]] = []
        """Told when a tab opens or closes, or another one becomes the current one."""
        self.context.on("page", self._note)
        page.on("close", self._tell)

    @property
    def current(self) -> Page:
        """The tab that actions work on. When it has closed itself, the one before it."""
        alive = (page for page in [*reversed(self._visited), *reversed(self._opened)] if not page.is_closed())
        return next(alive, self._visited[-1])

    @property
    def open(self) -> list[Page]:
        """Those that are, the current one first."""
        current = self.current
        return [one for one in dict.fromkeys([current, *reversed(self._opened)]) if not one.is_closed()]

    @property
    def numbered(self) -> dict[int, Page]:
        """Those that are open, by their numbers."""
        return {number: page for number, page in enumerate(self._opened) if not page.is_closed()}

    @property
    def count(self) -> int:
        """How many have been opened so far."""
        return len(self._opened)

    async def switch(self, number: int | None) -> Page:
        """Makes a tab the current one, as soon as it is there: by its number, or the newest other one.

        Raises StepFailed when it has been closed.
        """
        while (page := self._find(number)) is None:
            self._news.clear()
            await self._news.wait()
        if page.is_closed():
            raise StepFailed(ErrorType.ACTION_FAILED, f"tab {number} has been closed")
        self._visit(page)
        return page

    async def close(self) -> None:
        """Closes the current tab, and makes the one before it current. Raises StepFailed when it is the last."""
        page = self.current
        if all(one is page or one.is_closed() for one in self._opened):
            raise StepFailed(ErrorType.ACTION_FAILED, "this is the only tab: it closes with the job")
        await page.close()
        self._visit(self.current)

    @asynccontextmanager
    async def aside(self) -> AsyncIterator[Page]:
        """Lends a page that does not count as a tab."""
        page = await self.context.new_page()
        self._aside.add(page)
        self._opened = [one for one in self._opened if one is not page]
        self._tell()
        try:
            yield page
        finally:
            await page.close()

    def _find(self, number: int | None) -> Page | None:
        if number is None:
            current = self.current
            return next((one for one in reversed(self._opened) if one is not current and not one.is_closed()), None)
        return self._opened[number] if number < len(self._opened) else None

    def _visit(self, page: Page) -> None:
        self._visited = [*(one for one in self._visited if one is not page), page]
        self._tell()

    def _note(self, page: Page) -> None:
        if page not in self._aside:
            self._opened.append(page)
            self._news.set()
            page.on("close", self._tell)
            self._tell()

    def _tell(self, _: Page | None = None) -> None:
        for told in self.on_change:
            told()
