"""Whether a site has refused a sign-in: judged once a step has sent a password, and only by what is clear.

A false alarm is worse than a miss: somebody is called, or a password is sent again. Nothing is ever sent from here, and
no password is read.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum

from tabwright.v1.flow_pb2 import Condition

from worker.step import Step
from worker.tabs import Tabs

PATIENCE_S = 4.0
"""How long a site has to answer."""


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
    """What shows that it was refused, for error messages and people. Empty: it was not."""
    instructions: str = ""
    """What a person is to do, in plain English. Empty: nothing."""
    reason: str = "LOGIN_FAILED"
    """As Pause.reason says it."""


class SignIn:
    """The sign-ins of one attempt."""

    def __init__(self, signed_in: Condition | None = None) -> None:
        """`signed_in` is what the job says that shows that it is signed in (JobOptions.signed_in)."""
        self._signed_in = signed_in

    @property
    def is_due(self) -> bool:
        """Whether a step may have sent a password that nobody has judged yet."""
        return False

    @asynccontextmanager
    async def during(self, step: Step) -> AsyncIterator[None]:
        """Notes what a step does with passwords. Raises nothing of its own; what the step raises goes through."""
        del step
        yield

    async def judge(self, tabs: Tabs) -> Outcome:
        """What has come of the password that was sent last: asks for PATIENCE_S at most, and mostly much shorter. Not
        due: UNKNOWN at once. Raises nothing.
        """
        del tabs
        return Outcome(verdict=Verdict.UNKNOWN)
