"""CircuitBreakerService: what is not used for now, why, and until when."""

from tabwright.v1.circuit_breaker_pb2 import CircuitBreaker
from tabwright.v1.circuit_breaker_service_pb2 import (
    GetCircuitBreakerRequest,
    ListCircuitBreakersRequest,
    ListCircuitBreakersResponse,
    OpenCircuitBreakerRequest,
    ResetCircuitBreakerRequest,
)
from tabwright.v1.circuit_breaker_service_pb2_grpc import CircuitBreakerServiceServicer

from server.calls.around import Context
from server.calls.caller import Caller, current
from server.convert import circuit as convert
from server.convert import page_token
from store.database.connection import Database
from store.errors import CircuitShared
from store.sites import listing, names
from store.sites.circuits import EVERYBODY, force_open, name_of, reset_circuit
from store.sites.listing import Circuit
from store.sites.names import MalformedName

DEFAULT_LIMIT = 20


class CircuitBreakerService(CircuitBreakerServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def ListCircuitBreakers(
        self, request: ListCircuitBreakersRequest, context: Context
    ) -> ListCircuitBreakersResponse:
        caller, limit = current(), request.limit or DEFAULT_LIMIT
        found = await listing.list_circuits(
            self._database,
            _seen(caller),
            convert.circuit_filter(request),
            after=page_token.decode(request.page_token, convert.read_place, of="circuits")
            if request.page_token
            else None,
            limit=limit + 1,
        )
        page, more = found[:limit], found[limit:]
        return ListCircuitBreakersResponse(
            data=[convert.circuit_message(circuit, caller) for circuit in page],
            next_page_token=page_token.encode(convert.place_text(page[-1]), of="circuits") if more else "",
        )

    async def GetCircuitBreaker(self, request: GetCircuitBreakerRequest, context: Context) -> CircuitBreaker:
        caller = current()
        return convert.circuit_message(await self._find(caller, request), caller)

    async def ResetCircuitBreaker(self, request: ResetCircuitBreakerRequest, context: Context) -> CircuitBreaker:
        caller = current()
        circuit = await self._find(caller, request)
        if circuit.client_id == EVERYBODY and not caller.is_admin:
            raise _shared(circuit.kind, circuit.subject, caller)
        await reset_circuit(self._database, circuit.name, owner=circuit.client_id)
        return convert.circuit_message(await self._find(caller, request), caller)

    async def OpenCircuitBreaker(self, request: OpenCircuitBreakerRequest, context: Context) -> CircuitBreaker:
        caller = current()
        named = convert.named(request.name)
        if named.is_shared and not caller.is_admin:
            raise _shared(named.kind, named.subject, caller)
        owner = named.owner(_meant(caller, request.client_id))
        await force_open(
            self._database,
            named.kind,
            named.subject,
            until=convert.end(request),
            by=caller.actor.text,
            owner=owner,
            reason=request.reason,
        )
        name = name_of(named.kind, named.subject, owner)
        return convert.circuit_message(await listing.get_circuit(self._database, _seen(caller), name, owner), caller)

    async def _find(self, caller: Caller, request: GetCircuitBreakerRequest | ResetCircuitBreakerRequest) -> Circuit:
        """The circuit that a request names. Raises CircuitNotFound."""
        try:
            named = names.parse(request.name)
            meant = _meant(caller, request.client_id)
            name, owner = named.name(meant), named.owner(meant)
        except MalformedName:
            name, owner = request.name, EVERYBODY
        return await listing.get_circuit(self._database, _seen(caller), name, owner)


def _seen(caller: Caller) -> str | None:
    """The client whose circuits the caller sees. None: all."""
    return None if caller.is_admin else caller.client_id


def _meant(caller: Caller, client_id: str) -> str:
    """Whose circuit a request is about. Another client's is the caller's only for an administrator."""
    return client_id if client_id and caller.is_admin else caller.client_id


def _shared(kind: str, subject: str, caller: Caller) -> CircuitShared:
    shared = name_of(kind, subject, EVERYBODY)
    own = name_of(kind, subject, caller.client_id)
    return CircuitShared(shared, own if own != shared else None)
