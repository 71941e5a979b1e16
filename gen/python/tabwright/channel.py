"""The channels of clients: their key, their deadlines, and what is done about a connection that breaks."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import grpc
from google.protobuf.descriptor_pb2 import MethodOptions
from google.protobuf.descriptor_pool import Default

from tabwright.services import SERVICES

DEFAULT_ADDRESS = "127.0.0.1:50051"
_PORTS = {"http": 80, "https": 443}


def host_and_port(address: str) -> tuple[str, bool]:
    """The `host:port` of an address that may be an http or https URL, and whether it is https."""
    scheme, separator, rest = address.partition("://")
    if not separator or scheme not in _PORTS:  # gRPC has schemes of its own
        return address, False
    host = rest.partition("/")[0]
    has_port = ":" in host.rpartition("]")[2]
    return host if has_port else f"{host}:{_PORTS[scheme]}", scheme == "https"


@dataclass(frozen=True, kw_only=True, slots=True)
class Connection:
    """What `connect` was told. See `tabwright.connect`."""

    target: str
    key: str
    credentials: grpc.ChannelCredentials | None
    """None: it is not encrypted."""
    timeout_s: float

    def open(self) -> grpc.Channel:
        """A blocking channel."""
        if self.credentials is None:
            channel = grpc.insecure_channel(self.target, _options())
        else:
            channel = grpc.secure_channel(self.target, self.credentials, _options())
        return grpc.intercept_channel(cast("grpc.Channel", _Named(channel)), _Blocking(self))

    def open_async(self) -> grpc.aio.Channel:
        """A channel for the event loop that runs."""
        interceptors: list[grpc.aio.ClientInterceptor] = [_AsyncUnary(self), _AsyncStream(self), _AsyncStreams(self)]
        if self.credentials is None:
            return grpc.aio.insecure_channel(self.target, _options(), interceptors=interceptors)
        return grpc.aio.secure_channel(self.target, self.credentials, _options(), interceptors=interceptors)

    @property
    def metadata(self) -> list[tuple[str, str]]:
        """What each call carries."""
        return [("x-api-key", self.key)] if self.key else []

    def timeout_of(self, details: Any, request: Any) -> float:
        """The deadline of a call that answers once."""
        if details.timeout is not None:
            return float(details.timeout)
        return self.timeout_s + float(getattr(request, "wait_ms", 0)) / 1000


def connection(
    address: str | None, api_key: str | None, *, tls: bool | grpc.ChannelCredentials, timeout_s: float
) -> Connection:
    """Fills in what the environment says. Raises ValueError when the key is not printable ASCII."""
    target, is_https = host_and_port(address or os.environ.get("TABWRIGHT_ADDRESS") or DEFAULT_ADDRESS)
    key = api_key or os.environ.get("TABWRIGHT_API_KEY") or ""
    if not (key.isascii() and key.isprintable()):
        raise ValueError("the API key must be printable ASCII, without line breaks")
    credentials = tls if isinstance(tls, grpc.ChannelCredentials) else None
    if credentials is None and (tls or is_https):
        credentials = grpc.ssl_channel_credentials()
    return Connection(target=target, key=key, credentials=credentials, timeout_s=timeout_s)


def _options() -> Sequence[tuple[str, Any]]:
    return [
        ("grpc.service_config", json.dumps(service_config())),
        # A server that is gone without a word is noticed. Servers permit a sign of life every 10 s.
        ("grpc.keepalive_time_ms", 30_000),
        ("grpc.keepalive_timeout_ms", 10_000),
        ("grpc.max_reconnect_backoff_ms", 5000),
        ("grpc.max_receive_message_length", -1),
    ]


def service_config() -> dict[str, Any]:
    """Lets gRPC repeat, where a server could not be reached, the calls that the API says are safe to repeat: for about
    ten seconds, in which a server starts. Streams are the client's part.
    """
    services = [Default().FindServiceByName(name) for name in SERVICES]
    repeatable = (MethodOptions.NO_SIDE_EFFECTS, MethodOptions.IDEMPOTENT)
    policy = {
        "maxAttempts": 5,
        "initialBackoff": "0.5s",
        "maxBackoff": "5s",
        "backoffMultiplier": 3,
        "retryableStatusCodes": ["UNAVAILABLE"],
    }
    names = [
        {"service": service.full_name, "method": method.name}
        for service in services
        for method in service.methods
        if method.GetOptions().idempotency_level in repeatable and not method.server_streaming
    ]
    return {"methodConfig": [{"name": names, "retryPolicy": policy}]}


@dataclass(frozen=True, kw_only=True, slots=True)
class _CallDetails(grpc.ClientCallDetails):
    method: str
    timeout: float | None
    metadata: Any
    credentials: grpc.CallCredentials | None
    wait_for_ready: bool | None
    compression: grpc.Compression | None


class _Named:
    """A blocking channel that tells gRPC the names of methods. The generated code asks for handles of them instead, at
    each call of a channel with interceptors, and gRPC crashes the process when it is asked on a channel that has been
    closed, or is being closed by another thread. By its name, a call is then refused: ValueError.
    """

    def __init__(self, channel: grpc.Channel) -> None:
        self._channel = channel

    def __getattr__(self, name: str) -> Any:
        return getattr(self._channel, name)

    def unary_unary(self, method: str, encode: Any, decode: Any, *_: Any) -> Any:
        return self._channel.unary_unary(method, encode, decode)

    def unary_stream(self, method: str, encode: Any, decode: Any, *_: Any) -> Any:
        return self._channel.unary_stream(method, encode, decode)

    def stream_stream(self, method: str, encode: Any, decode: Any, *_: Any) -> Any:
        return self._channel.stream_stream(method, encode, decode)


class _Blocking(
    grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor, grpc.StreamStreamClientInterceptor
):
    """Gives each call the key, and those that answer once a deadline."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def intercept_unary_unary(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        timeout_s = self._connection.timeout_of(client_call_details, request)
        return continuation(self._details(client_call_details, timeout_s), request)

    def intercept_unary_stream(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        return continuation(self._details(client_call_details, client_call_details.timeout), request)

    def intercept_stream_stream(self, continuation: Any, client_call_details: Any, request_iterator: Any) -> Any:
        return continuation(self._details(client_call_details, client_call_details.timeout), request_iterator)

    def _details(self, details: Any, timeout_s: float | None) -> _CallDetails:
        return _CallDetails(
            method=details.method,
            timeout=timeout_s,
            metadata=[*(details.metadata or ()), *self._connection.metadata],
            credentials=details.credentials,
            wait_for_ready=details.wait_for_ready,
            compression=details.compression,
        )


class _Async:
    """The same for asyncio, where an interceptor is of one kind of call only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _details(self, details: Any, timeout_s: float | None) -> Any:
        metadata = grpc.aio.Metadata(*(details.metadata or ()), *self._connection.metadata)
        return details._replace(timeout=timeout_s, metadata=metadata)


class _AsyncUnary(_Async, grpc.aio.UnaryUnaryClientInterceptor):
    async def intercept_unary_unary(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        timeout_s = self._connection.timeout_of(client_call_details, request)
        return await continuation(self._details(client_call_details, timeout_s), request)


class _AsyncStream(_Async, grpc.aio.UnaryStreamClientInterceptor):
    async def intercept_unary_stream(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        return await continuation(self._details(client_call_details, client_call_details.timeout), request)


class _AsyncStreams(_Async, grpc.aio.StreamStreamClientInterceptor):
    async def intercept_stream_stream(self, continuation: Any, client_call_details: Any, request_iterator: Any) -> Any:
        return await continuation(self._details(client_call_details, client_call_details.timeout), request_iterator)
