"""The rules of alerts: what is wrong enough that a person should look. docs/health.md says of each what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from store.health.components import Component
from store.health.looks import Sums
from store.health.minutes import HealthMinute

Severity = Literal["info", "warning", "critical"]

BUDGET: Final = 0.001
"""The part of all jobs that may fail through a fault of ours: of a thousand, 999 shall not."""
FAST_BURNS: Final = (("1h", "5m", 14.4), ("6h", "30m", 6.0))
"""A long window, a short one that shows that it still goes on, and how many times faster than it may the budget is
spent in both: at the first, two hundredths of a month's in an hour.
"""
SLOW_BURNS: Final = (("3d", "6h", 1.0),)
FAST_FAULTS, SLOW_FAULTS = 10, 10
"""How many faults there must be at least within the long window: with few jobs, one would be a great part of them."""
SHORT_FAULTS: Final = 2
"""The same within the short one."""

OLDEST_TARGETS: Final = 10
"""How many times its target a job may have waited."""
LATENCY_MS: Final = 250
LOST_WORKERS: Final = 2
LOST_RATIO: Final = 0.25
CRASHES, CRASH_RATIO = 5, 0.01
FAILING_BROWSERS_SCORE: Final = 50
OPEN_CIRCUITS: Final = 10
BEHIND_S: Final = 300
FAILED_JOBS, FAILED_RATIO = 20, 0.2
LEVELS: Final = ("full", "degraded", "minimal", "emergency")
"""As store.levels has them."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whether a rule holds."""

    holds: bool | None
    """None: nobody knows, and nothing changes."""
    value: float | None
    """What it compares."""
    summary: str
    """What is wrong, where it holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A rule, and how long it must hold, or not hold any more, until somebody is told."""

    name: str
    subject: str
    """What it is about: a component, or the service."""
    severity: Severity
    for_s: int
    """How long it holds before it fires."""
    keep_s: int
    """How long it goes on to fire when it has stopped to hold: so that what comes and goes is told once."""
    find: Callable[[HealthMinute], Found]


def _windows(minute: HealthMinute, name: str) -> Sums:
    return Sums(**minute.facts["windows"][name])


def _component(minute: HealthMinute, name: str) -> Component:
    return minute.components[name]


def _no_workers(minute: HealthMinute) -> Found:
    workers = minute.facts["workers"]
    return Found(workers == 0, workers, "no worker runs: jobs wait until one does")


def _workers_lost(minute: HealthMinute) -> Found:
    live, lost = minute.facts["workers"], minute.facts["lostWorkers"]
    holds = lost >= LOST_WORKERS or (lost > 0 and lost >= LOST_RATIO * (live + lost))
    return Found(holds, lost, f"{lost} of {live + lost} worker processes died within the last 15 minutes")


def _queue_wait(minute: HealthMinute) -> Found:
    wait_s, target_s = minute.facts["queueWaitS"], minute.facts["queueWaitTargetS"]
    return Found(
        wait_s > target_s, wait_s, f"jobs that start next have waited {wait_s:.0f} s; the target is {target_s:.0f} s"
    )


def _oldest_job(minute: HealthMinute) -> Found:
    wait_s, limit_s = minute.facts["oldestWaitS"], OLDEST_TARGETS * minute.facts["queueWaitTargetS"]
    return Found(wait_s > limit_s, wait_s, f"a job has waited {wait_s:.0f} s to be started, more than {limit_s:.0f} s")


def _burn(burns: tuple[tuple[str, str, float], ...], faults: int) -> Callable[[HealthMinute], Found]:
    def find(minute: HealthMinute) -> Found:
        holds, highest = False, 0.0
        for long, short, limit in burns:
            in_long, in_short = _windows(minute, long), _windows(minute, short)
            burn = min(in_long.fault_ratio, in_short.fault_ratio) / BUDGET
            enough = in_long.faults >= faults and in_short.faults >= SHORT_FAULTS
            holds = holds or (enough and burn >= limit)
            highest = max(highest, burn)
        window = _windows(minute, burns[0][0])
        return Found(
            holds,
            round(highest, 1),
            f"jobs fail through faults of ours {highest:.1f} times as often as they may: {window.faults} of "
            f"{window.ended} within {burns[0][0]}",
        )

    return find


def _browsers_failing(minute: HealthMinute) -> Found:
    component = _component(minute, "browsers")
    if component.score is None:
        return Found(None, None, component.reason)
    return Found(component.score < FAILING_BROWSERS_SCORE, component.score, component.reason)


def _browser_crashes(minute: HealthMinute) -> Found:
    window = _windows(minute, "15m")
    holds = window.crashes >= CRASHES and window.crashes >= CRASH_RATIO * (window.ended + window.crashes)
    return Found(holds, window.crashes, f"{window.crashes} attempts ended within 15 minutes as a browser crashed")


def _storage_failing(minute: HealthMinute) -> Found:
    component = _component(minute, "storage")
    if component.score is None:
        return Found(None, None, component.reason)
    return Found(component.score < 100, component.score, component.reason)  # noqa: PLR2004


def _database_slow(minute: HealthMinute) -> Found:
    latency_ms = minute.facts["latencyMs"]
    return Found(latency_ms > LATENCY_MS, latency_ms, f"the database takes {latency_ms:g} ms to answer")


def _circuits_open(minute: HealthMinute) -> Found:
    circuits = minute.facts["openCircuits"]
    return Found(circuits >= OPEN_CIRCUITS, circuits, f"{circuits} circuits are open: is it our own network?")


def _level_not_full(minute: HealthMinute) -> Found:
    level = minute.facts["serviceLevel"]
    return Found(level != LEVELS[0], LEVELS.index(level), f"the service level is {level}: some requests are refused")


def _webhooks_failing(minute: HealthMinute) -> Found:
    behind_s = minute.facts["webhooksBehindS"]
    return Found(behind_s > BEHIND_S, behind_s, f"a delivery that no receiver holds up is overdue for {behind_s:.0f} s")


def _dead_letters(minute: HealthMinute) -> Found:
    window = _windows(minute, "1h")
    holds = window.failed >= FAILED_JOBS and window.failed >= FAILED_RATIO * window.ended
    return Found(holds, window.failed, f"{window.failed} of {window.ended} jobs that ended within an hour have failed")


_MINUTE_S = 60

RULES: Final = (
    Rule(name="NoWorkers", subject="workers", severity="critical", for_s=_MINUTE_S, keep_s=_MINUTE_S, find=_no_workers),
    Rule(name="WorkersLost", subject="workers", severity="warning", for_s=0, keep_s=5 * _MINUTE_S, find=_workers_lost),
    Rule(
        name="QueueWaitHigh",
        subject="capacity",
        severity="warning",
        for_s=5 * _MINUTE_S,
        keep_s=5 * _MINUTE_S,
        find=_queue_wait,
    ),
    Rule(
        name="OldestJobTooOld",
        subject="capacity",
        severity="critical",
        for_s=5 * _MINUTE_S,
        keep_s=5 * _MINUTE_S,
        find=_oldest_job,
    ),
    Rule(
        name="ErrorBudgetBurnFast",
        subject="outcomes",
        severity="critical",
        for_s=0,
        keep_s=10 * _MINUTE_S,
        find=_burn(FAST_BURNS, FAST_FAULTS),
    ),
    Rule(
        name="ErrorBudgetBurnSlow",
        subject="outcomes",
        severity="warning",
        for_s=15 * _MINUTE_S,
        keep_s=60 * _MINUTE_S,
        find=_burn(SLOW_BURNS, SLOW_FAULTS),
    ),
    Rule(
        name="BrowsersFailing",
        subject="browsers",
        severity="critical",
        for_s=2 * _MINUTE_S,
        keep_s=2 * _MINUTE_S,
        find=_browsers_failing,
    ),
    Rule(
        name="BrowserCrashes",
        subject="browsers",
        severity="warning",
        for_s=0,
        keep_s=10 * _MINUTE_S,
        find=_browser_crashes,
    ),
    Rule(
        name="StorageFailing",
        subject="storage",
        severity="critical",
        for_s=2 * _MINUTE_S,
        keep_s=2 * _MINUTE_S,
        find=_storage_failing,
    ),
    Rule(
        name="DatabaseSlow",
        subject="database",
        severity="warning",
        for_s=3 * _MINUTE_S,
        keep_s=5 * _MINUTE_S,
        find=_database_slow,
    ),
    Rule(
        name="CircuitsOpenMany",
        subject="circuits",
        severity="warning",
        for_s=5 * _MINUTE_S,
        keep_s=5 * _MINUTE_S,
        find=_circuits_open,
    ),
    Rule(
        name="ServiceLevelNotFull",
        subject="service",
        severity="warning",
        for_s=5 * _MINUTE_S,
        keep_s=5 * _MINUTE_S,
        find=_level_not_full,
    ),
    Rule(
        name="WebhooksFailing",
        subject="webhooks",
        severity="warning",
        for_s=3 * _MINUTE_S,
        keep_s=5 * _MINUTE_S,
        find=_webhooks_failing,
    ),
    Rule(
        name="DeadLettersGrowing",
        subject="outcomes",
        severity="info",
        for_s=10 * _MINUTE_S,
        keep_s=30 * _MINUTE_S,
        find=_dead_letters,
    ),
)
