"""How the level goes on from what is measured: down at once, up by one step after CALM_S of calm."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from store.levels.conditions import CONDITIONS, Measures
from store.levels.levels import Level
from store.queue.workers import CEILING_RATIO

CALM_S = 60
UNSEEN_S = 120
"""What has not been looked at for so long has not lasted: neither a condition nor a calm."""
MEASURED, OVERRIDE, EXPIRED = "measured", "override", "expired"
"""Why a level holds, or has changed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Forced:
    """A level that holds whatever is measured, for a time."""

    level: Level
    until: datetime
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """Where the service stands."""

    level: Level = Level.FULL
    """By what was measured alone."""
    ceiling_ratio: float = 1.0
    reasons: tuple[str, ...] = ()
    """Why it is not full, or is not to be."""
    conditions: Mapping[str, datetime] = field(default_factory=dict)
    """Those that are met, with since when."""
    calm_since: datetime | None = None
    judged_at: datetime | None = None
    forced: Forced | None = None
    told_level: Level = Level.FULL
    """The one that was told last, with when and why."""
    told_at: datetime | None = None
    told_cause: str = MEASURED
    revision: int = 0
    """0: there is none yet."""

    def holding(self, now: datetime) -> Level:
        """The level that holds."""
        return self.forced.level if self.forced is not None and self.forced.until > now else self.level

    def ceiling(self, now: datetime) -> float:
        """By what the number of jobs is multiplied that each worker runs at once."""
        if self.forced is None or self.forced.until <= now:
            return self.ceiling_ratio
        return CEILING_RATIO if self.forced.level in {Level.DEGRADED, Level.MINIMAL} else 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Another level holds."""

    before: Level
    after: Level
    cause: str
    reasons: tuple[str, ...]


def judged(state: State, measures: Measures) -> State:
    """The state after a look at what is measured."""
    now = measures.now
    if state.judged_at is not None and now - state.judged_at > timedelta(seconds=UNSEEN_S):
        state = replace(state, conditions={}, calm_since=None)
    told = {condition.name: text for condition in CONDITIONS if (text := condition.met(measures))}
    since = {name: state.conditions.get(name, now) for name in told}
    asking = [
        condition
        for condition in CONDITIONS
        if condition.name in since and now - since[condition.name] >= timedelta(seconds=condition.for_s)
    ]
    wanted = max((condition.level for condition in asking), key=lambda level: level.depth, default=Level.FULL)
    level, calm_since = _moved(state, wanted, now)
    eases = any(condition.eases_machines for condition in asking)
    return replace(
        state,
        level=level,
        # On the way up, machines are eased as before until they are full again.
        ceiling_ratio=CEILING_RATIO if eases else 1.0 if level is Level.FULL or asking else state.ceiling_ratio,
        reasons=tuple(told[condition.name] for condition in asking),
        conditions=since,
        calm_since=calm_since,
        judged_at=now,
    )


def _moved(state: State, wanted: Level, now: datetime) -> tuple[Level, datetime | None]:
    """The level, and since when less is asked for than it."""
    if wanted.depth >= state.level.depth:
        return wanted, None
    calm_since = state.calm_since or now
    if now - calm_since < timedelta(seconds=CALM_S):
        return state.level, calm_since
    above = state.level.above
    return above, now if above.depth > wanted.depth else None


def told(state: State, now: datetime) -> tuple[State, Change | None]:
    """The state without what has expired, in which the level that holds has been told, and what is to be told."""
    is_over = state.forced is not None and state.forced.until <= now
    state = replace(state, forced=None) if is_over else state
    after = state.holding(now)
    cause = OVERRIDE if state.forced is not None else EXPIRED if is_over else MEASURED
    if after is state.told_level:
        # An override of the same level is one all the same; what is told is when the level came.
        return replace(state, told_cause=MEASURED if cause == EXPIRED else cause), None
    reasons = (state.forced.reason,) if state.forced is not None and state.forced.reason else state.reasons
    change = Change(before=state.told_level, after=after, cause=cause, reasons=reasons)
    return replace(state, told_level=after, told_at=now, told_cause=MEASURED if cause == EXPIRED else cause), change
