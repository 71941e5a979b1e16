"""What pages download while a person has control: it becomes an artifact of the job."""

import asyncio
from collections import deque

import structlog
from playwright.async_api import BrowserContext
from tabwright.v1.live_pb2 import AttachResponse

from store.errors import LeaseLost
from worker.failures import step_failure
from worker.live.around import Around
from worker.live.calls import Calls, quietly
from worker.live.deeds import Tell
from worker.page.arriving import taken
from worker.step import File
from worker.surface import Download

log = structlog.get_logger()

MAX_KEPT = 20
"""How many of one attempt become artifacts."""
MAX_AT_ONCE = 3
LIMIT_S = 600.0
MAX_NAME_CHARS = 200
MAX_TOLD = 100
"""How many of those that are not kept are told."""


class Downloads:
    """Those of one attempt. While nobody has control they are its actions', or nobody's where none takes any."""

    def __init__(self, context: BrowserContext, calls: Calls, tell: Tell, around: Around) -> None:
        self._calls = calls
        self._tell = tell
        self._around = around
        self._deeds = around.deeds
        self._kept = 0
        self._untold = 0
        self._at_once = asyncio.Semaphore(MAX_AT_ONCE)
        self._unwanted: deque[Download] = deque()
        self._cancelling: asyncio.Task[None] | None = None
        self.are_kept = False
        """Whether a person has control."""
        context.on("download", self._hear)

    def _hear(self, download: Download) -> None:
        if self.are_kept and self._kept < MAX_KEPT:
            self._kept += 1
            self._calls.begin(self._keep(download))
        elif self.are_kept or not self._deeds.downloads:
            if self.are_kept and self._untold < MAX_TOLD:
                self._untold += 1
                self._say(download, error=f"not kept: {MAX_KEPT} downloads of a job are")
            self._unwanted.append(download)
            if self._cancelling is None or self._cancelling.done():
                self._cancelling = self._calls.begin(self._cancel())

    async def _arrived(self, download: Download) -> File:
        return await taken(download, self._around.tabs.downloads, self._deeds.max_file_bytes)

    async def _cancel(self) -> None:
        while self._unwanted:
            await quietly(self._calls.ask(_let_go(self._unwanted.popleft())))

    async def _keep(self, download: Download) -> None:
        self._say(download)
        try:
            async with asyncio.timeout(LIMIT_S), self._at_once:
                name = await self._deeds.keep(await self._arrived(download))
        except LeaseLost:  # its task hears of that itself
            return
        except Exception as error:  # noqa: BLE001 - the person hears of it, whatever it is; the job goes on
            failure = step_failure(error)
            log.info("live.download_failed", error_type=failure.error_type.value)
            self._say(download, error=self._around.told(str(failure), MAX_NAME_CHARS))
            self._unwanted.append(download)
            await self._cancel()
        else:
            self._say(download, artifact=name)

    def _say(self, download: Download, *, artifact: str = "", error: str = "") -> None:
        told = AttachResponse()
        told.download.name = self._around.told(download.suggested_filename, MAX_NAME_CHARS)
        told.download.artifact, told.download.error = artifact, error
        self._tell(told)


async def _let_go(download: Download) -> None:
    """Leaves nothing of a download, whether it is whole already or not."""
    await download.cancel()
    await download.delete()
