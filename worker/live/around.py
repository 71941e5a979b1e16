"""What the live view of a job knows of the attempt: the least that it needs, and no more."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from store.job import ClaimedJob, Json
from store.queue.pausing import NewPause
from worker.browsers.guard import Watch
from worker.live.deeds import Deeds
from worker.secrets import Secrets
from worker.tabs import Tabs

_LONGEST_SECRET = 10_000
"""What is cut off may be one that begins before the cut."""


class Pausing(Protocol):
    """As worker.running.pausing.Pausing: whether the job stands still, and why."""

    on_change: list[Callable[[], None]]
    """Told after each change."""
    before_going_on: list[Callable[[], Awaitable[None]]]
    """Awaited before the automation goes on."""

    @property
    def is_still(self) -> bool:
        """Whether no step of the automation runs, and none begins: a person may act."""

    @property
    def pause(self) -> NewPause | None: ...

    @property
    def since(self) -> datetime | None: ...

    @property
    def looks_solved(self) -> bool: ...

    @property
    def deadline(self) -> datetime | None: ...

    async def give_control(self) -> None:
        """To be awaited before a person acts in the pages. Raises TimeoutError."""


class Conceals(Protocol):
    """As worker.running.concealment.Concealment."""

    def text(self, text: str) -> str:
        """A text without what the job hides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What surrounds the tabs of an attempt."""

    job: ClaimedJob
    tabs: Tabs
    pausing: Pausing
    watch: Watch
    concealment: Conceals
    secrets: Secrets
    deeds: Deeds
    step: Callable[[], Json] = field(default=dict)
    """The step that runs: actionIndex and action."""
    look: Callable[[bool], None] = lambda _: None
    """Told whether pictures are taken, whenever that changes."""

    def told(self, text: str, most: int) -> str:
        """As much of a text of a page as may be told, without what the job hides."""
        return self.concealment.text(text[: most + _LONGEST_SECRET])[:most]
