"""`tabwright level` and `tabwright fallbacks`."""

from datetime import UTC, datetime, timedelta

import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from tabwright.v1.fallback_service_pb2 import FallbackCounts, FallbackMetrics
from tabwright.v1.service_level_pb2 import ServiceLevel, ServiceLevelChange, ServiceLevelOverride
from typer.testing import CliRunner, Result

from cli.__main__ import app
from cli.errors import ExitCode
from tests.fixtures.fake_server import FakeServer

UNTIL = Timestamp(seconds=1_800_000_000)
DEGRADED = ServiceLevel(
    level="degraded",
    cause="override",
    measured_level="full",
    refuses=["calls for more than 500 jobs"],
    worker_ceiling=0.75,
    override=ServiceLevelOverride(level="degraded", until=UNTIL, reason="the [storage] moves"),
    changes=[ServiceLevelChange(at=UNTIL, before="full", after="degraded", cause="override")],
)


def run(fake_server: FakeServer, *line: str) -> Result:
    return CliRunner().invoke(app, [*line, "--address", f"127.0.0.1:{fake_server.port}"])


def test_the_level_is_shown_with_why_it_holds_and_what_it_refuses(fake_server: FakeServer) -> None:
    fake_server.answers = [[DEGRADED]]
    shown = run(fake_server, "level").stdout
    for told in ("degraded until", "the [storage] moves", "calls for more than 500 jobs", "75%", "full to degraded"):
        assert told in shown
    fake_server.answers = [[ServiceLevel(level="full", cause="measured", measured_level="full", worker_ceiling=1)]]
    shown = run(fake_server, "level", "show").stdout
    assert "nothing" in shown
    assert "workers run" not in shown


@pytest.mark.parametrize(
    ("words", "duration_ms"),
    [(["--for", "10min"], 600_000), (["--for", "90s"], 90_000), (["--for", "1d"], 86_400_000)],
    ids=str,
)
def test_a_level_is_set_for_a_time(fake_server: FakeServer, words: list[str], duration_ms: int) -> None:
    fake_server.answers = [[DEGRADED]]
    done = run(fake_server, "level", "set", "degraded", *words, "--reason", "it moves")
    assert done.stdout.startswith("degraded until ")
    (name, request, _, _), *_ = fake_server.calls
    assert (name, request.level, request.duration_ms, request.reason) == (
        "SetServiceLevel",
        "degraded",
        duration_ms,
        "it moves",
    )


def test_a_level_is_set_until_a_time(fake_server: FakeServer) -> None:
    fake_server.answers = [[DEGRADED]]
    run(fake_server, "level", "set", "minimal", "--until", (datetime.now(UTC) + timedelta(hours=2)).isoformat())
    assert 7_000_000 < fake_server.calls[0][1].duration_ms <= 7_200_000


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "give either --for or --until: a level is not set without an end"),
        (["--for", "1h", "--until", "2030-01-01"], "give either --for or --until"),
        (["--until", "2020-01-01"], "--until must be a time to come"),
        (["--for", "2d"], "a level is set for a day at most"),
        (["--for", "soon"], "must be a time such as 30s, 10min or 2h"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_level_is_not_set_without_an_end(fake_server: FakeServer, words: list[str], told: str) -> None:
    refused = run(fake_server, "level", "set", "full", *words)
    assert refused.exit_code == ExitCode.USAGE
    assert told in refused.stderr
    assert not fake_server.calls


def test_what_was_set_is_ended_by_a_call_without_a_level(fake_server: FakeServer) -> None:
    fake_server.answers = [[ServiceLevel(level="full", worker_ceiling=1)]]
    assert run(fake_server, "level", "end").stdout == "full\n"
    assert not fake_server.calls[0][1].level


def test_fallbacks_are_counted_by_kind(fake_server: FakeServer) -> None:
    counts = FallbackCounts(total=7, answered=4, empty=2, failed=1)
    fake_server.answers = [[FallbackMetrics(total=7, answered=4, by_kind={"cached": counts})]]
    shown = run(fake_server, "fallbacks", "--hours", "48").stdout
    assert shown.splitlines()[-1].split() == ["cached", "7", "4", "2", "1"]
    assert fake_server.calls[0][1].hours == 48
