"""`tabwright level` and `tabwright fallbacks`: what the service takes on, and how often fallbacks have answered."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer
from tabwright.v1.fallback_service_pb2 import (
    FallbackCounts,
    GetFallbackMetricsRequest,
    GetServiceLevelRequest,
    SetServiceLevelRequest,
)
from tabwright.v1.service_level_pb2 import ServiceLevel, ServiceLevelChange

from cli.api import Api, command, group
from cli.errors import CommandError, ExitCode
from cli.options import duration_ms, moment
from cli.output import status, when
from cli.text import escape

app = group("Show and set how much of what is asked for the service takes on. Without a command: show.", alone="show")
fallbacks = typer.Typer()

_CHANGES = 5
_MIN_MS, _MAX_MS = 1000, 86_400_000


class Level(StrEnum):
    """How much the service takes on; each refuses what those before it refuse, and more."""

    FULL = "full"
    DEGRADED = "degraded"
    MINIMAL = "minimal"
    EMERGENCY = "emergency"


@command(app, "show")
def show_level(api: Api) -> None:
    """Show the level that holds, why, and what it refuses."""
    one = api.client.fallbacks.GetServiceLevel(GetServiceLevelRequest())
    forced = one.override
    named = f"{status(forced.level)} until {when(forced, 'until')}{f': {escape(forced.reason)}' * bool(forced.reason)}"
    facts = [
        ("level", status(one.level)),
        ("since", when(one, "since")),
        ("cause", escape(one.cause)),
        ("reasons", escape("; ".join(one.reasons))),
        ("set by hand", named if one.HasField("override") else ""),
        ("as measured", status(one.measured_level)),
        ("measured at", when(one, "measured_at")),
        ("calm since", when(one, "calm_since")),
        ("refuses", escape("; ".join(one.refuses)) or "nothing"),
        ("workers run", "" if one.worker_ceiling == 1 else f"{one.worker_ceiling:.0%} of their jobs at once"),
        ("latest changes", "\n".join(_change(change) for change in one.changes[:_CHANGES])),
    ]
    api.out.record(one, facts)


@command(app, "set")
def set_level(
    api: Api,
    level: Annotated[Level, typer.Argument(help="The level.", show_default=False)],
    *,
    lasting: Annotated[
        int | None,
        typer.Option("--for", help="How long, such as 30s, 10min or 2h.", parser=duration_ms, metavar="TIME"),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(help="Until when, instead of --for.", parser=moment, metavar="TIME")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why, for people.", show_default="none")] = "",
) -> None:
    """Have a level hold until a time, whatever is measured. For administrators."""
    if (lasting is None) == (until is None):
        raise CommandError("give either --for or --until: a level is not set without an end", ExitCode.USAGE)
    if until is not None:
        lasting = round((until - datetime.now(UTC)).total_seconds() * 1000)
        if lasting < _MIN_MS:
            raise CommandError("--until must be a time to come", ExitCode.USAGE)
    if lasting is not None and lasting > _MAX_MS:
        raise CommandError("a level is set for a day at most", ExitCode.USAGE)
    request = SetServiceLevelRequest(level=level.value, duration_ms=lasting, reason=reason)
    _tell(api, api.client.fallbacks.SetServiceLevel(request))


@command(app, "end")
def end_level(api: Api) -> None:
    """End what was set: the level is as measured again. For administrators."""
    _tell(api, api.client.fallbacks.SetServiceLevel(SetServiceLevelRequest()))


@command(fallbacks, "fallbacks")
def count_fallbacks(
    api: Api, *, hours: Annotated[int, typer.Option(min=1, max=336, help="Of how many past hours.")] = 24
) -> None:
    """Count how often fallbacks were tried, and answered: of your jobs, for administrators of all."""
    answer = api.client.fallbacks.GetFallbackMetrics(GetFallbackMetricsRequest(hours=hours))
    rows = [_row(kind, answer.by_kind[kind]) for kind in sorted(answer.by_kind)]
    api.out.table(answer, ("fallback", "tried", "answered", "nothing to answer", "failed"), rows, "None was tried.")


def _tell(api: Api, one: ServiceLevel) -> None:
    until = f" until {when(one.override, 'until')}" if one.HasField("override") else ""
    api.out.done(one, f"{status(one.level)}{until}")


def _change(change: ServiceLevelChange) -> str:
    why = f": {escape('; '.join(change.reasons))}" if change.reasons else ""
    return f"{when(change, 'at')} {change.before} to {status(change.after)}, {escape(change.cause)}{why}"


def _row(kind: str, counts: FallbackCounts) -> tuple[str, ...]:
    return kind, str(counts.total), str(counts.answered), str(counts.empty), str(counts.failed)
