"""The time of an attempt: the job's, and that of the step that runs."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from store import metrics
from store.retry import ErrorType
from worker.failures import StepFailed
from worker.spans import NO_SPANS, AttemptSpans

OVERTIME_S = 1.0
"""How long a step may take past its time, so that Playwright's own timeout, which says more, comes first."""


class Clock:
    """Starts with the attempt."""

    def __init__(self, job_timeout_ms: int, action_count: int, spans: AttemptSpans = NO_SPANS) -> None:
        """`spans` has one for each step."""
        self._spans = spans
        self._started = time.monotonic()
        self._ends = self._started + job_timeout_ms / 1000
        self._action_count = action_count
        self._limits = [self._ends]
        """When what runs must end: the job, in it a group, in it another one or a step."""
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
        """What is left of the step's time; between steps, of that of what they are in."""
        return self._limits[-1] - time.monotonic()

    @asynccontextmanager
    async def timed(
        self, step: dict[str, Any], timeout_ms: int = 0, *, is_group: bool = False
    ) -> AsyncIterator[dict[str, Any]]:
        """Runs a step within the job's time, or the time of its own that it has, and ends it from outside when it
        does not end itself. A group is not: the steps in it are, all within its time.

        Lends the data of its event, and adds how long it took.
        """
        started = time.monotonic()
        self.step = step
        ends = self._limits[-1]
        has_own_time = 0 < timeout_ms / 1000 < ends - started
        if has_own_time:
            ends = started + timeout_ms / 1000
        self._limits.append(ends)
        data = {**step, "actionCount": self._action_count}
        try:
            with self._spans.step(step):
                async with asyncio.timeout(None if is_group else ends - started + OVERTIME_S):
                    yield data
        except (TimeoutError, PlaywrightTimeoutError) as error:
            self.has_hung = self.has_hung or (not is_group and time.monotonic() >= ends + OVERTIME_S)
            if has_own_time:
                raise StepFailed(ErrorType.TIMEOUT, f"it took longer than its {timeout_ms} ms") from error
            raise
        finally:
            self._limits.pop()
            duration_s = time.monotonic() - started
            data["durationMs"] = round(duration_s * 1000)
            if step.get("action"):
                metrics.STEP_DURATION_S.labels(step["action"]).observe(duration_s)
