"""The spans of attempts and of their steps, as whoever runs jobs knows them. Here there are none: worker.exported_spans
has those that are sent somewhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from store.job import ClaimedJob


class AttemptSpans:
    """Those of one attempt."""

    @contextmanager
    def step(self, _step: dict[str, Any]) -> Iterator[None]:
        """That of a step, as long as it is entered. The data of its event describe it."""
        yield

    def ended(self, _status: str, _error_type: str | None) -> None:
        """Tells how the attempt has ended."""


NO_SPANS = AttemptSpans()


class Tracing:
    """Those of a worker."""

    @contextmanager
    def attempt(self, _job: ClaimedJob) -> Iterator[AttemptSpans]:
        """That of an attempt, as long as it is entered."""
        yield NO_SPANS

    async def stop(self) -> None:
        """Has nothing more to send."""
