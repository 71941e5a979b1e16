"""What the live view of a job knows of the attempt: the least that it needs, and no more."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from store.job import ClaimedJob, Json
from store.queue.pausing import NewPause
from worker.browsers.guard import Watch
from worker.secrets import Secrets
from worker.tabs import Tabs


class Pausing(Protocol):
    """As worker.running.pausing.Pausing: whether the job stands still, and why."""

    on_change: list[Callable[[], None]]
    """Told after each change."""

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


class Conceals(Protocol):
    """As worker.running.concealment.Concealment."""

    def text(self, text: str) -> str:
        """A text without what the job hides."""


KeepDownload = Callable[[Path, str], Awaitable[str]]
"""Keeps a file that was downloaded as an artifact of the job, and returns what that is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What surrounds the tabs of an attempt."""

    job: ClaimedJob
    tabs: Tabs
    pausing: Pausing
    watch: Watch
    concealment: Conceals
    secrets: Secrets
    keep_download: KeepDownload
    step: Callable[[], Json] = field(default=dict)
    """The step that runs: actionIndex and action."""
