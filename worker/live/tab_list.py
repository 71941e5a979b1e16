"""What viewers see of a job's tabs beside pictures: numbers, addresses, titles."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from weakref import WeakKeyDictionary, WeakSet

from playwright.async_api import Frame, Page
from tabwright.v1.live_pb2 import LiveTab

from worker.live.within import within
from worker.tabs import Tabs

TITLE_S = 1.0
"""How long a page may take to say its title."""
MAX_URL = 2000
MAX_TITLE = 300


class TabList:
    """The tabs of a job that is looked at."""

    def __init__(self, tabs: Tabs, conceal: Callable[[str], str], changed: Callable[[], None]) -> None:
        """`conceal` takes out of a text what the job hides; `changed` is told when there is something new to read."""
        self._tabs = tabs
        self._conceal = conceal
        self._changed = changed
        self._titles: WeakKeyDictionary[Page, str] = WeakKeyDictionary()
        self._openers: WeakKeyDictionary[Page, Page] = WeakKeyDictionary()
        self._loading: WeakSet[Page] = WeakSet()
        self._known: WeakSet[Page] = WeakSet()

    async def read(self) -> list[LiveTab]:
        """All that are open, as they are now."""
        numbered = self._tabs.numbered
        await asyncio.gather(*(self._look(page) for page in numbered.values()))
        return [self._tab(number, page, numbered) for number, page in numbered.items()]

    def forget(self) -> None:
        """Nobody looks any more: hears of no page."""
        for page in list(self._known):
            page.remove_listener("framenavigated", self._navigated)
            page.remove_listener("load", self._loaded)
            page.remove_listener("domcontentloaded", self._named)
        self._known.clear()

    def _tab(self, number: int, page: Page, numbered: dict[int, Page]) -> LiveTab:
        opener = self._openers.get(page)
        tab = LiveTab(
            number=number,
            url=self._conceal(page.url)[:MAX_URL],
            title=self._conceal(self._titles.get(page, ""))[:MAX_TITLE],
            loading=page in self._loading,
        )
        tab.ClearField("opener")
        for other, candidate in numbered.items():
            if candidate is opener:
                tab.opener = other
        return tab

    async def _look(self, page: Page) -> None:
        with suppress(Exception):  # it hangs, has gone on, or is gone; a dead driver says so with bare Exceptions
            if page not in self._known:
                self._known.add(page)
                page.on("framenavigated", self._navigated)
                page.on("load", self._loaded)
                page.on("domcontentloaded", self._named)
                if (opener := await within(TITLE_S, page.opener())) is not None:
                    self._openers[page] = opener
            title = await within(TITLE_S, page.title())
            # Playwright has no title for a page that shows a dialog, and says so with an empty one.
            self._titles[page] = title or self._titles.get(page, "")

    def _navigated(self, frame: Frame) -> None:
        if frame.parent_frame is None:
            self._loading.add(frame.page)
            self._titles.pop(frame.page, None)
            self._changed()

    def _loaded(self, page: Page) -> None:
        self._loading.discard(page)
        self._changed()

    def _named(self, _: Page) -> None:
        self._changed()
