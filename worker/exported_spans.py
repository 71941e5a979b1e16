"""Traces: a span for each attempt at a job, and in it one for each step, sent to a collector of OpenTelemetry.

The span of an attempt begins a trace of its own, with a link to the span of whoever has created the job: that one has
ended long since, and a job may have several attempts. Spans have neither URLs nor anything that a page shows: names of
actions, ids, and kinds of failures.

What this imports is an extra: it is loaded only where a collector is set.
"""

import asyncio
import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

import structlog
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import Link, Span, SpanContext, SpanKind, StatusCode, TraceFlags, Tracer, set_span_in_context

from store import trace_context
from store.job import ClaimedJob
from worker.failures import step_failure
from worker.spans import AttemptSpans, Tracing

log = structlog.get_logger()

SERVICE = "tabwright-worker"
"""What it is called where OTEL_SERVICE_NAME does not say it."""
EXPORT_TIMEOUT_S = 5.0
"""How long a collector may take to accept spans. Those that it does not are lost."""
EXPORT_INTERVAL_S = 2.0
QUEUED = 2048
"""How many spans wait for it at most; further ones are lost."""
STOP_S = 2.0
"""How long a worker that stops waits for the last spans to be sent."""
MAX_STEPS = 500
"""How many steps of an attempt have spans."""


class ExportedTracing(Tracing):
    """Spans that a provider makes, and sends."""

    def __init__(self, provider: TracerProvider) -> None:
        self._provider = provider
        self._tracer = provider.get_tracer("tabwright", version("tabwright"))

    @contextmanager
    def attempt(self, job: ClaimedJob) -> Iterator[AttemptSpans]:
        span = self._tracer.start_span(
            "tabwright.attempt",
            Context(),  # a trace of its own
            SpanKind.CONSUMER,
            attributes={
                "tabwright.job_id": str(job.lease.job_id),
                "tabwright.attempt": job.lease.lease_no,
                "tabwright.browser_type_id": job.browser_type_id,
            },
            links=_links(job),
        )
        try:
            yield _ExportedSpans(self._tracer, span)
        finally:
            span.end()

    async def stop(self) -> None:
        """Sends what is left, for STOP_S at most."""
        # Not in one of the loop's own threads, for whose end a process waits.
        sending = threading.Thread(target=self._provider.shutdown, name="last spans", daemon=True)
        sending.start()
        await asyncio.to_thread(sending.join, STOP_S)


class _ExportedSpans(AttemptSpans):
    def __init__(self, tracer: Tracer, span: Span) -> None:
        self._tracer = tracer
        self._open = [span]
        """That of the attempt, and in it those of the steps that run: groups have steps in them."""
        self._steps = 0

    @contextmanager
    def step(self, step: dict[str, Any]) -> Iterator[None]:
        name = step.get("action")
        if not name or self._steps >= MAX_STEPS:
            yield
            return
        self._steps += 1
        place = {"tabwright.step": str(step.get("path", step.get("actionIndex", "")))}
        span = self._tracer.start_span(name, set_span_in_context(self._open[-1], Context()), attributes=place)
        self._open.append(span)
        try:
            yield
        except Exception as error:  # its text may have what the page shows
            _fail(span, step_failure(error).error_type.value)
            raise
        finally:
            self._open.remove(span)
            span.end()

    def ended(self, status: str, error_type: str | None) -> None:
        self._open[0].set_attribute("tabwright.status", status)
        if error_type:
            _fail(self._open[0], error_type)


def exported_tracing() -> ExportedTracing:
    """Sends spans where the environment variables of OpenTelemetry say: OTEL_EXPORTER_OTLP_ENDPOINT, and others about
    headers, certificates, sampling, and the name of the service.
    """
    # What it says of each try that fails is said once, by _Telling.
    logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)
    resource = Resource.create({SERVICE_VERSION: version("tabwright")})
    if str(resource.attributes[SERVICE_NAME]).startswith("unknown_service"):
        resource = resource.merge(Resource({SERVICE_NAME: SERVICE}))
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(
        BatchSpanProcessor(
            _Telling(OTLPSpanExporter(timeout=EXPORT_TIMEOUT_S)),
            max_queue_size=QUEUED,
            schedule_delay_millis=EXPORT_INTERVAL_S * 1000,
            export_timeout_millis=EXPORT_TIMEOUT_S * 1000,
        )
    )
    return ExportedTracing(provider)


class _Telling(SpanExporter):
    """Says in the log when spans begin to be lost, and when they are accepted again."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter
        self._is_losing = False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        result = self._exporter.export(spans)
        is_losing = result is not SpanExportResult.SUCCESS
        if is_losing and not self._is_losing:
            log.warning("traces.lost", spans=len(spans), why="the collector does not accept them in time")
        elif self._is_losing and not is_losing:
            log.info("traces.accepted")
        self._is_losing = is_losing
        return result

    def shutdown(self) -> None:
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._exporter.force_flush(timeout_millis)


def _links(job: ClaimedJob) -> list[Link]:
    caller = trace_context.read(job.traceparent)
    if caller is None:
        return []
    return [Link(SpanContext(caller.trace_id, caller.span_id, is_remote=True, trace_flags=TraceFlags(caller.flags)))]


def _fail(span: Span, error_type: str) -> None:
    span.set_attribute("error.type", error_type)
    span.set_status(StatusCode.ERROR)
