"""What the metrics say of the database: how it is reached, and how long statements take.

Those are named after the constants that have their texts, such as queue.attempts.finish.
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping

from prometheus_client import Histogram

from store import metrics
from store.database.availability import Availability

OTHER = "other"
"""What has no name: texts that are put together while the process runs."""
MAX_KNOWN = 1000
"""How many texts are remembered."""

_known: dict[str, str] = {}
_measured: dict[str, Histogram] = {}
"""By the same names."""


class timed:  # noqa: N801 - as contextlib's
    """Measures a statement, whether it goes well or not. To wait for a connection is no part of it."""

    __slots__ = ("_began", "_statement")

    def __init__(self, statement: str) -> None:
        self._statement = statement

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        called = name(self._statement)
        measured = _measured.get(called)
        if measured is None:
            measured = _measured[called] = metrics.DB_STATEMENT_S.labels(called)
        measured.observe(time.perf_counter() - self._began)


def name(statement: str) -> str:
    """A statement's name: as many as there are constants, and OTHER."""
    found = _known.get(statement)
    if found is None:
        if len(_known) >= MAX_KNOWN:
            return OTHER
        found = _known[statement] = next(_names(statement), OTHER)
    return found


def show(availability: Availability, pool: Callable[[], Mapping[str, int]]) -> None:
    """Has the metrics say whether the database answers, and what the pool's connections do."""
    metrics.DB_UP.set_function(lambda: float(not availability.is_away))
    connections = metrics.DB_CONNECTIONS
    connections.labels("used").set_function(lambda: pool().get("pool_size", 0) - pool().get("pool_available", 0))
    connections.labels("free").set_function(lambda: pool().get("pool_available", 0))
    connections.labels("waiting").set_function(lambda: pool().get("requests_waiting", 0))


def _names(statement: str) -> Iterator[str]:
    """Looks through what is loaded: once for each text."""
    for module_name in sorted(one for one in sys.modules if one.startswith("store.")):
        for constant, value in list(vars(sys.modules[module_name]).items()):
            if value is statement:
                yield f"{module_name.removeprefix('store.')}.{constant.strip('_').lower()}"
