"""The memory of the shop."""

from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Recent(Generic[V]):
    """Values by key, of which only the newest are kept, so that a shop may serve for weeks.

    Any thread may use it.
    """

    def __init__(self, limit: int = 10_000) -> None:
        self._limit = limit
        self._values: dict[str, V] = {}
        self._lock = Lock()

    def add(self, key: str, value: V) -> None:
        with self._lock:
            self._values[key] = value
            if len(self._values) > self._limit:
                del self._values[next(iter(self._values))]

    def get(self, key: str) -> V | None:
        with self._lock:
            return self._values.get(key)

    def newest(self) -> list[V]:
        """All values, the newest first."""
        with self._lock:
            return list(reversed(self._values.values()))

    def discard(self, key: str) -> None:
        with self._lock:
            self._values.pop(key, None)
