"""The time of an attempt: the job's, and that of the step that runs."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from store.retry import ErrorType
from worker.failures import StepFailed

OVERTIME_S = 1.0
"""How long a step may take past its time, so that Playwright's own timeout, which says more, comes first."""


class Clock:
    """Starts with the attempt."""

    def __init__(self, job_timeout_ms: int, action_count: int) -> None:
        self._started = time.monotonic()
        self._ends = self._started + job_timeout_ms / 1000
        self._action_count = action_count
        self._step_ends = self._started
        self.step: dict[str, Any] = {}
        """The step that runs: the first thing to know when it fails."""
        self.has_hung = False
        """Whether a step did not end by itself."""

    @property
    def duration_ms(self) -> int:
        return round((time.monotonic() - self._started) * 1000)

    @property
    def left_s(self) -> float:
        """What is left of the job's time."""
        return self._ends - time.monotonic()

    @property
    def step_left_s(self) -> float:
        """What is left of the step's time."""
        return self._step_ends - time.monotonic()

    @asynccontextmanager
    async def timed(self, step: dict[str, Any], timeout_ms: int = 0) -> AsyncIterator[dict[str, Any]]:
        """Runs a step within the job's time, or the time of its own that it has, and ends it from outside when it
        does not end itself.

        Lends the data of its event, and adds how long it took.
        """
        started = time.monotonic()
        self.step = step
        self._step_ends = self._ends
        has_own_time = 0 < timeout_ms / 1000 < self.left_s
        if has_own_time:
            self._step_ends = started + timeout_ms / 1000
        data = {**step, "actionCount": self._action_count}
        try:
            async with asyncio.timeout(self._step_ends - started + OVERTIME_S):
                yield data
        except (TimeoutError, PlaywrightTimeoutError) as error:
            self.has_hung = self.has_hung or time.monotonic() >= self._step_ends + OVERTIME_S
            if has_own_time:
                raise StepFailed(ErrorType.TIMEOUT, f"it took longer than its {timeout_ms} ms") from error
            raise
        finally:
            data["durationMs"] = round((time.monotonic() - started) * 1000)
