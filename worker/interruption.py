"""The end of a job from outside: something that it does may not go on."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from worker.failures import StepFailed


class Interruption:
    """Ends what a job does, with a failure; the first one counts."""

    def __init__(self) -> None:
        self.failure: StepFailed | None = None
        self._task: asyncio.Task[Any] | None = None

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
