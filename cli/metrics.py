"""The metrics of `tabwright up`: those of its processes, on one port of loopback."""

import os
import socket
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from cli.errors import CommandError
from store.doorbell import answered
from store.exposition import (
    PATH,
    SOCKET,
    MetricsPortTaken,
    MetricsSettings,
    address,
    answering,
    listening,
    why_taken,
)
from store.gathered_metrics import gathering

SERVICES = ("server", "worker")
LOOPBACK = "127.0.0.1"


class Metrics:
    """Where `tabwright up` serves them, if it does."""

    def __init__(self, settings: MetricsSettings | None, other_ports: Collection[int]) -> None:
        """Without settings they are not served. Raises CommandError where a port that was given is taken, or is one of
        the other ports.
        """
        self._settings = settings and settings.model_copy(update={"metrics_host": LOOPBACK})
        self.sockets: list[socket.socket] = []
        """Where they are asked for, while they are served."""
        self.notice: str | None = None
        """What is to be told of them."""
        if self._settings is None or not self._settings.enable_metrics:
            self._settings = None
        elif why := _why_not(self._settings, other_ports):
            if self._settings.is_port_given:
                raise CommandError(why)
            self._settings, self.notice = None, f"no metrics: {why}"
        else:
            self.notice = f"metrics http://{address(self._settings)}{PATH}"

    def environment(self, service: str) -> Mapping[str, str]:
        """What a process is told."""
        if self._settings is None:
            return {"ENABLE_METRICS": "false"}
        return {"ENABLE_METRICS": "true", SOCKET: _socket(service)}

    @asynccontextmanager
    async def served(self) -> AsyncIterator[None]:
        """Serves them as long as it is entered. Raises CommandError."""
        if self._settings is None:
            yield
            return
        try:
            self.sockets = listening(self._settings)
        except MetricsPortTaken as error:
            raise CommandError(str(error)) from None
        async with answered(self.sockets, serving):
            yield


def serving(sockets: Sequence[socket.socket]) -> AbstractAsyncContextManager[None]:
    """Answers at sockets, as long as it is entered."""
    return answering(gathering("service", {service: _socket(service) for service in SERVICES}), sockets)


def _why_not(settings: MetricsSettings, other_ports: Collection[int]) -> str | None:
    if settings.metrics_port in other_ports:
        return f"METRICS_PORT must not be PORT or GRPC_PORT: it is {settings.metrics_port}"
    return why_taken(settings)


def _socket(service: str) -> str:
    return f"tabwright-{os.getpid()}-{service}-metrics"
