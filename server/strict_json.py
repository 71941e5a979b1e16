"""Refuses REST bodies that are not what the API takes: unknown fields, fields given twice, wrong types.

The gateway's transcoder drops what it does not know, so that a typo in `fullPage` would silently give another
picture, and what it tells of wrong types has another form than all our errors. Before it transcodes a body the
gateway shows it to this service, which reads it strictly. Native gRPC calls do not come this way: there, unknown
fields are how old servers bear new clients.
"""

import asyncio
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
from tabwright.gateway.ext_authz_pb2 import (
    CheckRequest,
    CheckResponse,
    DeniedHttpResponse,
    HeaderValue,
    HeaderValueOption,
    HttpStatus,
)
from tabwright.gateway.ext_authz_pb2_grpc import AuthorizationServicer

from server import faults, json_shape
from server.around import Context
from server.faults import InvalidRequest
from server.json_shape import NotJson, Violation

LARGE_BYTES = 256 * 1024
"""Bodies beyond this take long enough to be read aside, so that other calls go on."""

_VERBS = ("post", "put", "patch")


@dataclass(frozen=True, slots=True)
class _Route:
    """A REST route whose body is a message."""

    verb: str
    path: re.Pattern[str]
    body: Descriptor
    is_whole: bool
    """Whether the body is the whole request, so that the query can say nothing."""


class StrictJson(AuthorizationServicer):
    def __init__(self, services: Iterable[ServiceDescriptor]) -> None:
        self._routes = [route for service in services for method in service.methods for route in _routes(method)]

    async def Check(self, request: CheckRequest, context: Context) -> CheckResponse:
        http = request.attributes.request.http
        path, _, query = http.path.partition("?")
        for route in self._routes:
            if route.verb == http.method and route.path.fullmatch(path):
                if query and route.is_whole:
                    name = query.split("&", 1)[0].split("=", 1)[0]
                    return _denied([(name, "is in the query: this call takes all fields in its body")])
                if len(http.raw_body) <= LARGE_BYTES:
                    return _read(http.raw_body, route.body)
                return await asyncio.to_thread(_read, http.raw_body, route.body)
        return CheckResponse(status=Status(code=0))  # the transcoder answers it


def _read(body: bytes, kind: Descriptor) -> CheckResponse:
    try:
        broken = json_shape.violations(json_shape.loads(body or b"{}"), kind)
        broken = [(path, text if path else f"the body {text}") for path, text in broken]
    except NotJson as error:
        broken = [("", str(error))]
    return _denied(broken) if broken else CheckResponse(status=Status(code=0))


def _denied(violations: list[Violation]) -> CheckResponse:
    status = faults.status(InvalidRequest(violations), request_id="")
    return CheckResponse(
        status=Status(code=status.code),
        denied_response=DeniedHttpResponse(
            status=HttpStatus(code=400),
            headers=[HeaderValueOption(header=HeaderValue(key="content-type", value="application/json"))],
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
