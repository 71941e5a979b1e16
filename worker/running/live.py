"""Where an attempt meets those who watch it: what the live view of a job is given."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Protocol

from playwright.async_api import Locator

from store.job import ClaimedJob, Json
from store.retry import ErrorType
from worker.browsers.guard import Watch
from worker.failures import StepFailed
from worker.page.files import downloaded, fitting, open_download
from worker.running.attempt import Attempt
from worker.running.concealment import Concealment
from worker.running.pausing import Pausing
from worker.secrets import Secrets
from worker.tabs import Tabs


class Watched(Protocol):
    """A job that can be watched."""

    def about_to(self, action: str, locator: Locator) -> None:
        """Says which element an action is about to act on."""


class Live(Protocol):
    """Lets the jobs of this process be watched."""

    def watching(
        self,
        job: ClaimedJob,
        tabs: Tabs,
        pausing: Pausing,
        *,
        watch: Watch,
        concealment: Concealment,
        secrets: Secrets,
        keep_download: Callable[[Path, str], Awaitable[str]],
        step: Callable[[], Json],
    ) -> AbstractAsyncContextManager[Watched]:
        """Lets the tabs of an attempt be watched as long as this is open."""


@asynccontextmanager
async def watched(live: Live | None, attempt: Attempt, tabs: Tabs, watch: Watch) -> AsyncIterator[None]:
    """Lets an attempt be watched. None: nobody can."""
    if live is None:
        yield
        return
    async with live.watching(
        attempt.job,
        tabs,
        attempt.pausing,
        watch=watch,
        concealment=attempt.concealment,
        secrets=attempt.secrets,
        keep_download=partial(_keep_download, attempt),
        step=lambda: attempt.clock.step,
    ) as job:
        attempt.about_to = job.about_to
        yield


async def _keep_download(attempt: Attempt, path: Path, name: str) -> str:
    """Keeps a file that a person has downloaded as an artifact of the job. Returns what that is called; raises
    StepFailed with words for the person, and LeaseLost.
    """
    try:
        data = await asyncio.to_thread(_read, attempt, path)
    except OSError:
        raise StepFailed(ErrorType.ACTION_FAILED, f"the file {name} is not there") from None
    artifact = await attempt.kept.keep(fitting(downloaded(name, data)))
    await attempt.record_kept(artifact)
    return artifact.name


def _read(attempt: Attempt, path: Path) -> bytes:
    with open_download(path) as file:
        attempt.kept.check_size(os.fstat(file.fileno()).st_size)
        return file.read()
