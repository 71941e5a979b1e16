"""Where the API's service levels and fallback counts meet the store's."""

from collections.abc import Sequence

from tabwright.v1.fallback_service_pb2 import FallbackCounts, FallbackMetrics
from tabwright.v1.service_level_pb2 import (
    ServiceLevel,
    ServiceLevelChange,
    ServiceLevelOverride,
    ServiceLevelRules,
)

from server.convert.job import time
from store.fallbacks.counts import Kind, Totals, Tried
from store.levels.conditions import words
from store.levels.levels import REFUSES, Level
from store.levels.state import PastChange, Reading

DATABASE = "database"
"""The cause of emergency at a server that cannot reach its database."""


def service_level_message(
    level: Level, reading: Reading | None, changes: Sequence[PastChange], *, is_away: bool
) -> ServiceLevel:
    """The level that holds, with what was read last of the state, if anything was."""
    message = ServiceLevel(level=level.value, refuses=REFUSES[level], levels=map(_rules, Level), worker_ceiling=1)
    if reading is not None:
        state, forced = reading.state, reading.state.forced
        message.MergeFrom(
            ServiceLevel(
                since=time(state.told_at),
                cause=state.told_cause,
                reasons=state.reasons,
                measured_level=state.level.value,
                measured_at=time(state.judged_at),
                calm_since=time(state.calm_since),
                changes=map(_change, changes),
            )
        )
        message.worker_ceiling = state.ceiling(reading.now)
        if forced is not None and forced.until > reading.now:
            message.override.CopyFrom(
                ServiceLevelOverride(level=forced.level.value, until=time(forced.until), reason=forced.reason)
            )
    else:
        message.cause, message.measured_level = "measured", Level.FULL.value
    if is_away:
        message.cause = DATABASE
        message.ClearField("since")
        message.reasons.insert(0, "this server cannot reach its database")
    return message


def metrics_message(totals: Totals) -> FallbackMetrics:
    by_kind = {kind.value: _counts(totals, kind) for kind in Kind}
    return FallbackMetrics(
        since=time(totals.since),
        total=sum(one.total for one in by_kind.values()),
        answered=sum(one.answered for one in by_kind.values()),
        by_kind=by_kind,
    )


def _counts(totals: Totals, kind: Kind) -> FallbackCounts:
    answered, empty, failed = (totals.times.get((kind, tried), 0) for tried in Tried)
    return FallbackCounts(total=answered + empty + failed, answered=answered, empty=empty, failed=failed)


def _rules(level: Level) -> ServiceLevelRules:
    return ServiceLevelRules(level=level.value, conditions=words(level), refuses=REFUSES[level])


def _change(change: PastChange) -> ServiceLevelChange:
    return ServiceLevelChange(
        at=time(change.at),
        before=change.before.value,
        after=change.after.value,
        cause=change.cause,
        reasons=change.reasons,
    )
