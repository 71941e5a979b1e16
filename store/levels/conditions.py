"""What brings a level about: conditions on what is measured, in one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from store.levels.levels import Level


@dataclass(frozen=True, kw_only=True, slots=True)
class Measures:
    """What is known of the service at a moment."""

    now: datetime
    """By the database's clock, as all times here."""
    workers: int
    """Worker processes that live."""
    lost_workers: int = 0
    """Those that have disappeared without leaving, and were not forgotten yet."""
    failing_storage: int = 0
    """Workers that could not store their last file."""
    score: int | None = None
    """The health score, 0 to 100. None: not known, or too old."""
    components: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """The health of the parts, 0 to 100 with the reason."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """Asks for a level once it has been met for a time."""

    name: str
    level: Level
    for_s: int
    words: str
    """What it is, for people."""
    met: Callable[[Measures], str]
    """What was measured, in words, where it is met; else nothing."""
    eases_machines: bool = False
    """Whether it helps when workers run fewer jobs at once. Not where jobs wait: then it makes it worse."""


MINUTES_S = 90
"""How long what health says has to last: it is found out once a minute, and its first minute may be one in which
workers were still starting.
"""
PARTS = ("database", "workers", "capacity", "outcomes", "browsers", "storage")
"""The parts of the service that fewer jobs help. Receivers of webhooks and sites are none."""
_MACHINES = ("workers", "outcomes", "browsers")
LOW_SCORE, BAD_SCORE, LOW_PART, BAD_CAPACITY = 80, 50, 50, 20


def _score_below(bound: int) -> Callable[[Measures], str]:
    def met(measures: Measures) -> str:
        score = measures.score if measures.workers else None
        return f"the health score is {score}, below {bound}" if score is not None and score < bound else ""

    return met


def _part_below(name: str, bound: int) -> Callable[[Measures], str]:
    def met(measures: Measures) -> str:
        score, reason = measures.components.get(name, (100, ""))
        return f"{name} is at {score}, below {bound}: {reason}" if score < bound and measures.workers else ""

    return met


def _no_worker(measures: Measures) -> str:
    lost = measures.lost_workers
    return f"no worker lives, and {lost} have disappeared" if not measures.workers and lost else ""


def _no_storage(measures: Measures) -> str:
    failing = measures.failing_storage
    told = f"{failing} of {measures.workers} workers cannot store files"
    return told if failing and failing * 2 >= measures.workers else ""


CONDITIONS = (
    Condition(
        name="no_worker",
        level=Level.EMERGENCY,
        for_s=60,
        words="all workers have disappeared (not: were stopped) for more than 60 s",
        met=_no_worker,
    ),
    Condition(
        name="no_storage",
        level=Level.EMERGENCY,
        for_s=300,
        words="half of the workers cannot store files for more than 5 minutes",
        met=_no_storage,
    ),
    Condition(
        name="bad_score",
        level=Level.MINIMAL,
        for_s=MINUTES_S,
        words=f"the health score is below {BAD_SCORE}",
        met=_score_below(BAD_SCORE),
    ),
    Condition(
        name="bad_capacity",
        level=Level.MINIMAL,
        for_s=MINUTES_S,
        words=f"the health of capacity (how long jobs wait) is below {BAD_CAPACITY}",
        met=_part_below("capacity", BAD_CAPACITY),
    ),
    Condition(
        name="low_score",
        level=Level.DEGRADED,
        for_s=MINUTES_S,
        words=f"the health score is below {LOW_SCORE}",
        met=_score_below(LOW_SCORE),
    ),
    *(
        Condition(
            name=f"low_{part}",
            level=Level.DEGRADED,
            for_s=MINUTES_S,
            words=f"the health of {part} is below {LOW_PART}",
            met=_part_below(part, LOW_PART),
            eases_machines=part in _MACHINES,
        )
        for part in PARTS
    ),
)


def words(level: Level) -> list[str]:
    """What brings a level about, for people."""
    told = [condition.words for condition in CONDITIONS if condition.level is level]
    if level is Level.EMERGENCY:
        told.insert(0, "a server cannot reach its database: at once, at that server, until it can")
    return told
