"""Decides for the gateway whether a REST request passes: its query and its body are what the API takes, without unknown
fields, fields given twice, or wrong types; and its caller is known and has the role for it, unless it is for everybody,
or a GET, where the call itself asks.

The gateway asks twice about requests that may have a large body: with the headers alone, before it takes the body in,
and with the body, before it transcodes it; about one with a small body, with the body alone. It asks once about a GET
that has a query. The transcoder drops what it does not know in a body, so that a typo in `fullPage` would silently give
another picture, and what it tells of wrong types has another form than all our errors. Native gRPC calls do not come
this way: there, unknown fields are how old servers bear new clients.
"""

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from google.api import annotations_pb2
from google.api.http_pb2 import HttpRule
from google.protobuf.descriptor import Descriptor, FieldDescriptor, MethodDescriptor, ServiceDescriptor
from google.protobuf.json_format import MessageToDict
from google.rpc.status_pb2 import Status
from grpc import StatusCode

from server.calls import bounds, caller, faults
from server.calls.around import Context
from server.calls.authentication import OPEN_METHODS, Authentication, Known
from server.calls.faults import InvalidRequest, PathNotFound, Unauthenticated
from server.calls.lanes import Lanes
from server.calls.reading import MAX_OPEN_BYTES
from server.gateway.ext_authz_pb2 import (
    AttributeContext,
    CheckRequest,
    CheckResponse,
    DeniedHttpResponse,
    HeaderValue,
    HeaderValueOption,
    HttpStatus,
)
from server.gateway.ext_authz_pb2_grpc import AuthorizationServicer
from server.rest import json_shape
from server.rest import query as queries
from server.rest.json_shape import NotJson
from store.errors import StoreError

_HTTP = {
    StatusCode.INVALID_ARGUMENT.value[0]: 400,
    StatusCode.UNAUTHENTICATED.value[0]: 401,
    StatusCode.PERMISSION_DENIED.value[0]: 403,
    StatusCode.NOT_FOUND.value[0]: 404,
    StatusCode.RESOURCE_EXHAUSTED.value[0]: 429,
    StatusCode.UNAVAILABLE.value[0]: 503,
}
"""The status of HTTP for those of gRPC that a request is refused with here, as the transcoder has them."""
_GZIP = b"\x1f\x8b"
"""What compressed bodies begin with, mostly."""
_OTHER_TYPES = ("text/html", "multipart/form-data", "application/x-www-form-urlencoded")
"""What similar services take. A body that is JSON is read, whatever its type is said to be."""


@dataclass(frozen=True, slots=True)
class _Route:
    method: str
    """Such as `/tabwright.v1.JobService/GetJob`."""
    verb: str
    path: re.Pattern[str]
    variables: int
    """How many of its segments may be anything: of two that fit, the transcoder takes the one with fewer."""
    body: Descriptor | None
    """The message that the body is."""
    is_whole: bool
    """Whether the body is the whole request, so that the query can say nothing."""
    parameters: Mapping[str, FieldDescriptor]
    """What the query can set."""


class StrictJson(AuthorizationServicer):
    def __init__(self, services: Iterable[ServiceDescriptor], authentication: Authentication, lanes: Lanes) -> None:
        routes = [route for service in services for method in service.methods for route in _routes(method)]
        self._routes = sorted(routes, key=lambda route: route.variables)
        self._authentication = authentication
        self._lanes = lanes

    async def Check(self, request: CheckRequest, context: Context) -> CheckResponse:
        http = request.attributes.request.http
        path, _, query = http.path.partition("?")
        route = self._route(http.method, path)
        try:
            if http.method == "GET":
                if route is None and self._route("POST", path):
                    raise PathNotFound("this path takes POST, with all fields in a body of JSON, and no query")
                await self._check_get(query, route, http.headers)
            elif route and route.method in OPEN_METHODS:
                _require_small(http)
                await self._read(query, http, route)
            else:
                known = await self._authentication.identify(http.headers)
                if route:
                    await self._authentication.permit(known, route.method, http.headers)
                with caller.calling(known.caller):
                    await self._check(query, http, route, known)
        except StoreError as error:
            if not faults.is_expected(error):
                raise
            return _denied(error)
        return CheckResponse(status=Status(code=0))

    def _route(self, verb: str, path: str) -> _Route | None:
        """What fits none the transcoder answers."""
        return next((route for route in self._routes if route.verb == verb and route.path.fullmatch(path)), None)

    async def _check_get(self, query: str, route: _Route | None, headers: Mapping[str, str]) -> None:
        """Raises InvalidRequest, and LimitReached."""
        try:
            _read_query(query, route)
        except InvalidRequest:
            with suppress(Unauthenticated):  # some calls need no key
                await self._authentication.count(await self._authentication.identify(headers))
            raise

    async def _check(self, query: str, http: AttributeContext.HttpRequest, route: _Route | None, known: Known) -> None:
        """Raises InvalidRequest, and LimitReached. A request that is refused here gets no further, and is counted."""
        try:
            await self._read(query, http, route)
        except InvalidRequest:
            await self._authentication.count(known)
            raise

    async def _read(self, query: str, http: AttributeContext.HttpRequest, route: _Route | None) -> None:
        """Raises InvalidRequest."""
        _read_query(query, route)
        if route and route.body:
            await self._lanes.run(len(http.raw_body), _read, http, route.body)


def _require_small(http: AttributeContext.HttpRequest) -> None:
    """Nobody knows who sends it. Raises InvalidRequest."""
    length = http.headers.get("content-length", "")
    if len(http.raw_body) > MAX_OPEN_BYTES or (length.isdecimal() and int(length) > MAX_OPEN_BYTES):
        raise InvalidRequest([("", f"the body of this call has {MAX_OPEN_BYTES} bytes at most")])


def _read_query(query: str, route: _Route | None) -> None:
    """Raises InvalidRequest."""
    if not query or route is None:
        return
    if route.is_whole:
        name = query.split("&", 1)[0].split("=", 1)[0]
        raise InvalidRequest([(name, "is in the query: this call takes all fields in its body")])
    if broken := queries.violations(query, route.parameters):
        raise InvalidRequest(broken)


def _is_packed(http: AttributeContext.HttpRequest) -> bool:
    """Whether what the body is may have been compressed."""
    return http.headers.get("content-encoding", "identity") != "identity" or http.raw_body.startswith(_GZIP)


def _is_of_other_type(http: AttributeContext.HttpRequest) -> bool:
    """Whether the body is a form or HTML, and no attempt at JSON."""
    kind = http.headers.get("content-type", "").partition(";")[0].strip().lower()
    start = http.raw_body.lstrip()[:1]
    return start == b"<" or (kind in _OTHER_TYPES and start not in {b"{", b"["})


def _read(http: AttributeContext.HttpRequest, kind: Descriptor) -> None:
    """Raises InvalidRequest."""
    try:
        value = json_shape.loads(http.raw_body or b"{}", bounds.kind_of(kind).most_values)
    except NotJson as error:
        if _is_packed(http):
            text = "the body seems to be compressed, which is not read: send it without Content-Encoding"
            raise InvalidRequest([("", text)]) from None
        if _is_of_other_type(http):
            raise InvalidRequest([("", f"the body must be JSON{_example(kind)}")]) from None
        raise InvalidRequest([(error.path, str(error))]) from None
    if broken := json_shape.violations(value, kind):
        raise InvalidRequest([(path, text if path else f"the body {text}") for path, text in broken])


def _example(kind: Descriptor) -> str:
    """What to send in place of a form or of HTML."""
    url = next((one.json_name for one in kind.fields if one.name in {"url", "target_url"}), None)
    bodies = [f'{{"{url}": "https://example.com"}}'] if url else []
    if url and "html" in kind.fields_by_name:
        bodies.append('{"html": "<p>Hello"}')
    such = f", such as {' or '.join(bodies)}" if bodies else ""
    return f"{such}, with Content-Type: application/json"


def _denied(error: StoreError) -> CheckResponse:
    status = faults.status(error, request_id="")
    headers = [("content-type", "application/json"), *faults.headers(error)]
    return CheckResponse(
        status=Status(code=status.code),
        denied_response=DeniedHttpResponse(
            status=HttpStatus(code=_HTTP[status.code]),
            headers=[HeaderValueOption(header=HeaderValue(key=key, value=value)) for key, value in headers],
            body=json.dumps(MessageToDict(status)),
        ),
    )


def _routes(method: MethodDescriptor) -> Iterable[_Route]:
    rule: HttpRule = method.GetOptions().Extensions[annotations_pb2.http]  # type: ignore[index]  # untyped there
    message: Any = method.input_type
    for binding in [rule, *rule.additional_bindings]:
        verb = binding.WhichOneof("pattern")
        if verb is None:
            continue
        template, is_whole = getattr(binding, verb), binding.body == "*"
        body = message if is_whole else message.fields_by_name[binding.body].message_type if binding.body else None
        elsewhere = {binding.body, *re.findall(r"\{(\w+)", template)}
        free = [] if is_whole else [field for field in message.fields if field.name not in elsewhere]
        yield _Route(
            f"/{method.containing_service.full_name}/{method.name}",
            verb.upper(),
            _pattern(template),
            template.count("{"),
            body,
            is_whole,
            queries.parameters(free),
        )


def _pattern(template: str) -> re.Pattern[str]:
    """A path template of google.api.http as a regular expression: `{name}` is one segment."""
    pieces = re.split(r"(\{[^}]*\})", template)
    return re.compile("".join("[^/]+" if piece.startswith("{") else re.escape(piece) for piece in pieces) + "/?")
