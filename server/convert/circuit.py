"""Where the API's messages of circuits and the store's domain meet."""

from datetime import UTC, datetime, timedelta

from tabwright.v1.circuit_breaker_pb2 import CircuitBreaker, CircuitWindow
from tabwright.v1.circuit_breaker_service_pb2 import ListCircuitBreakersRequest, OpenCircuitBreakerRequest

from server.calls.caller import Caller
from server.calls.faults import InvalidRequest
from server.convert.job import moment, time
from store.sites import names
from store.sites.circuits import EVERYBODY
from store.sites.evidence import WINDOW_S
from store.sites.listing import Circuit, Filter, Place
from store.sites.names import MalformedName, Named

_ADMINISTRATOR = "administrator"


def circuit_filter(request: ListCircuitBreakersRequest) -> Filter:
    return Filter(
        state=request.state or None,
        kind=request.kind or None,
        name_prefix=request.name_prefix or None,
        owner=request.client_id or None,
    )


def named(text: str) -> Named:
    """What a name stands for that a request gives. Raises InvalidRequest."""
    try:
        return names.parse(text)
    except MalformedName as error:
        raise InvalidRequest([("name", str(error))]) from error


def end(request: OpenCircuitBreakerRequest) -> datetime:
    """Until when a circuit is to be open."""
    return moment(request, "until") or datetime.now(UTC) + timedelta(milliseconds=request.duration_ms)


def place_text(circuit: Circuit) -> str:
    """Where a circuit stands in the list, for a page token."""
    return " ".join(circuit.place)


def read_place(text: str) -> Place:
    """Raises ValueError."""
    kind, subject, client_id = text.split(" ", 2)
    return Place(kind, subject, client_id)


def circuit_message(circuit: Circuit, caller: Caller) -> CircuitBreaker:
    """The circuit as this caller may see it."""
    is_global = circuit.client_id == EVERYBODY
    forced_by = circuit.forced_by or ""
    if forced_by and is_global and not caller.is_admin:
        forced_by = _ADMINISTRATOR
    message = CircuitBreaker(
        name=circuit.name,
        kind=circuit.kind,
        subject=circuit.subject,
        state=circuit.state,
        is_global=is_global,
        client_id=circuit.client_id,
        since=time(circuit.since),
        open_until=time(circuit.open_until),
        trips=circuit.trips,
        reason=circuit.reason,
        consecutive_failures=circuit.in_a_row,
        forced_by=forced_by,
        forced_until=time(circuit.open_until if circuit.forced_by else None),
        held_jobs=circuit.held_jobs,
        limited_until=time(circuit.limited_until),
    )
    if circuit.calls:
        message.window.CopyFrom(
            CircuitWindow(
                duration_ms=WINDOW_S * 1000,
                calls=circuit.calls,
                failures=circuit.failures,
                failure_rate=circuit.failures / circuit.calls,
            )
        )
    return message
