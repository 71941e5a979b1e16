"""The channel of a client: its key, its deadlines, and what is done about a connection that breaks."""

import json
from dataclasses import dataclass
from typing import Any

import grpc
from google.protobuf.descriptor_pb2 import MethodOptions
from google.protobuf.descriptor_pool import Default

_SERVICES = (
    *("Action", "ApiKey", "Artifact", "Browser", "DeadLetter", "Health"),
    *("Job", "Schedule", "UrlPolicy", "Webhook", "Worker"),
)


_PORTS = {"http": 80, "https": 443}


def host_and_port(address: str) -> tuple[str, bool]:
    """The `host:port` of an address that may be an http or https URL, and whether it is https."""
    scheme, separator, rest = address.partition("://")
    if not separator or scheme not in _PORTS:  # gRPC has schemes of its own
        return address, False
    host = rest.partition("/")[0]
    has_port = ":" in host.rpartition("]")[2]
    return host if has_port else f"{host}:{_PORTS[scheme]}", scheme == "https"


def open_channel(address: str, key: str, *, tls: bool | grpc.ChannelCredentials, timeout_s: float) -> grpc.Channel:
    """Opens a channel. See `tabwright.connect`."""
    options = [
        ("grpc.service_config", _service_config()),
        # A server that is gone without a word is noticed. Servers permit a sign of life every 10 s.
        ("grpc.keepalive_time_ms", 30_000),
        ("grpc.keepalive_timeout_ms", 10_000),
        ("grpc.max_reconnect_backoff_ms", 5000),
        ("grpc.max_receive_message_length", -1),
    ]
    if tls:
        credentials = grpc.ssl_channel_credentials() if tls is True else tls
        channel = grpc.secure_channel(address, credentials, options)
    else:
        channel = grpc.insecure_channel(address, options)
    return grpc.intercept_channel(channel, _Defaults(key, timeout_s))


def _service_config() -> str:
    """Lets gRPC repeat, where a server could not be reached, the calls that the API says are safe to repeat."""
    # They are known there since the client has imported their stubs.
    services = [Default().FindServiceByName(f"tabwright.v1.{name}Service") for name in _SERVICES]
    repeatable = (MethodOptions.NO_SIDE_EFFECTS, MethodOptions.IDEMPOTENT)
    policy = {
        "maxAttempts": 5,
        "initialBackoff": "0.2s",
        "maxBackoff": "2s",
        "backoffMultiplier": 2,
        "retryableStatusCodes": ["UNAVAILABLE"],
    }
    names = [
        {"service": service.full_name, "method": method.name}
        for service in services
        for method in service.methods
        if method.GetOptions().idempotency_level in repeatable
    ]
    return json.dumps({"methodConfig": [{"name": names, "retryPolicy": policy}]})


@dataclass(frozen=True, kw_only=True, slots=True)
class _CallDetails(grpc.ClientCallDetails):
    method: str
    timeout: float | None
    metadata: Any
    credentials: grpc.CallCredentials | None
    wait_for_ready: bool | None
    compression: grpc.Compression | None


class _Defaults(grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor):  # type: ignore[type-arg]
    """Gives each call the key, and those that answer once a deadline."""

    def __init__(self, key: str, timeout_s: float) -> None:
        self._metadata = [("x-api-key", key)] if key else []
        self._timeout_s = timeout_s

    def intercept_unary_unary(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        timeout_s = client_call_details.timeout
        if timeout_s is None:
            timeout_s = self._timeout_s + getattr(request, "wait_ms", 0) / 1000
        return continuation(self._details(client_call_details, timeout_s), request)

    def intercept_unary_stream(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        return continuation(self._details(client_call_details, client_call_details.timeout), request)

    def _details(self, details: Any, timeout_s: float | None) -> _CallDetails:
        return _CallDetails(
            method=details.method,
            timeout=timeout_s,
            metadata=[*(details.metadata or ()), *self._metadata],
            credentials=details.credentials,
            wait_for_ready=details.wait_for_ready,
            compression=details.compression,
        )
