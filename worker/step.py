"""What a step works on, and what comes of it."""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, Self, cast

from playwright.async_api import Locator, Page
from tabwright.v1.action_pb2 import Action

from store.job import Json
from store.retry import ErrorType
from worker.failures import StepFailed
from worker.secrets import Bound, Secrets
from worker.surface import Request, Response
from worker.tabs import Tabs
from worker.values import Text
from worker.waiting import Waiting

WaitUntil = Literal["domcontentloaded", "load", "networkidle"]


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file that an action made."""

    artifact_type: str
    stem: str
    """Its name without number and extension."""
    extension: str
    """May be empty."""
    mime_type: str
    data: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptFile:
    """A file that the attempt has made before."""

    name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Around:
    """An element that an action looks for its target in: one of those of a forEach."""

    action: Action
    """Whose target matches it, with others."""
    nth: int
    around: "Around | None" = None
    """The element that it is in itself."""


class Witness(Protocol):
    """Hears what has come of navigations."""

    async def answered(self, answer: Response) -> StepFailed | None:
        """A site has answered. Returns the failure that this is, where it is not accepted."""

    def unanswered(self, request: Request, visit_ms: float) -> None:
        """A site has not answered to a visit within its time."""


def _nobody_looks(_: Locator) -> None:
    """Nobody wants to know."""


async def _anything(_: str) -> None:
    """Nobody judges."""


AskPerson = Callable[[str, Callable[[], Awaitable[bool]] | None], Awaitable[None]]
"""Has the job wait until a person has done something, which it tells, or until that seems to be done. Raises StepFailed
when nobody has, in time.
"""


async def _nobody(_: str, __: Callable[[], Awaitable[bool]] | None) -> None:
    raise StepFailed(ErrorType.INTERNAL, "nobody can be asked here")


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What an action works on."""

    tabs: Tabs
    action: Action
    target_url: str
    """The job's, which may not be open yet."""
    wait_until: WaitUntil
    """When a page counts as loaded, unless the action says so itself."""
    timeout_ms: float
    """How long the action may take. Playwright is told; past it the step is ended from outside."""
    max_file_bytes: int
    """How large a file may be."""
    read_file: Callable[[str], Awaitable[KeptFile]]
    """Reads a file that an earlier action made, by its name or that action's. Raises StepFailed."""
    heard: Callable[[str], str]
    """What a page has said without what the job hides, of which a message that shows a part of it may have a part."""
    secrets: Secrets
    """Those of the attempt."""
    witness: Witness
    """Is told what sites have answered."""
    send_headers: Callable[[Mapping[str, Bound]], None] | None = None
    """Has headers with secrets sent to their origins, in place of the last ones. None: no header of the job has one."""
    save_session: Callable[[Sequence[str]], Awaitable[Json]] | None = None
    """Saves the job's session, of these origins or of those of the job. Returns what came of it; raises StepFailed.
    None: the job names no session.
    """
    around: Around | None = None
    """What the action's target is in. None: in the whole page."""
    idle_is_wish: bool = False
    """Whether wait_until is networkidle because nobody has said anything: pages that are never idle count too."""
    may_open: Callable[[str], Awaitable[None]] = _anything
    """Raises StepFailed with URL_BLOCKED for a URL that the job's pages may not go to."""
    on_http_error: str = "accept"
    """What a visit makes of an answer of 400 or more, unless the action says so itself: `accept` or `fail`."""
    ask_person: AskPerson = _nobody
    about_to: Callable[[Locator], None] = _nobody_looks
    """Is told which element the action is about to act on. Never waits."""
    waiting: Waiting = field(default_factory=Waiting)
    """Is told what the action waits for."""
    told: dict[str, Any] = field(default_factory=dict)
    """What the action's result and the step's data say of the page, also where the action fails."""
    began: float = field(default_factory=time.monotonic)

    @property
    def must_reach(self) -> WaitUntil:
        """The load state that a page must come to at once; where idle is a wish, worker.page.loading.rest does more."""
        return "domcontentloaded" if self.idle_is_wish else self.wait_until

    @property
    def fails_on_http_error(self) -> bool:
        return (self.action.on_http_error or self.on_http_error) == "fail"

    @property
    def left_ms(self) -> float:
        """What is left of its time."""
        return max(0.0, self.timeout_ms - (time.monotonic() - self.began) * 1000)

    @property
    def page(self) -> Page:
        return self.tabs.current


@dataclass(frozen=True, kw_only=True, slots=True)
class Produced:
    """What came of an action."""

    value: Any = None
    """What it read from the page: anything that JSON can say."""
    has_value: bool = False
    file: File | None = None

    @classmethod
    def of(cls, value: Any) -> Self:
        """What was read from the page: a value, or Text of one that is large, which becomes a file."""
        return cls(file=data_file(value.data)) if isinstance(value, Text) else cls(value=value, has_value=True)


def data_file(data: bytes) -> File:
    """A value that is too large for the job's result, as JSON."""
    return File(artifact_type="data", stem="data", extension="json", mime_type="application/json", data=data)


def is_value(file: File) -> bool:
    """Whether a file is a value that is too large for the job's result."""
    return file.artifact_type == "data" and file.extension == "json"


def wait_until(value: str) -> WaitUntil:
    """The API's word, which validation has checked, as Playwright's type."""
    return cast(WaitUntil, value)
