"""Connections to workers: one for all viewers of a worker's jobs, as long as there are any."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import grpc

from server.live.viewers import Viewer
from store.live import relay
from store.live.relay import PING_S, Relay, RelayAddress

IDLE_S = 10.0
"""How long a connection stays that nobody uses: who has lost his view comes again."""
MAX_MESSAGE_BYTES = 8 * 1024 * 1024

Stream: TypeAlias = "grpc.aio.StreamStreamCall[bytes, bytes]"

_OPTIONS = (
    ("grpc.ssl_target_name_override", relay.SERVER_NAME),
    ("grpc.keepalive_time_ms", PING_S * 1000),
    ("grpc.keepalive_timeout_ms", PING_S * 1000),
    ("grpc.http2.max_pings_without_data", 0),
    ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
    ("grpc.initial_reconnect_backoff_ms", 200),
    ("grpc.min_reconnect_backoff_ms", 3000),  # which is how long one attempt to connect may take
    ("grpc.max_reconnect_backoff_ms", 1000),
    ("grpc.enable_http_proxy", 0),  # which the environment may name for the web
    ("grpc.use_local_subchannel_pool", 1),
)


@dataclass(eq=False, slots=True)
class _Shared:
    """A connection."""

    channel: grpc.aio.Channel
    users: int = 0
    closing: asyncio.TimerHandle | None = None


@dataclass(eq=False, slots=True)
class Relays:
    """The connections of one server."""

    _shared: dict[RelayAddress, _Shared] = field(default_factory=dict)
    _ending: set[asyncio.Task[None]] = field(default_factory=set)

    @asynccontextmanager
    async def stream(self, found: Relay, where: RelayAddress, viewer: Viewer) -> AsyncIterator[Stream]:
        """Lends a stream to the worker that runs a job, to be read from and written to; it is broken off at the end."""
        async with self._channel(where) as channel:
            attach: grpc.aio.StreamStreamMultiCallable[bytes, bytes] = channel.stream_stream(relay.METHOD)
            call: Stream = attach(metadata=grpc.aio.Metadata(*_metadata(found, where, viewer).items()))
            try:
                yield call
            finally:
                call.cancel()

    async def close(self) -> None:
        """Closes all connections."""
        for one in self._shared.values():
            if one.closing is not None:
                one.closing.cancel()
        await asyncio.gather(*(one.channel.close() for one in self._shared.values()), *self._ending)
        self._shared.clear()

    @asynccontextmanager
    async def _channel(self, where: RelayAddress) -> AsyncIterator[grpc.aio.Channel]:
        one = self._shared.get(where)
        if one is None:
            trusted = grpc.ssl_channel_credentials(root_certificates=where.certificate)
            channel = grpc.aio.secure_channel(where.address, trusted, options=_OPTIONS)
            one = self._shared[where] = _Shared(channel)
        if one.closing is not None:
            one.closing.cancel()
            one.closing = None
        one.users += 1
        try:
            yield one.channel
        finally:
            one.users -= 1
            if not one.users:
                one.closing = asyncio.get_running_loop().call_later(IDLE_S, self._close_idle, where)

    def _close_idle(self, where: RelayAddress) -> None:
        one = self._shared.pop(where, None)
        if one is not None:
            task = asyncio.get_running_loop().create_task(one.channel.close())
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)


def _metadata(found: Relay, where: RelayAddress, viewer: Viewer) -> Mapping[str, Any]:
    return {
        relay.AUTHORIZATION: f"Bearer {where.token}",
        relay.JOB: str(viewer.job_id),
        relay.LEASE: str(found.lease_no),
        relay.VIEWER: viewer.id,
        relay.NAME: viewer.granted.name.encode(),
        relay.RIGHT: viewer.granted.right,
    }
