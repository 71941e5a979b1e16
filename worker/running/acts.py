"""What an attempt has done that must not be done twice: it has acted when an acting action has begun, and then a page
has submitted something to its own site.

That is known to this process, and recorded with the lease for the case that this process dies. A death while an acting
action runs may be one after the request and before the record, so that an action begins when it is recorded that it may
act; the record of the step before it says so, and nothing more is written for it.
"""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.async_api import BrowserContext, Request
from tabwright.v1.action_pb2 import Action

from store.action_tree import GROUPS
from store.job import ClaimedJob, Repeat
from store.queue.attempts import FOR_EVER_S
from worker.page.submissions import submits
from worker.waiting import Waiting

SETTLE_S = 2.0
"""How long after an acting action a page may still send what the action has caused (it may come later than the action
ends, and many pages save a moment after the last key).
"""

_HARMLESS = frozenset(
    {
        "answerDialogs",
        "askHuman",
        "blockResources",
        "closeTab",
        "collectUrls",
        "extract",
        "find",
        "hover",
        "inspect",
        "moveCursor",
        "pdf",
        "saveSession",
        "screenshot",
        "scroll",
        "setCookies",
        "setHeaders",
        "setViewport",
        "snapshot",
        "switchTab",
        "visit",
        "wait",
    }
)
"""Actions by which nobody submits anything. All others act, those too that nobody has put here."""
_AT_ONCE = frozenset({"check", "click", "press", "select", "uncheck"})
"""Acting actions that are done as soon as their element is there, but for a page that they lead to."""
_LINE_BREAKS = ("\n", "\r")


def acts(action: Action) -> bool:
    """Whether something may be submitted by an action."""
    if action.action == "fill":
        return any(one in action.value for one in _LINE_BREAKS)
    if action.action == "download":
        return action.HasField("target")  # it is clicked
    return action.action not in _HARMLESS


class Acts:
    """Whether one attempt has acted, or a person in its pages. Of a job that is repeated always, nobody asks."""

    def __init__(self, job: ClaimedJob) -> None:
        self.has_acted = False
        self.on_act: Callable[[], None] = lambda: None
        """Called when it has acted."""
        self._anywhere = job.html is not None  # its page has no site, and may submit to any
        self._matters = job.repeat is Repeat.WHEN_SAFE
        self._moved_at = -math.inf
        """When a page was last asked for, as far as anybody looks."""
        self._is_next = False
        self._running = 0
        self._settled_at = -math.inf
        self._from_frames = False
        self._context: BrowserContext | None = None

    @property
    def has_begun(self) -> bool:
        """Whether an acting action has."""
        return self._context is not None

    @property
    def may_act(self) -> bool:
        """Whether something may be submitted at this moment of which we do not know yet."""
        return self._running > 0 or time.monotonic() < self._settled_at

    @property
    def acting_s(self) -> float | None:
        """How long from now on the death of this process means that the job may have acted."""
        if self.has_acted or self._is_next or self._running:
            return FOR_EVER_S
        left_s = self._settled_at - time.monotonic()
        return left_s if left_s > 0 else None

    def expect(self, following: Action | None) -> None:
        """Says which action comes after the step that is recorded next."""
        self._is_next = following is not None and self.counts(_first(following))

    def counts(self, action: Action) -> bool:
        """Whether it must be recorded that the attempt may act before an action begins."""
        return self._matters and acts(action)

    @contextmanager
    def during(self, action: Action, context: BrowserContext) -> Iterator[None]:
        """Looks at what pages send, from when the first acting action begins."""
        if not self.counts(action):
            yield
            return
        self._from_frames = self._from_frames or len(action.frame) > 0
        self._follow(context)
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            self._settled_at = time.monotonic() + SETTLE_S

    def expect_wait(self, action: Action, waiting: Waiting) -> None:
        """Says how it can be known of an action that begins now that it has done nothing but wait for its element. One
        that may be done twice needs no care. Others are told from those that have acted by where the page goes.
        """
        if not acts(action):
            return
        is_at_once = action.action in _AT_ONCE and not action.delay_ms and not action.wait_for_navigation
        waiting.looks_from_start = not (is_at_once and self._matters)
        began = time.monotonic()
        waiting.has_moved = lambda: self._moved_at >= began

    def by_person(self, context: BrowserContext) -> None:
        """A person acts in the pages from now on: what is submitted then is not to be done twice either."""
        if self._matters:
            self._from_frames = True  # people sign in and pay in frames, too
            self._follow(context)

    def _follow(self, context: BrowserContext) -> None:
        """Looks at what pages send from now on."""
        if self._context is None:
            self._context = context
            context.on("request", self._look)

    def lose_sight(self) -> None:
        """Takes what cannot be known for done: of what pages have sent in the end, nothing has been told."""
        self.has_acted = self.has_acted or self.may_act

    def _submits(self, request: Request, context: BrowserContext) -> bool:
        return submits(request, context, from_frames=self._from_frames, anywhere=self._anywhere)

    def _look(self, request: Request) -> None:
        context = self._context
        if request.is_navigation_request():
            self._moved_at = time.monotonic()
        if context is None or self.has_acted or not self._submits(request, context):
            return
        self.has_acted = True
        self.on_act()


def _first(action: Action) -> Action:
    """The first action that a group performs."""
    while action.action in GROUPS:
        action = action.actions[0]
    return action
