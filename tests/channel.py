"""A gRPC channel whose calls carry an API key."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import grpc

HEADER = "x-api-key"


class _Unary(grpc.aio.UnaryUnaryClientInterceptor):
    def __init__(self, key: str) -> None:
        self._key = key

    async def intercept_unary_unary(
        self, continuation: Callable[..., Any], client_call_details: grpc.aio.ClientCallDetails, request: Any
    ) -> Any:
        return await continuation(_with_key(client_call_details, self._key), request)


class _Stream(grpc.aio.UnaryStreamClientInterceptor):
    def __init__(self, key: str) -> None:
        self._key = key

    async def intercept_unary_stream(
        self, continuation: Callable[..., Any], client_call_details: grpc.aio.ClientCallDetails, request: Any
    ) -> Any:
        return await continuation(_with_key(client_call_details, self._key), request)


@asynccontextmanager
async def open_channel(address: str, key: str) -> AsyncIterator[grpc.aio.Channel]:
    """Lends a channel to `address` whose calls are those of the key's holder."""
    # Those to the same place would share a connection.
    options = [("grpc.use_local_subchannel_pool", 1)]
    interceptors = [_Unary(key), _Stream(key)]
    async with grpc.aio.insecure_channel(address, options, interceptors=interceptors) as channel:
        yield channel


def _with_key(details: grpc.aio.ClientCallDetails, key: str) -> grpc.aio.ClientCallDetails:
    metadata = grpc.aio.Metadata(*(details.metadata or ()), (HEADER, key))
    return grpc.aio.ClientCallDetails(
        details.method, details.timeout, metadata, details.credentials, details.wait_for_ready
    )
