"""The jobs that this process runs, one per slot, and one more in the reserve."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto

from store import metrics
from store.job import ClaimedJob, Lease
from worker.running.pausing import Pausing


class Stop(Enum):
    """Why a job that runs shall end before its time."""

    CANCELLED = auto()
    """Its client wants no more of it."""
    LEASE_LOST = auto()
    """It is no longer ours: nothing may be written."""
    DRAINED = auto()
    """This worker stops; another one shall run it."""
    SQUEEZED_OUT = auto()
    """There is no memory for it any more; it shall run again later, or elsewhere."""


@dataclass(eq=False, slots=True)
class RunningJob:
    """A job in a slot."""

    job: ClaimedJob
    task: asyncio.Task[None] | None = None
    stopped: Stop | None = None
    finishing: bool = False
    """Its attempt has ended and is being recorded: too late to stop it."""
    has_acted: Callable[[], bool] = lambda: False
    """Whether it has done something that must not be done twice, or may be about to."""
    most_held: Callable[[], int] = lambda: 1
    """How many jobs of this process may stand still at once."""
    pausing: Pausing | None = None
    """Whether it stands still, once it has begun."""

    @property
    def is_still(self) -> bool:
        """Whether it stands still, so that a person can act in it."""
        return self.pausing is not None and self.pausing.is_still

    @property
    def can_be_repeated(self) -> bool:
        """Whether nothing is lost but time when it is stopped and runs again."""
        return self.stopped is None and not self.finishing and not self.has_acted()

    def stop(self, reason: Stop) -> None:
        """Interrupts the job, once. What it does then depends on the reason."""
        if self.stopped is None and not self.finishing and self.task is not None:
            self.stopped = reason
            self.task.cancel()


class Slots:
    """The slots of this process. There is one more than it fills, the reserve for a client that runs nothing: any one
    that is free while as many as it fills are not.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        """How many it fills at most."""
        self.limit: Callable[[], int] = lambda: count
        """How many it fills now."""
        self.has_room: Callable[[], bool] = lambda: True
        """Whether the machine bears one more job than runs, whatever the limit is."""
        self.idle = asyncio.Event()
        """Set while no job runs."""
        self.idle.set()
        self.claims_begun = 0
        self.claims_ended = 0
        """Of the claims, which come one after another. What an ended one has got, is in its slots."""
        self._running: dict[int, RunningJob] = {}

    @contextmanager
    def claiming(self) -> Iterator[None]:
        """A claim is under way: there may be leases that we do not know of yet."""
        self.claims_begun += 1
        try:
            yield
        finally:
            self.claims_ended = self.claims_begun

    def show_in_metrics(self) -> None:
        """Has the metrics say how many are used."""
        metrics.WORKER_SLOTS.labels("used").set_function(lambda: len(self._running))
        metrics.WORKER_SLOTS.labels("free").set_function(lambda: len(self.free()))
        metrics.WORKER_SLOTS.labels("held").set_function(
            lambda: max(0, self.count - max(self.limit(), len(self._running)))
        )
        metrics.WORKER_SLOTS_LIMIT.set_function(lambda: float(self.limit()))

    def free(self) -> list[int]:
        """The numbers, from 1, of the slots that any client's jobs may have now."""
        return self._unused()[: max(0, self.limit() - len(self._running))]

    def spare(self) -> int | None:
        """The number of a slot for one more, while the reserve is not taken and there is room for it."""
        is_open = len(self._running) <= self.limit() and self.has_room()
        return next(iter(self._unused()), None) if is_open else None

    def running(self) -> list[RunningJob]:
        return list(self._running.values())

    def leases(self) -> frozenset[Lease]:
        return frozenset(one.job.lease for one in self._running.values())

    def take(self, running: RunningJob) -> None:
        self._running[running.job.slot_no] = running
        self.idle.clear()

    def release(self, running: RunningJob) -> None:
        del self._running[running.job.slot_no]
        if not self._running:
            self.idle.set()

    def _unused(self) -> list[int]:
        return [number for number in range(1, self.count + 2) if number not in self._running]

    def stop_all(self, reason: Stop) -> None:
        for running in self.running():
            running.stop(reason)
