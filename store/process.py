"""What our processes have in common: structured logs, keeping to themselves, and stopping on a signal."""

import contextlib
import logging
import os
import socket
import stat
import sys
from pathlib import Path
from typing import Literal

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
        "info", description="Lowest level that is logged: `debug`, `info`, `warn` or `error`."
    )


def tighten(folder: Path) -> None:
    """Takes a folder of ours away from all others, if it is open to everybody: an earlier release has made it, or
    somebody by hand. One that is open to a group only is meant to be.
    """
    with contextlib.suppress(FileNotFoundError, PermissionError):
        found = folder.stat()
        if found.st_uid == os.geteuid() and found.st_mode & stat.S_IRWXO:
            folder.chmod(stat.S_IMODE(found.st_mode) & ~(stat.S_IRWXG | stat.S_IRWXO))


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


class PortTaken(Exception):
    """A port cannot be listened on."""


def why_not_listening(host: str, port: int) -> str | None:
    """Why nothing can listen at an address; None where something can. gRPC says it in its own log only."""
    why = None
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        return error.strerror
    for family, kind, protocol, _, place in places:
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(place)
            except (OSError, OverflowError) as error:
                why = error.strerror if isinstance(error, OSError) else "ports end at 65535"
            else:
                return None
    return why
