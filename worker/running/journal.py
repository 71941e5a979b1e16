"""Writes what happens to jobs, again and again until the database has answered.

A database that is away for a moment costs a moment, not the job. The fence decides whether a write counts,
so a late one does no harm; a worker that cannot write for long loses its leases, and is stopped by its
heartbeat.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar
from uuid import UUID

import structlog

from store.database.connection import Database
from store.database.gathering import Gathering
from store.errors import DatabaseUnavailable
from store.job import ClaimedJob, Json, Lease
from store.queue.attempts import (
    FOR_EVER_S,
    NewArtifact,
    NewStep,
    Outcome,
    finish_jobs,
    record_acting,
    record_notes,
    record_step,
)
from store.queue.controlling import record_control
from store.queue.pausing import NewPause, move_deadline, record_pause, record_resume, update_pause
from store.queue.wishes import Wishes, read_wishes
from worker.running.acts import Acts

log = structlog.get_logger()

RETRY_INTERVAL_S = 0.25
FINISHES_AT_ONCE = 100
"""How many attempts one statement ends at most. The slots of those are filled while the next ones are written."""

HOLD_S = 0.05
"""How long the last step waits for the end, which mostly comes within milliseconds: one commit for both costs half."""

Answer = TypeVar("Answer")


class Journal:
    """This process's writes about its jobs."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._finishes = Gathering(self._finish, most=FINISHES_AT_ONCE)

    async def step(self, step: NewStep) -> None:
        """Records that a step has ended. Raises LeaseLost."""
        await _answered(
            lambda: record_step(
                self._database,
                step.lease,
                step.sequence,
                message=step.message,
                data=step.data,
                artifacts=step.artifacts,
                acting_s=step.acting_s,
            )
        )

    async def acting(self, lease: Lease) -> None:
        """Records that an attempt has acted or may act. Raises LeaseLost."""
        await _answered(lambda: record_acting(self._database, lease))

    async def notes(self, lease: Lease, lines: Sequence[str]) -> None:
        """Adds lines to the job's log, if the lease stands."""
        await _answered(lambda: record_notes(self._database, lease, lines))

    async def control(self, lease: Lease, by: str | None) -> None:
        """Records who has control of a job's browser. Raises LeaseLost."""
        await _answered(lambda: record_control(self._database, lease, by))

    async def wishes(self, job_id: UUID) -> Wishes:
        """How long, and how often, its site has asked the job for fewer requests."""
        return await _answered(lambda: read_wishes(self._database, job_id))

    async def pause(
        self, lease: Lease, sequence: int, pause: NewPause, *, left_s: float, max_held: int
    ) -> float | None:
        """Records that a job stands still. As record_pause of the store."""
        return await _answered(
            lambda: record_pause(self._database, lease, sequence, pause, left_s=left_s, max_held=max_held)
        )

    async def move_deadline(self, lease: Lease, *, left_s: float) -> float:
        """Follows the wish for another deadline. As that of the store."""
        return await _answered(lambda: move_deadline(self._database, lease, left_s=left_s))

    async def note_solved(self, lease: Lease, *, looks_solved: bool) -> None:
        """Records whether what a job waits for seems to be done. Raises LeaseLost."""
        await _answered(lambda: update_pause(self._database, lease, looks_solved=looks_solved))

    async def resume(self, lease: Lease, sequence: int, *, resumed_by: str, note: str, left_s: float) -> None:
        """Records that a job goes on. Raises LeaseLost."""
        await _answered(
            lambda: record_resume(self._database, lease, sequence, resumed_by=resumed_by, note=note, left_s=left_s)
        )

    async def finish(self, outcome: Outcome, last_step: NewStep | None = None) -> bool:
        """Records how an attempt ended, and its last step where that is not recorded yet: both or none. Returns whether
        it counts: False when the lease was lost.
        """
        return await self._finishes.ask((outcome, last_step))

    async def _finish(self, told: Sequence[tuple[Outcome, NewStep | None]]) -> list[bool]:
        steps = [step for _, step in told if step is not None]
        ended = await _answered(lambda: finish_jobs(self._database, [outcome for outcome, _ in told], steps))
        return [outcome.lease.job_id in ended for outcome, _ in told]


class Steps:
    """The steps of one attempt, each recorded while the next one runs: a commit takes as long as a click. The last one
    waits a little for the end, and is recorded with it.
    """

    def __init__(self, journal: Journal, job: ClaimedJob, acts: Acts) -> None:
        self._journal = journal
        self._lease = job.lease
        self._next_sequence = job.next_sequence
        self._recording: asyncio.Task[None] | None = None
        """The last step, until it is written."""
        self._held: tuple[NewStep, asyncio.Task[None] | None] | None = None
        """The last step of all, and what will write it, until it is written or taken."""
        self._goes_on = asyncio.Event()
        """Set when that step need not wait any more."""
        self._acts = acts
        self._acts.on_act = self._tell_acting
        self._tells_acting = False
        """Whether what is written last says that the attempt has acted or may act."""
        self._has_told_acting = False
        """Whether that is written."""

    async def record(
        self, message: str, data: Json, artifacts: Sequence[NewArtifact] = (), *, is_last: bool = False
    ) -> None:
        """Has a step recorded, after those before it are. `is_last`: the attempt most likely ends with it. Raises
        LeaseLost.
        """
        await self.recorded()
        acting_s = self._acts.acting_s
        self._tells_acting = acting_s == FOR_EVER_S
        self._has_told_acting = self._has_told_acting and self._tells_acting
        step = NewStep(
            lease=self._lease,
            sequence=self._next_sequence,
            message=message,
            data=data,
            artifacts=artifacts,
            acting_s=acting_s,
        )
        self._next_sequence += 1
        if is_last and acting_s is None:
            self._begin(self._record_held(step))
            self._held = step, self._recording
            self._goes_on.clear()
        else:
            self._begin(self._journal.step(step))

    def take_last(self) -> NewStep | None:
        """The last step, to be recorded with the end; None: it is being recorded, or something is behind it."""
        if self._held is None or self._held[1] is not self._recording:
            return None
        step, self._held = self._held[0], None
        return step

    async def _record_held(self, step: NewStep) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(HOLD_S):
                await self._goes_on.wait()
        if self._held is not None:
            self._held = None
            await self._journal.step(step)

    def note(self, lines: Sequence[str]) -> None:
        """Has lines added to the job's log, which no two attempts of a write have twice."""
        self._begin(self._journal.notes(self._lease, lines))

    def controlled(self, by: str | None) -> None:
        """Has it recorded who has control of the job's browser now, after the steps so far. None: nobody has."""
        self._begin(self._journal.control(self._lease, by))

    async def stand_still(self, pause: NewPause, *, left_s: float, max_held: int) -> float | None:
        """Records that the job stands still, after the steps so far. Returns for how long it may; None: it may not.
        Raises LeaseLost.
        """
        time_s: float | None = None

        async def write() -> None:
            nonlocal time_s
            sequence = self._next_sequence
            time_s = await self._journal.pause(self._lease, sequence, pause, left_s=left_s, max_held=max_held)
            self._next_sequence = sequence + 1

        self._begin(write())
        await self.recorded()
        return time_s

    async def move_deadline(self, *, left_s: float) -> float:
        """Has the job stand still for as long as somebody wishes. Returns for how long. Raises LeaseLost."""
        return await self._journal.move_deadline(self._lease, left_s=left_s)

    async def note_solved(self, *, looks_solved: bool) -> None:
        """Records whether what the job waits for seems to be done. Raises LeaseLost."""
        await self._journal.note_solved(self._lease, looks_solved=looks_solved)

    async def go_on(self, *, resumed_by: str, note: str, left_s: float) -> None:
        """Records that the job goes on. Raises LeaseLost."""

        async def write() -> None:
            sequence = self._next_sequence
            await self._journal.resume(self._lease, sequence, resumed_by=resumed_by, note=note, left_s=left_s)
            self._next_sequence = sequence + 1

        self._begin(write())
        await self.recorded()

    async def acting(self) -> None:
        """Sees to it that it is recorded that the attempt may act. Raises LeaseLost."""
        if not self._has_told_acting:
            self._tell_acting()
            await self.recorded()
            self._has_told_acting = self._tells_acting

    async def recorded(self) -> None:
        """Waits until every step so far is recorded, but one that was taken. Raises LeaseLost. What is being written is
        written to its end even when we are cancelled: the job's outcome comes after it.
        """
        self._goes_on.set()
        while (recording := self._recording) is not None:
            try:
                await asyncio.shield(recording)
            finally:
                if self._recording is recording and recording.done():
                    self._recording = None

    def _tell_acting(self) -> None:
        if not self._tells_acting:
            self._tells_acting = True
            self._begin(self._journal.acting(self._lease))

    def _begin(self, write: Coroutine[Any, Any, None]) -> None:
        """Has something written, after what is being written."""
        self._goes_on.set()
        self._recording = asyncio.create_task(_in_order(self._recording, write))
        self._recording.add_done_callback(_look_at)  # who acts when all is over has nobody who waits for it

    async def abandon(self) -> None:
        """Writes nothing more."""
        if self._recording is not None:
            self._recording.cancel()
            await asyncio.gather(self._recording, return_exceptions=True)  # it may have lost the lease too


async def _in_order(before: asyncio.Task[None] | None, write: Coroutine[Any, Any, None]) -> None:
    try:
        if before is not None:
            await before
        await write
    finally:
        write.close()


def _look_at(written: asyncio.Task[None]) -> None:
    if not written.cancelled():
        written.exception()


async def _answered(write: Callable[[], Awaitable[Answer]]) -> Answer:
    while True:
        try:
            return await write()
        except DatabaseUnavailable:
            log.debug("journal.waiting")
            await asyncio.sleep(RETRY_INTERVAL_S)
