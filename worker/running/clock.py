"""The time of an attempt: the job's, and that of the step that runs. It stands still while the job does."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager, contextmanager
from typing import Any, Protocol

from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from store import metrics
from store.retry import ErrorType
from worker.failures import StepFailed
from worker.spans import NO_SPANS, AttemptSpans

OVERTIME_S = 1.0
"""How long a step may take past its time, so that Playwright's own timeout, which says more, comes first."""


class StandsStill(Protocol):
    """Something else that measures the time of a job."""

    def standing(self) -> AbstractContextManager[None]:
        """Does not count the time that passes meanwhile."""


class Clock:
    """Starts with the attempt."""

    def __init__(self, job_timeout_ms: int, action_count: int, spans: AttemptSpans = NO_SPANS) -> None:
        """`spans` has one for each step."""
        self._spans = spans
        self._stood_s = 0.0
        """How long it has stood still so far."""
        self._still_since: float | None = None
        self._started = self._now
        self._ends = self._started + job_timeout_ms / 1000
        self._action_count = action_count
        self._limits = [self._ends]
        """When what runs must end: the job, in it a group, in it another one or a step."""
        self._timeouts: list[asyncio.Timeout] = []
        """What ends from outside what does not end itself. The last one is that of the step, or of a part of it."""
        self.others: list[StandsStill] = []
        """What stands still with it."""
        self.step: dict[str, Any] = {}
        """The step that runs: the first thing to know when it fails."""
        self.has_hung = False
        """Whether a step did not end by itself."""

    @property
    def _now(self) -> float:
        """The time of the job, which has no beginning that means anything."""
        return (time.monotonic() if self._still_since is None else self._still_since) - self._stood_s

    @property
    def duration_ms(self) -> int:
        return round((self._now - self._started) * 1000)

    @property
    def left_s(self) -> float:
        """What is left of the job's time."""
        return self._ends - self._now

    @property
    def step_left_s(self) -> float:
        """What is left of the step's time; between steps, of that of what they are in."""
        return self._limits[-1] - self._now

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Stands still meanwhile: no limit comes nearer, and nothing is ended from outside."""
        if self._still_since is not None:
            raise RuntimeError("the clock stands still already")
        since = self._still_since = time.monotonic()
        held = [(one, one.when()) for one in self._timeouts if not one.expired()]
        for timeout, _ in held:
            timeout.reschedule(None)
        with ExitStack() as others:
            for other in self.others:
                others.enter_context(other.standing())
            try:
                yield
            finally:
                stood_s = time.monotonic() - since
                self._stood_s += stood_s
                self._still_since = None
                for timeout, when in held:
                    if not timeout.expired():
                        timeout.reschedule(None if when is None else when + stood_s)

    @asynccontextmanager
    async def limit(self, seconds: float | None) -> AsyncIterator[None]:
        """As asyncio.timeout, but for the time in which the job stands still."""
        async with asyncio.timeout(seconds) as timeout:
            self._timeouts.append(timeout)
            try:
                yield
            finally:
                self._timeouts.remove(timeout)

    def again(self, timeout_ms: int) -> None:
        """The step that runs is done again: the time of its own that it has begins anew."""
        ends = self._limits[-1]
        if not timeout_ms or len(self._limits) == 1:
            return
        self._limits[-1] = min(self._limits[-2], self._now + timeout_ms / 1000)
        timeout = self._timeouts[-1]
        if (when := timeout.when()) is not None and not timeout.expired():
            timeout.reschedule(when + self._limits[-1] - ends)

    @asynccontextmanager
    async def timed(
        self, step: dict[str, Any], timeout_ms: int = 0, *, is_group: bool = False
    ) -> AsyncIterator[dict[str, Any]]:
        """Runs a step within the job's time, or the time of its own that it has, and ends it from outside when it
        does not end itself. A group is not: the steps in it are, all within its time.

        Lends the data of its event, and adds how long it took.
        """
        started = self._now
        self.step = step
        ends = self._limits[-1]
        has_own_time = 0 < timeout_ms / 1000 < ends - started
        if has_own_time:
            ends = started + timeout_ms / 1000
        depth = len(self._limits)
        self._limits.append(ends)
        data = {**step, "actionCount": self._action_count}
        try:
            with self._spans.step(step):
                async with self.limit(None if is_group else ends - started + OVERTIME_S):
                    yield data
        except (TimeoutError, PlaywrightTimeoutError) as error:
            self.has_hung = self.has_hung or (not is_group and self._now >= self._limits[depth] + OVERTIME_S)
            if has_own_time:
                raise StepFailed(ErrorType.TIMEOUT, f"it took longer than its {timeout_ms} ms") from error
            raise
        finally:
            self._limits.pop()
            duration_s = self._now - started
            data["durationMs"] = round(duration_s * 1000)
            if step.get("action"):
                metrics.STEP_DURATION_S.labels(step["action"]).observe(duration_s)
