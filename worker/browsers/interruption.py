"""The end of a job from outside: something that it does may not go on."""

import asyncio
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from worker.failures import StepFailed


class Interruption:
    """Ends what a job does, with a failure; the first one counts."""

    def __init__(self, time_s: float = math.inf) -> None:
        """`time_s`: after how long the job has ended by itself, unless its browser keeps it from that."""
        self.failure: StepFailed | None = None
        self.has_hung = False
        """Whether the job has made its browser hang: it is not to be lent again."""
        self._ends_at = time.monotonic() + time_s
        self._stands_still = False
        self._task: asyncio.Task[Any] | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether the job still runs though its time is long over."""
        return self._task is not None and not self._stands_still and time.monotonic() > self._ends_at

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Does not count the time that passes meanwhile."""
        since = time.monotonic()
        self._stands_still = True
        try:
            yield
        finally:
            self._stands_still = False
            self._ends_at += time.monotonic() - since

    def end(self, failure: StepFailed) -> None:
        """The job's task runs no further, not even to take what has just come from the page."""
        if self.failure is None:
            self.failure = failure
            if self._task is not None:
                self._task.cancel()

    @contextmanager
    def enforced(self) -> Iterator[None]:
        """Ends what runs inside when the job is ended, and raises its failure in place of whatever that causes."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("an interruption needs a task to end")
        self._task, before = task, task.cancelling()
        try:
            yield
        except BaseException:
            if self.failure is None or task.uncancel() > before:  # somebody else ends it too, and comes first
                raise
            raise self.failure from None
        finally:
            self._task = None
