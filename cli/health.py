"""`tabwright health` and `tabwright alerts`: how well the service does, and what a person should look at."""

from enum import StrEnum
from typing import Annotated

import typer
from tabwright.v1.alert_pb2 import Alert
from tabwright.v1.alert_service_pb2 import ListAlertsRequest
from tabwright.v1.health_report_pb2 import HealthComponent, HealthReport, HealthTrend
from tabwright.v1.health_service_pb2 import GetHealthReportRequest
from tabwright.v1.setting_service_pb2 import ListSettingsRequest, ListSettingsResponse

from cli.api import Api, command
from cli.options import PageToken
from cli.output import status, when
from cli.text import escape

app = typer.Typer()


class State(StrEnum):
    """Where an alert stands."""

    PENDING = "pending"
    FIRING = "firing"
    RESOLVED = "resolved"


class Severity(StrEnum):
    """How soon somebody should look."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


@command(app, "health")
def health(api: Api) -> None:
    """Show how well the service does, with a reason for each part, and what to do about it."""
    report = api.client.health.GetHealthReport(GetHealthReportRequest())
    columns = ("part", "score", "15 min", "24 h", "why, and what to do")
    if not api.out.is_json:
        api.out.results.print(_head(report), soft_wrap=True)
    api.out.table(report, columns, [_row(one) for one in report.components], "Nothing is known.")


@command(app, "alerts")
def alerts(
    api: Api,
    *,
    state: Annotated[State | None, typer.Option(help="Only alerts in this state.", show_default="all")] = None,
    severity: Annotated[Severity | None, typer.Option(help="Only alerts of this severity.", show_default="all")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 20,
    page_token: PageToken = "",
) -> None:
    """List alerts, latest first. For administrators."""
    request = ListAlertsRequest(state=state or "", severity=severity or "", limit=limit, page_token=page_token)
    answer = api.client.alerts.ListAlerts(request)
    empty = "No alert matches." if state or severity else "There is no alert."
    columns = ("since", "state", "severity", "rule", "until", "what")
    api.out.table(answer, columns, [_alert(one) for one in answer.data], empty)


def _head(report: HealthReport) -> str:
    score = f", score {report.score}" if report.HasField("score") else ""
    measured = f" (measured {when(report, 'measured_at')})" if report.HasField("measured_at") else ""
    return f"{status(report.status)}{score}: {escape(report.reason)}{measured}"


def _row(one: HealthComponent) -> tuple[str, ...]:
    score = str(one.score) if one.HasField("score") else "?"
    trends = (_trend(one.last_15_minutes), _trend(one.last_24_hours))
    return one.name, score, *trends, escape(f"{one.reason}. {one.todo}".strip(". ") if one.todo else one.reason)


def _trend(trend: HealthTrend) -> str:
    return f"{trend.change:+g}" if trend.HasField("change") else "?"


def _alert(one: Alert) -> tuple[str, ...]:
    told = f"{one.summary} (not told while {one.inhibited_by} fires)" if one.inhibited_by else one.summary
    return (
        when(one, "started_at"),
        status(one.state),
        status(one.severity),
        one.rule,
        when(one, "resolved_at"),
        escape(told),
    )


@command(app, "settings")
def settings(
    api: Api,
    *,
    is_set: Annotated[bool, typer.Option("--set", help="Only those that are set.")] = False,
) -> None:
    """List the settings of the server that answers, as they are in effect. For administrators."""
    answer = api.client.settings.ListSettings(ListSettingsRequest())
    shown = [one for one in answer.data if one.is_set or not is_set]
    rows = [(one.name, escape(one.value), escape(one.default_value), "yes" if one.is_set else "") for one in shown]
    api.out.table(ListSettingsResponse(data=shown), ("name", "value", "default", "set"), rows, "Nothing is set.")
