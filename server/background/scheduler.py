"""Makes the jobs of schedules whose time has come. All servers do so, and share what is due."""

import asyncio
import random
from collections import defaultdict
from dataclasses import replace
from datetime import datetime

import structlog

from server.calls import faults, validation
from server.calls.caller import Caller, calling
from server.calls.faults import InvalidRequest
from server.convert import schedule as convert
from server.intake.intake import Intake
from server.intake.service_level import CurrentLevel
from store.database.connection import Database
from store.errors import DatabaseUnavailable, StoreError
from store.job import Json, NewJob
from store.schedules.cron import MalformedCron, UnknownTimeZone
from store.schedules.firing import Move, Plan, due_schedules, fire, plan
from store.schedules.schedules import Overlap, Schedule

log = structlog.get_logger()

INTERVAL_S = 1.0
"""How long after its time a schedule may have to wait."""
BATCH = 100
"""How many schedules are read at once."""
AT_ONCE = 4
"""Of how many clients schedules are fired at once, so that calls find connections to the database too."""


class Scheduler:
    """Fires schedules through the same intake that all calls go through."""

    def __init__(self, database: Database, intake: Intake, level: CurrentLevel) -> None:
        self._database = database
        self._intake = intake
        self._level = level

    async def run(self) -> None:
        """Passes for ever: the next one at once while there is something to do, else after INTERVAL_S."""
        while True:
            try:
                fired = await self.run_once()
            except DatabaseUnavailable:
                log.debug("scheduler.unavailable")
                fired = 0
            if not fired:
                await asyncio.sleep(INTERVAL_S)

    async def run_once(self) -> int:
        """Fires what is due, BATCH schedules at most. Returns how many this server has moved on. Those that the level
        of the service keeps from making jobs stay due.
        """
        least_priority = self._level.limits.schedules_from
        if least_priority is None:
            return 0
        due: dict[str, list[Schedule]] = defaultdict(list)
        for schedule in await due_schedules(self._database, BATCH, least_priority=least_priority):
            due[schedule.client_id].append(schedule)
        clients = list(due.values())
        random.shuffle(clients)  # servers that read the same ones meet less
        waiting = iter(clients)

        async def take() -> int:
            return sum([await self._try(schedules) for schedules in waiting])

        async with asyncio.TaskGroup() as tasks:
            takers = [tasks.create_task(take()) for _ in range(AT_ONCE)]
        return sum(taker.result() for taker in takers)

    async def job(self, schedule: Schedule, scheduled_at: datetime | None) -> NewJob:
        """A job of a schedule's, checked as CreateJob would, with a place in the line. Raises what CreateJob raises."""
        request = convert.job_request(schedule)
        if broken := validation.violations(request):  # a rule that is newer than the schedule
            raise InvalidRequest([(f"job.{path}", text) for path, text in broken])
        creator = Caller(
            client_id=schedule.client_id,
            may_evaluate=schedule.may_evaluate,
            repeat=schedule.repeat,
            on_blocked=schedule.on_blocked,
        )
        with calling(creator):
            job = await self._intake.check(request, within="job.")
        await self._intake.take_place(job)
        return replace(job, schedule_id=schedule.id, scheduled_at=scheduled_at)

    async def _try(self, schedules: list[Schedule]) -> int:
        """Fires schedules of one client. Whatever is wrong with them, those of others are fired."""
        try:
            moves = [move for schedule in schedules if (move := await self._move(schedule))]
            return await self._fire(moves) if moves else 0
        except DatabaseUnavailable:
            return 0  # they stay due
        except Exception:
            log.exception("schedules.broken", schedule_ids=[str(schedule.id) for schedule in schedules])
            return 0

    async def _fire(self, moves: list[Move]) -> int:
        try:
            moved = await fire(self._database, moves)
        except DatabaseUnavailable:
            raise
        except Exception as refusal:
            if len(moves) > 1:  # whose fault it is shows when each is alone
                return sum([await self._fire([move]) for move in moves])
            (move,) = moves
            if not move.jobs:
                raise
            return await self._fire([_refused(move, refusal)])
        for move in moves:
            if move.schedule.id in moved:
                reason = move.error and move.error["reason"]
                log.info("schedule.fired", schedule_id=str(move.schedule.id), jobs=len(move.jobs), error=reason)
        return len(moved)

    async def _move(self, schedule: Schedule) -> Move | None:
        """What becomes of a schedule. None: nothing yet, through a mistake of ours."""
        await asyncio.sleep(0)  # calls come in between
        try:
            planned = plan(schedule)
        except (MalformedCron, UnknownTimeZone) as fault:
            unknown = f"the schedule is paused: {fault}"
            return Move(schedule, None, error=convert.error(schedule.next_run_at, "TIME_UNKNOWN", unknown))
        except Exception:
            log.exception("schedule.broken", schedule_id=str(schedule.id))
            return None
        jobs, error = await self._jobs(schedule, planned)
        return Move(schedule, planned.next_run_at, jobs, error)

    async def _jobs(self, schedule: Schedule, planned: Plan) -> tuple[list[NewJob], Json | None]:
        """The jobs of a plan, and why there are not more."""
        missed = None
        if planned.left_out:
            text = "the time had passed for more than a minute when a server came to it"
            missed = convert.error(planned.left_out, "MISSED", text)
        jobs: list[NewJob] = []
        for run_at in planned.runs:
            if schedule.overlap is Overlap.SKIP and schedule.is_running:
                return jobs, convert.error(run_at, "OVERLAP", f"job {schedule.last_job_id} had not ended")
            try:
                jobs.append(await self.job(schedule, run_at))
            except DatabaseUnavailable:
                raise
            except Exception as refusal:  # noqa: BLE001 - is told
                return jobs, _refusal(schedule, run_at, refusal)
        return jobs, missed


def _refused(move: Move, error: Exception) -> Move:
    """The same without its jobs, which cannot be."""
    return replace(move, jobs=[], error=_refusal(move.schedule, move.jobs[0].scheduled_at, error))


def _refusal(schedule: Schedule, run_at: datetime | None, error: Exception) -> Json:
    """Why a run made no job."""
    if isinstance(error, StoreError) and faults.is_expected(error):
        return convert.error(run_at, faults.reason(error), str(error))
    log.error("schedule.broken", schedule_id=str(schedule.id), exc_info=error)
    return convert.error(run_at, "INTERNAL", "internal error; the server's log has more under the schedule's id")
