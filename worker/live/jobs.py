"""The jobs of this process that can be watched."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID

from store.job import ClaimedJob, Json
from worker.browsers.guard import Watch
from worker.live.around import Around, Conceals, Pausing
from worker.live.casts import Load
from worker.live.control import Control
from worker.live.deeds import Deeds
from worker.live.live_job import LiveJob
from worker.secrets import Secrets
from worker.tabs import Tabs

REMEMBERED = 200
"""Of so many attempts that are over it is known."""


class LiveJobs:
    """Those that have a browser now."""

    def __init__(self) -> None:
        self._jobs: dict[tuple[UUID, int], LiveJob] = {}
        self._load = Load()
        self._news = asyncio.Event()
        self._over: deque[tuple[UUID, int]] = deque(maxlen=REMEMBERED)

    @asynccontextmanager
    async def watching(
        self,
        job: ClaimedJob,
        tabs: Tabs,
        pausing: Pausing,
        *,
        watch: Watch,
        concealment: Conceals,
        secrets: Secrets,
        deeds: Deeds,
        step: Callable[[], Json] = dict,
        look: Callable[[bool], None] = lambda _: None,
    ) -> AsyncIterator[LiveJob]:
        """Lets the tabs of an attempt be watched. `step` says which one runs: its `actionIndex` and `action`; `look` is
        told whether pictures are taken.
        """
        around = Around(
            job=job,
            tabs=tabs,
            pausing=pausing,
            watch=watch,
            concealment=concealment,
            secrets=secrets,
            deeds=deeds,
            step=step,
            look=look,
        )
        live = LiveJob(around, self._load)
        live.control = Control(live)
        key = job.lease.job_id, job.lease.lease_no
        telling = asyncio.create_task(live.run(), name="live")
        self._jobs[key] = live
        self._tell()
        try:
            yield live
        finally:
            del self._jobs[key]
            self._over.append(key)
            self._tell()
            telling.cancel()
            await live.close()

    def find(self, job_id: UUID, lease_no: int) -> LiveJob | None:
        """A job that has a browser here, under this lease."""
        return self._jobs.get((job_id, lease_no))

    def is_over(self, job_id: UUID, lease_no: int) -> bool:
        """Whether it has had a browser here, and has none any more: its attempt is about to be recorded."""
        return (job_id, lease_no) in self._over

    async def changed(self) -> None:
        """Waits until there is one more, or one less."""
        news = self._news
        await news.wait()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
