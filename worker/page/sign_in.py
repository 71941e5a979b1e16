"""Whether a site has refused a sign-in: judged once a step has sent a password, and only by what is clear.

A false alarm is worse than a miss: somebody is called, or a password is sent again. Nothing is ever sent from here, and
no password is read.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum

from playwright.async_api import Frame, Page, Request
from tabwright.v1.flow_pb2 import Condition

from worker.page import locators
from worker.page.conditions import holds
from worker.page.obstacles import told_url
from worker.page.seeing import answered
from worker.page.sign_in_signs import INVALID, LOOK_S, REFUSING, Sent, Signs, look, requests_of, sent_since
from worker.processes.sight import sight
from worker.step import Step
from worker.tabs import Tabs

PATIENCE_S = 4.0
"""How long a site has to answer. What the job declares to show that it is signed in may give it longer (withinMs)."""
POLL_S = 0.2
STEADY_S = 0.8
"""How long what is seen must last: pages show errors in passing, and are without a form while another one comes."""

_ENTERING = frozenset({"fill", "type"})
_SUBMITTING = frozenset({"check", "click", "drag", "evaluate", "mouseUp", "press", "select", "type"})
_WEB = frozenset({"http", "https"})
"""A page that did not come is none, and shows the browser's own."""
_LINE_BREAKS = ("\n", "\r")
_INSTRUCTIONS = "Sign in on the page, and then let the job go on."


class Verdict(StrEnum):
    """What has come of a sign-in."""

    SUCCESS = "success"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """How a sign-in has ended."""

    verdict: Verdict
    message: str = ""
    """What shows that it was refused, for people; it may have words of the page. Empty: it was not."""
    instructions: str = ""
    """What a person is to do, in plain English. Empty: nothing."""
    reason: str = "LOGIN_FAILED"
    """As Pause.reason says it."""


@dataclass(frozen=True, slots=True)
class _Form:
    """Where a password was entered."""

    page: Page
    frame: Frame


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A step that may have sent it."""

    form: _Form
    before: Signs
    requests: Collection[Request]
    """Those that the page had made before."""


class SignIn:
    """The sign-ins of one attempt."""

    def __init__(self, signed_in: Condition | None = None) -> None:
        """`signed_in` is what the job says that shows that it is signed in (JobOptions.signed_in)."""
        self._signed_in = signed_in
        self._form: _Form | None = None
        self._attempt: _Attempt | None = None

    @property
    def is_due(self) -> bool:
        """Whether a step may have sent a password that nobody has judged yet."""
        return self._attempt is not None

    @asynccontextmanager
    async def during(self, step: Step) -> AsyncIterator[None]:
        """Notes what a step does with passwords. Raises nothing of its own; what the step raises goes through."""
        action = step.action
        enters = action.action in _ENTERING
        submits = action.action in _SUBMITTING or (enters and any(one in action.value for one in _LINE_BREAKS))
        form = self._form
        if form is None and enters and submits and any(one in action.value for one in _LINE_BREAKS):
            form = await _form(step)  # it is sent as it is entered
        attempt = await _begin(form) if form is not None and submits else None
        try:
            yield
            if enters and (entered := await _form(step)):
                self._form = entered
        finally:
            self._attempt = attempt or self._attempt

    async def judge(self, tabs: Tabs) -> Outcome:
        """What has come of the password that was sent last: asks for PATIENCE_S at most, and mostly much shorter. Not
        due: UNKNOWN at once. Raises nothing.
        """
        attempt, self._attempt = self._attempt, None
        if attempt is None:
            return Outcome(verdict=Verdict.UNKNOWN)
        judging = _Judging(attempt, self._signed_in, tabs)
        outcome = await judging.outcome()
        if judging.was_sent:
            self._form = None
        return outcome


async def _form(step: Step) -> _Form | None:
    """Where a step enters a password. None: what it enters into is no field for one, or has gone."""
    asked = sight("password", secret=step.action.HasField("secret"))
    where = locators.locate(locators.place(step), step.action).locator(asked)
    if not await answered(where.count(), LOOK_S):
        return None
    frame: Frame | None = step.page.main_frame
    if step.action.frame or step.around is not None:
        frame = await answered(locators.frame(step), LOOK_S)
    return _Form(step.page, frame) if frame is not None else None


async def _begin(form: _Form) -> _Attempt | None:
    """What is to be known before a password is sent. None: the page has gone, or does not answer."""
    if form.page.is_closed():
        return None
    requests, before = await asyncio.gather(requests_of(form.page), look(form.page, form.frame))
    return _Attempt(form, before, frozenset(requests)) if before is not None and before.has_form else None


class _Judging:
    """Judges one attempt."""

    def __init__(self, attempt: _Attempt, signed_in: Condition | None, tabs: Tabs) -> None:
        self.was_sent = False
        """Whether the step has sent anything at all: a click may have shown the password only."""
        self._attempt = attempt
        self._marker = signed_in
        self._tabs = tabs
        self._began = time.monotonic()
        self._last: tuple[Outcome | None, float] = (None, self._began)
        """What the last look has said, and since when looks say so."""

    @property
    def _patience_s(self) -> float:
        return max(PATIENCE_S, self._marker.within_ms / 1000 if self._marker is not None else 0)

    async def outcome(self) -> Outcome:
        while True:
            if await self._is_marked():
                self.was_sent = True
                return Outcome(verdict=Verdict.SUCCESS)
            page = self._attempt.form.page
            if page.is_closed():
                self.was_sent = True
                return Outcome(verdict=Verdict.UNKNOWN)
            signs, sent = await asyncio.gather(
                look(page, self._attempt.form.frame), sent_since(page, self._attempt.requests)
            )
            if (said := self._said(signs, sent)) is not None:
                return said
            if time.monotonic() - self._began >= self._patience_s:
                return self._at_the_end(signs, sent)
            await asyncio.sleep(POLL_S)

    async def _is_marked(self) -> bool:
        if self._marker is None or self._marker.HasField("step"):
            return False
        now = Condition()
        now.CopyFrom(self._marker)
        now.ClearField("within_ms")
        return await answered(holds(self._tabs, now), LOOK_S) or False

    def _said(self, signs: Signs | None, sent: list[Sent]) -> Outcome | None:
        """What a look says, once it has said so for long enough."""
        before = self._attempt.before
        is_under_way = signs is None or signs.is_loading or any(one.status is None for one in sent)
        self.was_sent = self.was_sent or bool(sent) or (signs is not None and not _is_at(signs, before))
        outcome = None if signs is None or is_under_way else self._of(signs, sent)
        now = time.monotonic()
        if outcome != self._last[0]:
            self._last = outcome, now
        return outcome if outcome is not None and now - self._last[1] >= STEADY_S else None

    def _of(self, signs: Signs, sent: list[Sent]) -> Outcome | None:
        """What a page says that is at rest. None: nothing yet."""
        before = self._attempt.before
        if not self.was_sent:
            return Outcome(verdict=Verdict.UNKNOWN)
        has_left = signs.origin != before.origin and signs.origin[0] in _WEB
        if signs.has_form and not has_left:
            return self._refusal(signs, sent)
        if self._marker is not None:  # it alone says that the job is signed in; there may be more to do before it comes
            return None if self._new_errors(signs, sent) else Outcome(verdict=Verdict.UNKNOWN)
        has_moved = signs.place != before.place and signs.place[0] in _WEB
        return Outcome(verdict=Verdict.SUCCESS if has_left or has_moved else Verdict.UNKNOWN)

    def _refusal(self, signs: Signs, sent: list[Sent]) -> Outcome | None:
        """What says that it was refused, where the form is still there."""
        own = [one for one in sent if one.is_own]
        if own and own[-1].status in REFUSING:
            return _refused(f"{own[-1].url} answered {own[-1].status}")
        if sent and signs.place == self._attempt.before.place and (errors := self._new_errors(signs, sent)):
            words = next((one for one in errors if one != INVALID), "")
            return _refused(f"the page says {words!r}" if words else "the page marks the password as wrong")
        return None

    def _new_errors(self, signs: Signs, sent: list[Sent]) -> list[str]:
        """Those that were not there before, or are those of another document."""
        known = () if any(one.is_document for one in sent) else self._attempt.before.errors
        return [one for one in signs.errors if one not in known]

    def _at_the_end(self, signs: Signs | None, sent: list[Sent]) -> Outcome:
        """What is said when the time is over. What is slow is not refused; without a form there may be more to do."""
        is_under_way = signs is None or signs.is_loading or any(one.status is None for one in sent)
        if self._marker is None or signs is None or is_under_way or not self.was_sent:
            return Outcome(verdict=Verdict.UNKNOWN)
        is_back = signs.has_form and any(one.is_own for one in sent)  # else it may have been about something else
        if not is_back and (signs.asks_for_code or not self._new_errors(signs, sent)):
            return Outcome(verdict=Verdict.UNKNOWN)
        waited = f"{self._patience_s:.0f} s"
        return _refused(f"what shows that the job is signed in has not come within {waited}, at {told_url(signs.url)}")


def _is_at(signs: Signs, before: Signs) -> bool:
    return signs.has_form and signs.url == before.url


def _refused(why: str) -> Outcome:
    return Outcome(
        verdict=Verdict.REFUSED, message=f"the site has refused the sign-in: {why}", instructions=_INSTRUCTIONS
    )
