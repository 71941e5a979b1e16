"""What ends when a person is given control of a job's pages, and what of them nothing shows when it is taken back."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame

from worker.browsers.recording import Recording
from worker.page.covering import mark_fields
from worker.running.attempt import Attempt
from worker.tabs import Tabs

MARK_S = 2.0
"""How long a tab may take to have its fields marked."""
RECORDINGS_END = "a person has control: what is recorded ends here, but for the logs, which go on after it"


async def _nobody(_: bool) -> None:  # noqa: FBT001 - as it is called
    """Is told in place of a browser."""


class Handover:
    """Of one attempt, whose pages are open."""

    def __init__(
        self,
        attempt: Attempt,
        tabs: Tabs,
        recording: Recording,
        attend: Callable[[bool], Awaitable[None]] = _nobody,
    ) -> None:
        """`attend` is told whether a person acts in the browser."""
        self._attend = attend
        self._attempt = attempt
        self._tabs = tabs
        self._recording = recording
        self._is_given = False
        attempt.pausing.before_control.append(self.give)
        attempt.pausing.before_going_on.append(self.take_back)

    async def give(self) -> None:
        """Before a person acts. What they submit counts as what the job has done: nobody does it twice."""
        self._is_given = True  # what has begun is taken back, be it whole or not
        self._attempt.acts.by_person(self._tabs.context)
        if await self._recording.cut():
            self._attempt.steps.note([RECORDINGS_END])
        if self._is_given:
            await self._attend(True)  # noqa: FBT003 - its only argument

    async def take_back(self) -> None:
        """Before the automation goes on: in the documents that a person has had, pictures leave out all that is entered
        in fields.
        """
        if not self._is_given:
            return
        self._is_given = False
        await self._attend(False)  # noqa: FBT003 - its only argument
        self._attempt.secrets.is_used = True  # pictures look for what they must not show
        await asyncio.gather(*(_mark(frame) for tab in self._tabs.open for frame in tab.frames))
        self._recording.resume()


async def _mark(frame: Frame) -> None:
    with suppress(PlaywrightError, TimeoutError):  # it has gone, and what was entered there
        async with asyncio.timeout(MARK_S):
            await mark_fields(frame)
