"""Traces of jobs: contexts that are taken, and collectors that are not there."""

import sys

import pytest
import structlog

from store import trace_context
from store.environment import WrongSetting, read
from tests.ports import free_ports
from worker import exported_spans
from worker.app import _tracing
from worker.exported_spans import exported_tracing
from worker.settings import WorkerSettings
from worker.spans import NO_SPANS, Tracing

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
GOOD = f"00-{TRACE}-{SPAN}-01"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (GOOD, GOOD),
        (f"00-{TRACE}-{SPAN}-00", f"00-{TRACE}-{SPAN}-00"),
        (f"cc-{TRACE}-{SPAN}-01-what-a-later-version-adds", GOOD),
        (f"00-{TRACE}-{SPAN}-01-more", None),
        (f"ff-{TRACE}-{SPAN}-01", None),
        (f"00-{'0' * 32}-{SPAN}-01", None),
        (f"00-{TRACE}-{'0' * 16}-01", None),
        (GOOD.upper(), None),
        (f" {GOOD}", None),
        (f"{GOOD}\n", None),
        ("", None),
        (None, None),
    ],
    ids=str,
)
def test_only_what_the_standard_allows_is_a_trace_context(given: str | None, kept: str | None) -> None:
    found = trace_context.read(given)
    assert (found and found.text) == kept


def test_without_an_endpoint_nothing_of_opentelemetry_is_wanted() -> None:
    assert type(_tracing(None)) is Tracing
    with NO_SPANS.step({"action": "click"}):
        pass


def test_an_endpoint_without_the_extra_is_an_error_of_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "worker.exported_spans", None)
    with pytest.raises(WrongSetting, match=r"^OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317: traces need an extra "):
        _tracing("http://c:4317")


def test_an_endpoint_must_be_a_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")
    with pytest.raises(WrongSetting, match="must be like http://collector"):
        read(WorkerSettings)


async def test_spans_for_a_collector_that_is_not_there_are_lost_and_that_is_said_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (port,) = free_ports(1)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{port}")
    monkeypatch.setattr(exported_spans, "EXPORT_TIMEOUT_S", 0.1)
    monkeypatch.setattr(exported_spans, "STOP_S", 60)  # so that what is lost is known to be
    tracing = exported_tracing()
    tracer = tracing._provider.get_tracer("test")
    with structlog.testing.capture_logs() as logs:
        for _ in range(2 * exported_spans.QUEUED):
            tracer.start_span("one").end()
        await tracing.stop()
    assert [one["event"] for one in logs] == ["traces.lost"]
