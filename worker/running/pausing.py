"""A job that stands still while its page stays open: at somebody's wish, or because it needs a person.

While it does, nothing of ours acts in its pages, so that a person can. Its clock stands still, and its worker's slot
stays taken. Wishes come with the heartbeat; they are followed between two steps, or where a step only waits.
"""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol, TypeVar

import structlog

from store.errors import LeaseLost
from store.queue.pausing import PAUSED, NewPause, PauseWish
from worker.running.breaking import Breaking, BrokenOff
from worker.running.clock import Clock
from worker.waiting import Waiting

log = structlog.get_logger()

LOOK_S = 1.0
"""How often it is looked whether what a job waits for is done."""
LOOK_TIMEOUT_S = 3.0
"""How long such a look may take."""
GIVE_S = 20.0
"""How long it may take until a person can act: recordings are ended first."""
TAKE_BACK_S = 5.0
"""How long it may take until a person's control has ended."""
CALL, SOLVED, DEADLINE = "call", "solved", "deadline"
"""What lets a job go on: JobEventData.resumed_by."""

Answer = Literal["done", "failed", "late", "refused"]
IsSolved = Callable[[], Awaitable[bool]]
T = TypeVar("T")


class Records(Protocol):
    """Writes down that a job stands still. Each call raises LeaseLost."""

    async def stand_still(self, pause: NewPause, *, left_s: float, max_held: int) -> float | None:
        """For how long it may; None: it may not, and goes on."""

    async def move_deadline(self, *, left_s: float) -> float:
        """For how long from now on, as somebody wishes."""

    async def note_solved(self, *, looks_solved: bool) -> None:
        """Whether what it waits for seems to be done."""

    async def go_on(self, *, resumed_by: str, note: str, left_s: float) -> None:
        """It goes on."""


class Pausing:
    """The standing still of one attempt."""

    def __init__(self, records: Records, clock: Clock, most_held: Callable[[], int] = lambda: 1) -> None:
        """`most_held`: how many jobs of this process may stand still at once."""
        self._records = records
        self._clock = clock
        self._most_held = most_held
        self.breaking = Breaking(lambda: self._wished is not None)
        """What breaks off the step that runs."""
        self._wished: PauseWish | None = None
        self._answer: PauseWish | None = None
        self._is_later = False
        """Whether somebody wishes another deadline."""
        self._news = asyncio.Event()
        self._heard_at = -math.inf
        """When the row was written last: what a heartbeat has read before says nothing new."""
        self._ends_at = math.inf
        self._is_given = False
        self._giving = asyncio.Lock()
        self.is_still = False
        """No step of the automation runs now, and none begins: a person may act."""
        self.pause: NewPause | None = None
        """Why it stands still. None: it does not."""
        self.since: datetime | None = None
        self.looks_solved = False
        """Whether what it waits for seems to be done."""
        self.was_cut_off = False
        """Whether the attempt was ended while it stood still."""
        self.note = ""
        """What the person has said who has let it go on last."""
        self.on_change: list[Callable[[], None]] = []
        """Called after each change."""
        self.before_control: list[Callable[[], Awaitable[None]]] = []
        """Awaited before a person can act in it for the first time while it stands still."""
        self.before_going_on: list[Callable[[], Awaitable[None]]] = []
        """Awaited before the automation goes on: control ends, keys and buttons that are down go up, and dialogs and
        choosers that are open are dismissed.
        """

    @property
    def deadline(self) -> datetime | None:
        """Until when it stands still. None: it does not."""
        if not self.is_still or math.isinf(self._ends_at):
            return None
        return datetime.now(UTC) + timedelta(seconds=self._ends_at - time.monotonic())

    def wish(self, wish: PauseWish | None, *, asked_at: float = math.inf) -> None:
        """Hears what somebody wishes of the job; None: nothing, or nothing any more. `asked_at`: before when that was
        read, as time.monotonic tells it.
        """
        if asked_at <= self._heard_at:
            return
        if self.is_still:
            if wish is not None and wish.resume is not None:
                self._answer = wish
            elif wish is not None and wish.pause:
                self._is_later = True
            self._news.set()
            return
        self._wished = wish if wish is not None and wish.pause else None
        self.breaking.look()

    async def gate(self, step: tuple[int | None, str] = (None, "")) -> None:
        """To be passed between two steps: stands still here while that is wished. `step` is the index of the action
        that comes next, and its name. Raises LeaseLost.
        """
        while (wish := self._wished) is not None:
            index, action = step
            pause = NewPause(reason=PAUSED, timeout_s=wish.timeout_s, action_index=index, action=action, by=wish.by)
            self._wished = None
            await self._stand(pause, None, goes_on=False)

    async def give_control(self) -> None:
        """To be awaited before a person acts in the pages: what must not see that has ended then. Raises what that
        raises, or TimeoutError; then nobody may act.
        """
        async with asyncio.timeout(GIVE_S), self._giving:
            while not self._is_given:
                since = self.since
                for one in self.before_control:
                    await one()
                self._is_given = self.since is since  # else it has gone on meanwhile, and stands still once more

    async def done(self, do: Callable[[Waiting], Awaitable[T]], step: tuple[int | None, str] = (None, "")) -> T:
        """Does what may wait. Where it only waits and a pause is wished, it is broken off, and done again after."""
        waiting = Waiting()
        while True:
            try:
                with self.breaking.breakable(waiting):
                    return await do(waiting)
            except BrokenOff:
                await self.gate(step)
                waiting.again()

    async def intervene(self, pause: NewPause, is_solved: IsSolved | None = None, *, goes_on: bool = False) -> Answer:
        """Has the job wait for a person. `is_solved` tells whether what it waits for seems to be done; with `goes_on`,
        it then goes on by itself. `refused`: as many jobs as may stand still already. Raises LeaseLost.
        """
        return await self._stand(pause, is_solved, goes_on=goes_on)

    async def _stand(self, pause: NewPause, is_solved: IsSolved | None, *, goes_on: bool) -> Answer:
        left_s = self._clock.left_s
        self._answer, self._is_later, self._is_given, self.note = None, False, False, ""
        with self._clock.standing():
            time_s = await self._records.stand_still(pause, left_s=left_s, max_held=self._most_held())
            self._note_written()
            if time_s is None:
                return "refused"
            self._ends_at = time.monotonic() + time_s
            self.pause, self.since, self.looks_solved, self.is_still = pause, datetime.now(UTC), False, True
            log.info("job.stands_still", reason=pause.reason, for_s=round(time_s))
            try:
                self._changed()
                answer, resumed_by = await self._until_it_ends(is_solved, goes_on=goes_on)
                await self._take_back()
            except LeaseLost:
                raise
            except Exception:  # the step fails, after which the job may go on, and what stands still cannot complete
                log.exception("job.stillness_broken")
                await self._records.go_on(resumed_by=DEADLINE, note="", left_s=left_s)
                raise
            except BaseException:
                self.was_cut_off = True
                raise
            finally:
                self.is_still, self.pause, self.since = False, None, None
                self._changed()
            await self._records.go_on(resumed_by=resumed_by, note=self.note, left_s=left_s)
            self._note_written()
            log.info("job.goes_on", resumed_by=resumed_by)
            return answer

    def _note_written(self) -> None:
        """Forgets what was read of the row before it was written. What still holds is heard with the next heartbeat."""
        self._heard_at, self._wished = time.monotonic(), None

    async def _until_it_ends(self, is_solved: IsSolved | None, *, goes_on: bool) -> tuple[Answer, str]:
        """What has become of what it waits for, and what says so."""
        while True:
            if (answer := self._answer) is not None:
                self.note = answer.note
                return answer.resume or "done", CALL
            if self._is_later:
                self._is_later = False
                self._ends_at = time.monotonic() + await self._records.move_deadline(left_s=self._clock.left_s)
                self._heard_at = time.monotonic()
                self._changed()
            left_s = self._ends_at - time.monotonic()
            if left_s <= 0:
                return "late", DEADLINE
            if is_solved is not None and await self._note(await _answered(is_solved)) and goes_on:
                return "done", SOLVED
            self._news.clear()
            if self._answer is None and not self._is_later:
                await self._wait(min(left_s, LOOK_S if is_solved is not None else math.inf))

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return

    async def _note(self, looks_solved: bool) -> bool:  # noqa: FBT001 - what has been seen
        if looks_solved is not self.looks_solved:
            self.looks_solved = looks_solved
            await self._records.note_solved(looks_solved=looks_solved)
            self._changed()
        return looks_solved

    async def _take_back(self) -> None:
        """Ends what a person does in the pages."""
        for one in self.before_going_on:
            try:
                async with asyncio.timeout(TAKE_BACK_S):
                    await one()
            except Exception as error:  # noqa: BLE001 - the page has gone, or hangs: the next step tells
                log.warning("job.control_not_ended", error=type(error).__name__)

    def _changed(self) -> None:
        for one in self.on_change:
            try:
                one()
            except Exception:  # who watches must not decide what becomes of the job
                log.exception("job.change_not_told")


async def _answered(is_solved: IsSolved) -> bool:
    """Whether something is so, as far as the page says within a time."""
    try:
        async with asyncio.timeout(LOOK_TIMEOUT_S):
            return await is_solved()
    except Exception as error:  # noqa: BLE001 - a person is at work there, and pages come and go
        log.debug("job.not_looked", error=type(error).__name__)
        return False
