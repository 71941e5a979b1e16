"""Serving the metrics, for Prometheus to read: one path, `/metrics`, and nothing that asks a database."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from socket import socket as Socket  # noqa: N812 - `socket` is the name of one
from typing import TYPE_CHECKING

import structlog
from prometheus_client import CollectorRegistry, Metric
from prometheus_client.registry import Collector
from pydantic import Field
from pydantic_settings import BaseSettings

from store import doorbell, metrics
from store.process import why_not_listening

if TYPE_CHECKING:  # what answers is loaded when it is asked: it takes 7 MB, and most processes are never asked
    from aiohttp import web

log = structlog.get_logger()

PATH = "/metrics"
SOCKET = "TABWRIGHT_METRICS_SOCKET"
"""The environment variable by which `tabwright up` names a socket for each of its processes, whose metrics it serves on
one port. Its name is an abstract one: nothing of it is left in a folder.
"""
STOP_S = 1.0

Scrape = Callable[["web.Request"], Awaitable["web.Response"]]


class MetricsSettings(BaseSettings):
    """Metrics.

    For server and worker: what they count and measure, in the format of Prometheus, at `/metrics` (metrics.md).
    `tabwright up` serves those of both on one port of loopback.
    """

    enable_metrics: bool = Field(default=True, description="Whether metrics are served.")
    metrics_host: str = Field(
        "127.0.0.1",
        description="Address that metrics are served at; `0.0.0.0` for all interfaces. Whoever reaches it may read "
        "them.",
    )
    metrics_port: int = Field(
        9090,
        ge=1,
        le=65535,
        description="Port that metrics are served at; each process of a machine needs its own. If it is taken, a "
        "process to which it was given does not start, and one with the default logs that its metrics are not served.",
    )

    @property
    def is_port_given(self) -> bool:
        return "metrics_port" in self.model_fields_set


class MetricsPortTaken(Exception):
    """The port of the metrics cannot be listened on."""


class Together(Collector):
    """Several collectors as one."""

    def __init__(self, collectors: Sequence[Collector | CollectorRegistry]) -> None:
        self._collectors = collectors

    def collect(self) -> Iterator[Metric]:
        for one in self._collectors:
            yield from one.collect()


@asynccontextmanager
async def exposing(settings: MetricsSettings | None, registries: Sequence[CollectorRegistry]) -> AsyncIterator[bool]:
    """Serves metrics as long as it is entered, if the settings say so. Tells whether it does. Raises MetricsPortTaken
    where a port that was given is taken.
    """
    if settings is None or not settings.enable_metrics:
        yield False
        return
    metrics.BUILD_INFO.labels(version("tabwright")).set(1)
    socket, collector = os.environ.get(SOCKET), Together(registries)
    where = None if socket else address(settings)
    if where and (why := why_taken(settings)):
        if settings.is_port_given:
            raise MetricsPortTaken(why)
        log.warning("metrics.not_served", why=why)
        yield False
        return

    async def scrape(request: "web.Request") -> "web.Response":
        return answer(collector, request)

    async with serving(scrape, settings, socket):
        log.info("metrics.served", address=where or f"@{socket}")
        yield True


@asynccontextmanager
async def serving(scrape: Scrape, settings: MetricsSettings, socket: str | None = None) -> AsyncIterator[None]:
    """Answers at the settings' address, or at an abstract socket, as long as it is entered. Raises MetricsPortTaken."""
    sockets = [doorbell.listening_at(socket)] if socket else listening(settings)
    async with doorbell.answered(sockets, lambda sockets: answering(scrape, sockets)):
        yield


def listening(settings: MetricsSettings) -> list[Socket]:
    """Sockets at the settings' address. Raises MetricsPortTaken."""
    try:
        return doorbell.listening(settings.metrics_host.strip("[]"), settings.metrics_port)
    except OSError as error:  # somebody was faster, after we had looked
        told = f"METRICS_HOST, METRICS_PORT: cannot listen on {address(settings)}: {error.strerror}"
        raise MetricsPortTaken(told) from error


@asynccontextmanager
async def answering(scrape: Scrape, sockets: Sequence[Socket]) -> AsyncIterator[None]:
    """Answers at sockets, as long as it is entered."""
    from aiohttp import web  # noqa: PLC0415 - see above

    application = web.Application()
    application.router.add_get(PATH, scrape)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=STOP_S)
    await runner.setup()
    try:
        for one in sockets:
            await web.SockSite(runner, one).start()
        yield
    finally:
        await doorbell.accept_no_more(sockets)
        await runner.cleanup()


def answer(collector: Collector, request: "web.Request") -> "web.Response":
    """What is read now, in the form that is asked for."""
    from aiohttp import web  # noqa: PLC0415 - see above
    from prometheus_client.exposition import choose_encoder  # noqa: PLC0415 - see above

    encode, content_type = choose_encoder(request.headers.get("Accept", ""))
    response = web.Response(body=encode(collector), headers={"Content-Type": content_type})
    response.enable_compression()
    return response


def address(settings: MetricsSettings) -> str:
    return f"{settings.metrics_host}:{settings.metrics_port}"


def why_taken(settings: MetricsSettings) -> str | None:
    """Why the metrics cannot be served, for people; None where they can."""
    why = why_not_listening(settings.metrics_host.strip("[]"), settings.metrics_port)
    if why is None:
        return None
    return (
        f"METRICS_HOST, METRICS_PORT: cannot listen on {address(settings)}: {why}; "
        "set another METRICS_PORT, or ENABLE_METRICS=false"
    )
