"""What our processes have in common: structured logs, and stopping on a signal."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Coroutine
from typing import Any, Literal

import structlog
from pydantic import Field
from pydantic_settings import BaseSettings

from store.settings import DOCUMENTED_ELSEWHERE

log = structlog.get_logger()


class LogSettings(BaseSettings):
    """Logs.

    For server and worker: a line of JSON per event on standard error.
    """

    log_level: Literal["debug", "info", "warn", "error"] = Field(
        "info", description="Least level that is logged: `debug`, `info`, `warn` or `error`."
    )


def configure_logs(settings: LogSettings, service: str) -> None:
    """Sets up logs, a line of JSON per event on standard error; the standard library's go there too."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # who waits for a connection says so itself
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
    tell_unused_settings()


def tell_unused_settings() -> None:
    """Says of documented names that are set that they do nothing."""
    for name in sorted(DOCUMENTED_ELSEWHERE.keys() & os.environ.keys()):
        log.warning("settings.unused", name=name, why=DOCUMENTED_ELSEWHERE[name])


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, object]) -> bool:
    """Does the work, or cancels it when `stop` is set, and waits until it has cleaned up.

    Returns whether it was done.
    """
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        if not working.done():
            working.cancel()
    try:
        await working
    except asyncio.CancelledError:
        return False
    return True
