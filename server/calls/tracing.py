"""The trace that the running call is in, where its caller says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from server.calls.around import Context, headers
from store import trace_context

_traceparent: ContextVar[str | None] = ContextVar("traceparent", default=None)


@contextmanager
def traced(context: Context) -> Iterator[None]:
    """Has what runs inside know the trace of a call: its metadata say it, REST's header `traceparent` too."""
    token = _traceparent.set(_told(context) if trace_context.HEADER in headers(context) else None)
    try:
        yield
    finally:
        _traceparent.reset(token)


def traceparent() -> str | None:
    """That of the running call, checked. None: it is in none, or no call runs."""
    return _traceparent.get()


def _told(context: Context) -> str | None:
    given = [str(value) for name, value in context.invocation_metadata() or () if name == trace_context.HEADER]
    found = trace_context.read(given[0]) if len(given) == 1 else None
    return found.text if found else None
