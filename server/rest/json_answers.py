"""Answers to the gateway that are JSON already: those with something that a client has sent.

The gateway's transcoder prints either the empty lists of all messages or of none (`always_print_primitive_fields`). So
for these methods its descriptor says that they answer an HTTP body, which it passes on as it is. It says so with a
header, so that a gateway of an earlier release, which transcodes them itself, goes on working.
"""

import json
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, cast

import grpc
from google.api import annotations_pb2
from google.api.http_pb2 import HttpRule
from google.api.httpbody_pb2 import HttpBody
from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.protobuf.message import Message

from server.calls.around import GATEWAY, Context, Handler, Wrapper
from server.calls.lanes import Lanes
from server.rest.printing import fields_to_sent, printed

HEADER = (GATEWAY, "http-body")
"""What the gateway says with every request that it transcodes (envoy/envoy.yaml)."""


def is_printed_here(method: MethodDescriptor) -> bool:
    rule: HttpRule = method.GetOptions().Extensions[annotations_pb2.http]  # type: ignore[index]  # untyped there
    return rule.WhichOneof("pattern") is not None and bool(fields_to_sent(method.output_type))


class JsonAnswers(Wrapper):
    """Stands innermost: what is outside it sees the calls as it always does."""

    def __init__(self, services: Iterable[ServiceDescriptor], lanes: Lanes) -> None:
        super().__init__()
        self._methods = frozenset(
            f"/{service.full_name}/{method.name}"
            for service in services
            for method in service.methods
            if is_printed_here(method)
        )
        self._lanes = lanes

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler:
        if handler_call_details.method not in self._methods:
            return await continuation(handler_call_details)
        if HEADER not in ((key, value) for key, value in handler_call_details.invocation_metadata or ()):
            return await continuation(handler_call_details)
        return await super().intercept_service(continuation, handler_call_details)

    def wrapped(self, method: str, handler: "grpc.RpcMethodHandler[Any, Any]") -> Handler:
        unary: Callable[[Message, Context], Awaitable[Message]] = cast(Any, handler.unary_unary)

        async def call(request: Message, context: Context) -> HttpBody:
            answer = await unary(request, context)
            return await self._lanes.run(answer.ByteSize(), _body, answer)

        return grpc.unary_unary_rpc_method_handler(
            cast(Any, call), handler.request_deserializer, HttpBody.SerializeToString
        )


def _body(answer: Message) -> HttpBody:
    text = json.dumps(printed(answer), ensure_ascii=False, separators=(",", ":"))
    return HttpBody(content_type="application/json", data=text.encode())
