"""Decides for the gateway whether a REST request that may have a body passes: its caller is known, and the body is what
the API takes, without unknown fields, fields given twice, or wrong types.

The gateway asks twice: with the headers alone, before it takes the body in, and with the body, before it transcodes
it. The transcoder drops what it does not know, so that a typo in `fullPage` would silently give another picture, and
what it tells of wrong types has another form than all our errors. Native gRPC calls do not come this way: there,
unknown fields are how old servers bear new clients.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from google.api import annotations_pb2
from google.api.http_pb2 import HttpRule
from google.protobuf.descriptor import Descriptor, MethodDescriptor, ServiceDescriptor
from google.protobuf.json_format import MessageToDict
from google.rpc.status_pb2 import Status
from grpc import StatusCode

from server.calls import bounds, caller, faults
from server.calls.around import Context
from server.calls.authentication import Authentication, Known
from server.calls.faults import InvalidRequest
from server.calls.lanes import Lanes
from server.gateway.ext_authz_pb2 import (
    CheckRequest,
    CheckResponse,
    DeniedHttpResponse,
    HeaderValue,
    HeaderValueOption,
    HttpStatus,
)
from server.gateway.ext_authz_pb2_grpc import AuthorizationServicer
from server.rest import json_shape
from server.rest.json_shape import NotJson
from store.errors import StoreError

_VERBS = ("post", "put", "patch")
_HTTP = {
    StatusCode.INVALID_ARGUMENT.value[0]: 400,
    StatusCode.UNAUTHENTICATED.value[0]: 401,
    StatusCode.RESOURCE_EXHAUSTED.value[0]: 429,
    StatusCode.UNAVAILABLE.value[0]: 503,
}
"""The status of HTTP for those of gRPC that a request is refused with here, as the transcoder has them."""


@dataclass(frozen=True, slots=True)
class _Route:
    """A REST route whose body is a message."""

    verb: str
    path: re.Pattern[str]
    body: Descriptor
    is_whole: bool
    """Whether the body is the whole request, so that the query can say nothing."""


class StrictJson(AuthorizationServicer):
    def __init__(self, services: Iterable[ServiceDescriptor], authentication: Authentication, lanes: Lanes) -> None:
        self._routes = [route for service in services for method in service.methods for route in _routes(method)]
        self._authentication = authentication
        self._lanes = lanes

    async def Check(self, request: CheckRequest, context: Context) -> CheckResponse:
        http = request.attributes.request.http
        try:
            known = await self._authentication.identify(http.headers)
            with caller.calling(known.caller):
                await self._check_body(http.method, http.path, http.raw_body, known)
        except StoreError as error:
            if not faults.is_expected(error):
                raise
            return _denied(error)
        return CheckResponse(status=Status(code=0))

    async def _check_body(self, method: str, path_and_query: str, body: bytes, known: Known) -> None:
        """Raises InvalidRequest, and LimitReached. A request that is refused here gets no further, and is counted."""
        path, _, query = path_and_query.partition("?")
        for route in self._routes:
            if route.verb == method and route.path.fullmatch(path):
                try:
                    await self._lanes.run(len(body), _read, query, body, route)
                except InvalidRequest:
                    await self._authentication.count(known)
                    raise
                return  # what fits no route the transcoder answers


def _read(query: str, body: bytes, route: _Route) -> None:
    """Raises InvalidRequest."""
    if query and route.is_whole:
        name = query.split("&", 1)[0].split("=", 1)[0]
        raise InvalidRequest([(name, "is in the query: this call takes all fields in its body")])
    try:
        value = json_shape.loads(body or b"{}", bounds.kind_of(route.body).most_values)
    except NotJson as error:
        raise InvalidRequest([("", str(error))]) from None
    if broken := json_shape.violations(value, route.body):
        raise InvalidRequest([(path, text if path else f"the body {text}") for path, text in broken])


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
    for binding in [rule, *rule.additional_bindings]:
        verb = binding.WhichOneof("pattern")
        if verb in _VERBS and binding.body:
            message: Any = method.input_type
            body = message if binding.body == "*" else message.fields_by_name[binding.body].message_type
            yield _Route(verb.upper(), _pattern(getattr(binding, verb)), body, binding.body == "*")


def _pattern(template: str) -> re.Pattern[str]:
    """A path template of google.api.http as a regular expression: `{name}` is one segment."""
    pieces = re.split(r"(\{[^}]*\})", template)
    return re.compile("".join("[^/]+" if piece.startswith("{") else re.escape(piece) for piece in pieces) + "/?")
