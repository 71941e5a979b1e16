"""Keeps pictures back that show what the job hides: once a secret has been used, a picture is seen only after a look at
the page, begun after the picture was taken, has found nothing of it there.
"""

import asyncio
from collections.abc import Callable

import structlog
from playwright.async_api import Page

from worker.live.frames import Frame
from worker.live.within import within
from worker.page.covering import shows_hidden
from worker.secrets import Secrets

log = structlog.get_logger()

LOOK_S = 3.0
"""How long a page may take to be looked at; until then nothing of it is seen."""
AGAIN_S = 0.5
"""How soon a page is looked at again that shows something, though nothing moves on it."""


class Veil:
    """Of one job."""

    def __init__(
        self,
        secrets: Secrets,
        page: Callable[[int], Page | None],
        cleared: Callable[[Frame], None],
        told: Callable[[], None],
    ) -> None:
        """`cleared` is given each picture that may be seen; `told` is called when a tab is covered, or no longer."""
        self._secrets = secrets
        self._page = page
        self._cleared = cleared
        self._told = told
        self._newest: dict[int, Frame] = {}
        """The picture of each tab that waits to be looked at."""
        self._looking: dict[int, asyncio.Task[None]] = {}
        self.covered: set[int] = set()
        """The tabs that show something."""

    @property
    def is_needed(self) -> bool:
        return self._secrets.cover is not None

    def judge(self, frame: Frame) -> None:
        """Has a picture seen, as soon as it is known that it may be; unless a newer one comes first."""
        self._newest[frame.tab] = frame
        if frame.tab not in self._looking:
            self._looking[frame.tab] = asyncio.create_task(self._look(frame.tab), name="veil")

    def close(self) -> None:
        for task in self._looking.values():
            task.cancel()

    async def _look(self, tab: int) -> None:
        try:
            while (frame := self._newest.pop(tab, None)) is not None:
                is_shown = await self._is_shown(tab)
                if is_shown != (tab in self.covered):
                    self.covered ^= {tab}
                    self._told()
                if not is_shown:
                    self._cleared(frame)
                    continue
                await asyncio.sleep(AGAIN_S)
                self._newest.setdefault(tab, frame)
                if self._page(tab) is None:
                    return
        finally:
            self._looking.pop(tab, None)

    async def _is_shown(self, tab: int) -> bool:
        page, shows = self._page(tab), self._secrets.cover
        if page is None or shows is None:
            return False
        try:
            return await within(LOOK_S, shows_hidden(page, shows))
        except Exception as error:  # noqa: BLE001 - what cannot be looked at is not shown, whatever the reason
            log.debug("live.not_looked", error=type(error).__name__)
            return True
