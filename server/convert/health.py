"""Where the API's messages of health and alerts and the store's domain meet."""

from collections.abc import Mapping
from typing import Final

from google.protobuf.json_format import ParseDict
from tabwright.v1.alert_pb2 import Alert as AlertMessage
from tabwright.v1.health_report_pb2 import HealthComponent, HealthReport, HealthTrend

from server.convert.job import time
from store.health.alerts import Alert
from store.health.components import CRITICAL, WEIGHTS, Component, away, overall
from store.health.minutes import HealthMinute
from store.health.trends import NO_TREND, SCORE, Trend, Trends
from store.job import Json

RUNBOOK_URL: Final = "https://github.com/tabwright/tabwright/blob/main/docs/health.md#{anchor}"
OK_SCORE, DEGRADED_SCORE = 80, 50
FACTS: Final = (
    "latencyMs",
    "workers",
    "lostWorkers",
    "slots",
    "busy",
    "queueWaitS",
    "oldestWaitS",
    "queueWaitTargetS",
    "webhooksBehindS",
    "openCircuits",
)
_WINDOWS: Final = ("15m", "1h", "6h", "3d")
_COUNTS: Final = {"ended": "jobsEnded", "failed": "jobsFailed", "faults": "faults", "crashes": "browserCrashes"}


def report_message(minute: HealthMinute | None, trends: Trends, *, is_away: bool) -> HealthReport:
    """What was measured last, as far as it says something of now."""
    is_known = minute is not None and not minute.is_stale and not is_away
    components = _components(minute, is_away=is_away)
    score = overall(components)
    return HealthReport(
        status=_status(score),
        score=score,
        reason=_reason(components),
        measured_at=time(minute.at if minute else None),
        components=[_component(name, component, trends) for name, component in components.items()],
        last_15_minutes=_trend(trends, SCORE, "15m"),
        last_24_hours=_trend(trends, SCORE, "24h"),
        facts=_facts(minute.facts) if minute is not None and is_known else {},
    )


def alert_message(alert: Alert) -> AlertMessage:
    return AlertMessage(
        id=str(alert.id),
        rule=alert.rule,
        subject=alert.subject,
        severity=alert.severity,
        state=alert.state,
        value=alert.value,
        summary=alert.summary,
        runbook_url=_runbook_url(alert.rule),
        started_at=time(alert.started_at),
        fired_at=time(alert.fired_at),
        resolved_at=time(alert.resolved_at),
        inhibited_by=alert.inhibited_by,
    )


def stored_alert(columns: Json) -> AlertMessage:
    """The same of an alert as a delivery has it: the columns have the names of the message's fields."""
    message = ParseDict(dict(columns), AlertMessage(), ignore_unknown_fields=True)
    message.runbook_url = _runbook_url(message.rule)
    return message


def _components(minute: HealthMinute | None, *, is_away: bool) -> Mapping[str, Component]:
    if is_away:
        return away("it does not answer")
    if minute is None:
        return dict.fromkeys(WEIGHTS, Component(None, "unknown: nothing has been measured yet"))
    if minute.is_stale:
        since = f"{minute.at:%Y-%m-%d %H:%M:%S} UTC"
        return dict.fromkeys(WEIGHTS, Component(None, f"unknown: nothing has been measured since {since}"))
    return {name: minute.components.get(name, Component(None, "unknown")) for name in WEIGHTS}


def _status(score: int | None) -> str:
    if score is None:
        return "unknown"
    if score >= OK_SCORE:
        return "ok"
    return "degraded" if score >= DEGRADED_SCORE else "error"


def _reason(components: Mapping[str, Component]) -> str:
    """The worst of those that count: a critical one, should there be two."""
    known = [
        (component.score, name not in CRITICAL, name)
        for name, component in components.items()
        if component.score is not None and WEIGHTS[name]
    ]
    if not known:
        return next(iter(components.values())).reason
    score, _, name = min(known)
    if score == 100:  # noqa: PLR2004
        return "everything that is known is well"
    return f"{name}: {components[name].reason}"


def _component(name: str, component: Component, trends: Trends) -> HealthComponent:
    return HealthComponent(
        name=name,
        score=component.score,
        reason=component.reason,
        todo=component.todo,
        is_critical=name in CRITICAL,
        weight=WEIGHTS[name],
        last_15_minutes=_trend(trends, name, "15m"),
        last_24_hours=_trend(trends, name, "24h"),
    )


def _trend(trends: Trends, name: str, window: str) -> HealthTrend:
    trend: Trend = trends.get(name, {}).get(window, NO_TREND)
    return HealthTrend(
        direction=trend.direction,
        change=trend.change,
        average=trend.average,
        lowest=trend.lowest,
        minutes=trend.minutes,
    )


def _facts(stored: Json) -> dict[str, float]:
    facts = {name: stored[name] for name in FACTS if stored.get(name) is not None}
    windows: Json = stored["windows"]
    counts = {f"{shown}{window}": windows[window][count] for window in _WINDOWS for count, shown in _COUNTS.items()}
    return {name: float(value) for name, value in (facts | counts).items()}


def _runbook_url(rule: str) -> str:
    return RUNBOOK_URL.format(anchor=rule.lower())
