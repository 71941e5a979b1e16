"""Finds what has happened in the table of failures."""

import re
from collections.abc import Iterator, Mapping

from store.failure_table import TABLE
from store.recovery import Blame, Delay, ErrorType, Failure, Recovery

__all__ = [
    "LOST",
    "NOBODY_ASKED",
    "PROFILES_AWAY",
    "SECRETS_AWAY",
    "SESSIONS_AWAY",
    "STOPPED",
    "TABLE",
    "Blame",
    "Delay",
    "ErrorType",
    "Failure",
    "Recovery",
    "of_guard",
    "of_message",
    "of_name",
    "of_status",
    "of_type",
]

_NAMES: Mapping[str, Failure] = {name: row for row in TABLE for name in row.names if not name.endswith("*")}
_FAMILIES: list[tuple[str, Failure]] = sorted(
    ((name.removesuffix("*"), row) for row in TABLE for name in row.names if name.endswith("*")),
    key=lambda family: -len(family[0]),
)
_PHRASES: list[tuple[str, Failure]] = [(phrase, row) for row in TABLE for phrase in row.phrases]
_OPENINGS: list[tuple[str, Failure]] = [(opening, row) for row in TABLE for opening in row.openings]
_STATUSES: Mapping[int, Failure] = {status: row for row in TABLE for status in row.statuses}
_GUARD: Mapping[str, Failure] = {kind: row for row in TABLE for kind in row.guard}
_TYPES: Mapping[ErrorType, Failure] = {row.error_type: row for row in reversed(TABLE)}
_BY_NAME: Mapping[str, Failure] = {row.name: row for row in TABLE}
_NAME = re.compile(r"net::ERR_[A-Z0-9_]+|\b(?:NS_ERROR|SEC_ERROR|SSL_ERROR|MOZILLA_PKIX_ERROR)_[A-Z0-9_]+")
_PROTOCOL = re.compile(r"^Protocol error \([\w.]+\): ")
"""Playwright's words before those of a browser."""

_WRAPPERS = ("NS_ERROR_GENERATE_FAILURE", "NS_ERROR_MODULE_")
"""What stands around Firefox's names of failures of TLS."""

LOST = _TYPES[ErrorType.WORKER_LOST]
STOPPED = _BY_NAME["the worker was stopped"]
NOBODY_ASKED = _BY_NAME["no person can be asked for now"]
PROFILES_AWAY = _BY_NAME["a profile cannot be read for now"]
SECRETS_AWAY = _BY_NAME["a secret cannot be read for now"]
SESSIONS_AWAY = _BY_NAME["a session cannot be read for now"]


def of_type(error_type: ErrorType) -> Failure:
    """The row of a kind of which nobody knows more."""
    return _TYPES[error_type]


def of_name(name: str) -> Failure | None:
    """The row of a browser's name for a failure, such as `net::ERR_CONNECTION_RESET`; None: no row has it."""
    return _NAMES.get(name) or next((row for begin, row in _FAMILIES if name.startswith(begin)), None)


def of_message(message: str) -> Failure | None:
    """The row of what a browser or Playwright has said. A name tells more than all that stands around it, a URL say.
    What a page has thrown is in such messages too, behind its kind ("Error: …"), and tells nothing of the browser.
    """
    if named := next(_rows_named(message), None):
        return named
    said = _PROTOCOL.sub("", message)
    opened = next((row for opening, row in _OPENINGS if said.startswith(opening)), None)
    return opened or next((row for phrase, row in _PHRASES if phrase in message), None)


def of_status(status: int) -> Failure | None:
    """The row of an HTTP status, of which no header is known; None: it is no failure."""
    return _STATUSES.get(status)


def of_guard(kind: str) -> Failure:
    """The row of what the worker's egress guard has told of a connection."""
    return _GUARD[kind]


def _rows_named(message: str) -> Iterator[Failure]:
    for found in _NAME.finditer(message):
        if not found[0].startswith(_WRAPPERS) and (row := of_name(found[0])):
            yield row
