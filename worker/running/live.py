"""Where an attempt meets those who watch it: what the live view of a job is given."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Protocol

from playwright.async_api import Locator

from store.action_tree import walk
from store.job import ClaimedJob, Json
from store.retry import ErrorType
from worker.browsers.guard import Watch
from worker.failures import StepFailed
from worker.live.deeds import Deeds
from worker.page.files import fitting
from worker.running.attempt import Attempt
from worker.running.concealment import Concealment
from worker.running.pausing import Pausing
from worker.secrets import Secrets
from worker.step import File, Produced
from worker.tabs import Tabs

DOWNLOADING = frozenset({"collectUrls", "download"})
"""Actions for which the browser takes files: sitemaps may be packed."""


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
        deeds: Deeds,
        step: Callable[[], Json],
        look: Callable[[bool], None],
    ) -> AbstractAsyncContextManager[Watched]:
        """Lets the tabs of an attempt be watched as long as this is open."""


@asynccontextmanager
async def watched(
    live: Live | None, attempt: Attempt, tabs: Tabs, watch: Watch, look: Callable[[bool], None]
) -> AsyncIterator[None]:
    """Lets an attempt be watched. None: nobody can. `look` is told whether somebody does."""
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
        deeds=Deeds(
            keep=partial(_keep_download, attempt),
            note=lambda line: attempt.steps.note([attempt.concealment.text(line)]),
            control=attempt.steps.controlled,
            max_file_bytes=attempt.kept.max_bytes,
            downloads=takes_downloads(attempt.job),
        ),
        step=lambda: attempt.clock.step,
        look=look,
    ) as job:
        attempt.about_to = job.about_to
        yield


def takes_downloads(job: ClaimedJob) -> bool:
    """Whether actions of a job take what its browser downloads."""
    return any(action["action"] in DOWNLOADING for _, action in walk(job.actions))


async def _keep_download(attempt: Attempt, file: File) -> str:
    """Keeps a file that a person has downloaded as an artifact of the job, without what the job hides. Returns what it
    is called then; raises StepFailed with words for the person, and LeaseLost.
    """
    produced = await attempt.concealment.produced(Produced(file=file))
    if produced is None or produced.file is None:
        raise StepFailed(ErrorType.INTERNAL, f"the file {file.stem} is not there")
    artifact = await attempt.kept.keep(fitting(produced.file))
    await attempt.record_kept(artifact)
    return artifact.name
