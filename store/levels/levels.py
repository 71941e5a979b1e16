"""The levels, and what each refuses. What was taken on before goes on at all of them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from store import metrics
from store.errors import ServiceLevelRefused
from store.job import NewJob


class Level(StrEnum):
    """How much of what is asked for is taken on. Each refuses what those before it refuse, and more."""

    FULL = "full"
    DEGRADED = "degraded"
    MINIMAL = "minimal"
    EMERGENCY = "emergency"

    @property
    def depth(self) -> int:
        """0 is full."""
        return list(Level).index(self)

    @property
    def above(self) -> "Level":
        """The one that refuses less, by one step."""
        return list(Level)[max(0, self.depth - 1)]


PRIORITY = 50
"""From which priority on a job is important."""
MAX_BATCH = 500
"""How many jobs one call may ask for below full."""
RETRY_AFTER_S = {Level.DEGRADED: 30, Level.MINIMAL: 60, Level.EMERGENCY: 30}
"""When it is worth trying again: about as long as a level lasts at least."""
AWAY_RETRY_AFTER_S = 5
"""The same while the database cannot be reached, which mostly takes seconds."""
SPREAD = 0.5
"""How much longer than that a client may be told to wait, as a part of it: those that were refused together had better
not come back together.
"""

_DEAR = f"jobs below priority {PRIORITY} that record a video or a trace"
_LARGE = f"calls for more than {MAX_BATCH} jobs (batches, RetryJobs, ReplayDeadLetters)"
REFUSES: dict[Level, tuple[str, ...]] = {
    Level.FULL: (),
    Level.DEGRADED: (_DEAR, _LARGE),
    Level.MINIMAL: (
        f"new jobs, and jobs started again, below priority {PRIORITY}; their schedules wait",
        _LARGE,
    ),
    Level.EMERGENCY: ("all new jobs, and jobs started again; all schedules wait",),
}
"""In words, for people."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be asked for at a level."""

    level: Level
    is_away: bool = False
    """Whether the database cannot be reached, which is why."""

    @property
    def schedules_from(self) -> int | None:
        """From which priority on schedules make their jobs. None: none does."""
        match self.level:
            case Level.EMERGENCY:
                return None
            case Level.MINIMAL:
                return PRIORITY
        return 0

    def require_new(self, jobs: Sequence[NewJob]) -> None:
        """Raises ServiceLevelRefused where a call may not make these jobs."""
        self.require_count(len(jobs))
        self.require_priority(min((job.priority for job in jobs), default=PRIORITY))
        self.require_cheap(any_dear=any(job.priority < PRIORITY and _is_dear(job) for job in jobs))

    def require_count(self, jobs: int) -> None:
        """Raises ServiceLevelRefused where a call may not ask for so many jobs."""
        if self.level is Level.EMERGENCY:
            self._refuse("jobs", "no jobs are taken on")
        if self.level is not Level.FULL and jobs > MAX_BATCH:
            self._refuse("batch", f"a call may ask for {MAX_BATCH} jobs at most")

    def require_priority(self, lowest: int) -> None:
        """Raises ServiceLevelRefused where jobs down to this priority may not be taken on."""
        if self.level is Level.MINIMAL and lowest < PRIORITY:
            self._refuse("priority", f"only jobs with priority {PRIORITY} or more are taken on")

    def require_cheap(self, *, any_dear: bool) -> None:
        """Raises ServiceLevelRefused where jobs that are not important may record neither video nor trace."""
        if self.level is Level.DEGRADED and any_dear:
            self._refuse("record", f"jobs that record a video or a trace need priority {PRIORITY} or more")

    def _refuse(self, refused: str, why: str) -> None:
        retry_after_s = AWAY_RETRY_AFTER_S if self.is_away else RETRY_AFTER_S[self.level]
        spread_s = random.randint(0, round(retry_after_s * SPREAD))  # noqa: S311 - it keeps no secret
        metrics.REQUESTS_SHED.labels(self.level.value, refused).inc()
        raise ServiceLevelRefused(self.level.value, refused, why, retry_after_s=retry_after_s + spread_s)


def _is_dear(job: NewJob) -> bool:
    record = job.options.get("record", {})
    return bool(record.get("video") or record.get("trace"))
