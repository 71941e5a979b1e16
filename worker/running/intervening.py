"""What becomes of a step that a page keeps from its work, when it asks for a person: somebody is called, and the step
is done again. What a site may do better in a moment is retried first; a password is never sent a second time from here.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from google.protobuf.json_format import ParseDict
from tabwright.v1.action_pb2 import Action
from tabwright.v1.job_options_pb2 import JobOptions

from store.errors import LeaseLost
from store.failures import NOBODY_ASKED, Failure
from store.job import ClaimedJob
from store.queue.pausing import DEFAULT_TIMEOUT_S, NewPause
from store.retry import ErrorType, is_due_again
from worker.failures import StepFailed, step_failure
from worker.page.blocking import judge
from worker.page.blocking.found import Found
from worker.page.conditions import holds
from worker.page.sign_in import SignIn, Verdict
from worker.running.breaking import BrokenOff
from worker.running.clock import Clock
from worker.running.pausing import Answer, IsSolved, Pausing
from worker.tabs import Tabs
from worker.waiting import Waiting

MOST = 3
"""How often a person is called for the same step of an attempt."""
WAIT_S = 5.0
"""How long a step may wait before it is looked whether the page asks for a person; and how often then."""
LEAST_S = 1.0
"""How much of its time a job must have left for a step to be done again."""
REQUESTED = "REQUESTED"
"""Pause.reason of askHuman."""

_OF_THE_PAGE = frozenset(
    {
        ErrorType.ACTION_FAILED,
        ErrorType.AUTHENTICATION_FAILED,
        ErrorType.HTTP_ERROR,
        ErrorType.NAVIGATION_FAILED,
        ErrorType.NOT_A_PAGE,
        ErrorType.RATE_LIMITED,
        ErrorType.SELECTOR_NOT_FOUND,
        ErrorType.SITE_BLOCKED,
        ErrorType.SITE_ERROR,
        ErrorType.TIMEOUT,
    }
)
"""Failures that a page may have caused which asks for a person."""
_MAY_PASS = frozenset({ErrorType.NAVIGATION_FAILED, ErrorType.RATE_LIMITED, ErrorType.SITE_ERROR})
"""Of these, failures that another attempt may not have: nobody is called while there is one to come."""

_ONLY_WAITED = StepFailed(ErrorType.TIMEOUT, "it has only waited")
_ANOTHER_PAGE = StepFailed(ErrorType.SITE_BLOCKED, "the page that was asked for has not come")

T = TypeVar("T")


@dataclass(slots=True)
class _Seen:
    """What was seen while a step waited."""

    found: Found | None = None


class Intervening:
    """The interventions of one attempt."""

    def __init__(self, job: ClaimedJob, clock: Clock, pausing: Pausing, conceal: Callable[[str], str]) -> None:
        """`conceal` gives a text without what the job hides."""
        options = ParseDict(dict(job.options), JobOptions(), ignore_unknown_fields=True)
        self._job = job
        self._clock = clock
        self._pausing = pausing
        self._conceal = conceal
        self._is_wanted = options.on_blocked == "intervene"
        self._goes_on = options.auto_resume
        self._timeout_s = options.intervention_timeout_ms / 1000 or DEFAULT_TIMEOUT_S
        self._signed_in = options.signed_in if options.HasField("signed_in") else None
        is_judged = self._is_wanted or self._signed_in is not None
        self.sign_in: SignIn | None = SignIn(self._signed_in) if is_judged else None
        """The sign-ins of the attempt. None: nobody judges them."""

    async def done(
        self, tabs: Tabs, action: Action, do: Callable[[Waiting], Awaitable[T]], *, own_time_ms: int = 0
    ) -> T:
        """Does a step, and does it again where it was broken off, or where a person has helped. Raises what it fails
        with, or LeaseLost.
        """
        waiting, called = Waiting(), 0
        while True:
            try:
                async with self._watched(tabs, waiting, is_on=called < MOST) as seen:
                    with self._pausing.breaking.breakable(waiting):
                        produced = await do(waiting)
                found = await self._shut_out(tabs, action)
            except BrokenOff:
                waiting.again()
                if (found := seen.found) is None:
                    await self._pausing.gate(self._step(action))
                elif await self._is_helped(tabs, action, found, _ONLY_WAITED):
                    called += 1
                    self._clock.again(own_time_ms)
                else:
                    called = MOST  # it fails as it would have
                continue
            except LeaseLost:
                raise
            except Exception as error:
                failure = self._timed(step_failure(error), error, own_time_ms)
                found = await self._asking(tabs, action, failure) if called < MOST else None
                if found is None or not await self._is_helped(tabs, action, found, failure):
                    raise
            else:
                if found is None or called == MOST or not await self._is_helped(tabs, action, found, _ANOTHER_PAGE):
                    await self._judge(tabs, action)
                    return produced
            waiting.again()
            called += 1
            self._clock.again(own_time_ms)

    async def explained(self, tabs: Tabs | None, failure: StepFailed) -> StepFailed:
        """The failure of a job for which nobody was to be called, with what its page asks of people, if it does."""
        is_of_page = failure.error_type in _OF_THE_PAGE and tabs is not None and not tabs.current.is_closed()
        if self._is_wanted or not is_of_page or tabs is None:
            return failure
        found = await judge.look(tabs.current)
        blocks = found is not None and found.is_certain
        return StepFailed(failure.failure, f"{failure}; {found.message}") if blocks and found else failure

    async def ask(self, instructions: str, is_done: IsSolved | None, *, action: Action) -> None:
        """Has the job wait until a person has done something. Raises StepFailed when nobody has, and LeaseLost."""
        timeout_s = action.timeout_ms / 1000 or self._timeout_s
        pause = self._pause(action, REQUESTED, timeout_s, instructions=instructions)
        answer = await self._pausing.intervene(pause, is_done, goes_on=True)
        if answer == "done":
            return
        raise StepFailed(*_UNASKED[answer](timeout_s, self._pausing.note))

    @asynccontextmanager
    async def _watched(self, tabs: Tabs, waiting: Waiting, *, is_on: bool) -> AsyncIterator[_Seen]:
        """Breaks off what waits for long on a page that asks for a person."""
        seen = _Seen()
        if not (self._is_wanted and is_on):
            yield seen
            return
        watch = asyncio.create_task(self._watch(tabs, waiting, seen))
        try:
            yield seen
        finally:
            watch.cancel()

    async def _watch(self, tabs: Tabs, waiting: Waiting, seen: _Seen) -> None:
        while seen.found is None:
            await asyncio.sleep(WAIT_S)
            if waiting.is_only and (found := await judge.blocks(tabs.current)) is not None:
                seen.found = found if self._pausing.breaking.break_off() else None

    async def _shut_out(self, tabs: Tabs, action: Action) -> Found | None:
        """What certainly blocks the page that a visit has come to."""
        return await judge.blocks(tabs.current) if self._is_wanted and action.action == "visit" else None

    async def _asking(self, tabs: Tabs, action: Action, failure: StepFailed) -> Found | None:
        """What asks for a person on the page that a step has failed on, where one is to be called."""
        if not self._is_wanted or failure.error_type not in _OF_THE_PAGE or tabs.current.is_closed():
            return None
        comes_again = is_due_again(failure.recovery, self._job.retry_count, self._job.max_retries)
        if (failure.error_type in _MAY_PASS and comes_again) or self._clock.left_s < LEAST_S:
            return None
        found = await judge.look(tabs.current)
        if found is not None and found.clears_itself:
            found = await judge.blocks(tabs.current)
        # Beside a CAPTCHA that is merely there, what may fail may do so, and what may pass is tried again.
        is_due = found is not None and (found.is_certain or not (action.continue_on_error or comes_again))
        return found if is_due else None

    async def _is_helped(self, tabs: Tabs, action: Action, found: Found, failure: StepFailed) -> bool:
        """Calls a person for what was found. Returns whether one could be called, when that is done. Raises the failure
        that it was where nobody has helped, and LeaseLost.
        """
        failure = found.told(failure)
        words = {"vendor": found.vendor, "instructions": found.instructions, "message": str(failure)}
        pause = self._pause(action, found.reason, self._timeout_s, **words)
        answer = await self._pausing.intervene(
            pause, lambda: judge.is_solved(tabs.current, found), goes_on=self._goes_on
        )
        if answer in {"failed", "late"}:
            raise self._ended(failure, answer, self._timeout_s)
        return answer == "done"

    async def _judge(self, tabs: Tabs, action: Action) -> None:
        """Looks what has come of a sign-in, if the step has sent one. One that was refused is not tried again: a person
        signs in, or the step has failed.
        """
        if self.sign_in is None or not self.sign_in.is_due:
            return
        outcome = await self.sign_in.judge(tabs)
        if outcome.verdict is not Verdict.REFUSED:
            return
        failure = StepFailed(ErrorType.AUTHENTICATION_FAILED, outcome.message)
        if not self._is_wanted:
            raise failure
        pause = self._pause(
            action,
            outcome.reason,
            self._timeout_s,
            instructions=outcome.instructions,
            message=outcome.message,
        )
        answer = await self._pausing.intervene(pause, self._is_signed_in(tabs), goes_on=self._goes_on)
        if answer != "done":
            raise self._ended(failure, answer, self._timeout_s)

    def _is_signed_in(self, tabs: Tabs) -> IsSolved | None:
        """What tells that a person has signed in, as far as the job says what shows that."""
        condition = self._signed_in
        return None if condition is None else lambda: holds(tabs, condition)

    def _ended(self, failure: StepFailed, answer: Answer, timeout_s: float) -> StepFailed:
        """The failure that it was, and what a person has said of it."""
        why = {
            "failed": "a person could not help" + (f": {self._pausing.note}" if self._pausing.note else ""),
            "late": f"nobody came within {timeout_s:.0f} s",
            "refused": "nobody could be called: as many jobs of the worker stand still as may",
        }[answer]
        return StepFailed(failure.failure, f"{failure} ({why})")

    def _timed(self, failure: StepFailed, error: Exception, own_time_ms: int) -> StepFailed:
        """The failure of a step, in the words of its own time if that was over."""
        if isinstance(error, StepFailed) or failure.error_type is not ErrorType.TIMEOUT or not own_time_ms:
            return failure
        return StepFailed(ErrorType.TIMEOUT, f"it took longer than its {own_time_ms} ms")

    def _step(self, action: Action) -> tuple[int | None, str]:
        return self._clock.step.get("actionIndex"), action.action

    def _pause(self, action: Action, reason: str, timeout_s: float, **words: str) -> NewPause:
        index, name = self._step(action)
        told = {key: self._conceal(value) for key, value in words.items()}
        return NewPause(reason=reason, timeout_s=timeout_s, action_index=index, action=name, **told)


def _failed(_: float, note: str) -> tuple[ErrorType | Failure, str]:
    return ErrorType.HUMAN_FAILED, "a person says that it cannot be done" + (f": {note}" if note else "")


def _late(timeout_s: float, _: str) -> tuple[ErrorType | Failure, str]:
    return ErrorType.HUMAN_LATE, f"nobody has done it within {timeout_s:.0f} s"


def _refused(_: float, __: str) -> tuple[ErrorType | Failure, str]:
    return NOBODY_ASKED, "nobody could be asked: as many jobs of the worker stand still as may"


_UNASKED = {"failed": _failed, "late": _late, "refused": _refused}
