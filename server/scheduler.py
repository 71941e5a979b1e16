"""Makes the jobs of schedules whose time has come. All servers do so, and share what is due."""

import asyncio
import random
from dataclasses import replace
from datetime import datetime

import structlog

from server import convert_schedule as convert
from server import faults, validation
from server.caller import Caller, calling
from server.faults import InvalidRequest
from server.intake import Intake
from store.cron import MalformedCron, UnknownTimeZone
from store.database import Database
from store.errors import DatabaseUnavailable, StoreError
from store.firing import Plan, due_schedules, fire, plan
from store.job import Json, NewJob
from store.schedules import Overlap, Schedule

log = structlog.get_logger()

INTERVAL_S = 1.0
"""How long after its time a schedule may have to wait."""
BATCH = 100
"""How many schedules are read at once."""
AT_ONCE = 4
"""How many are fired at once, so that calls find connections to the database too."""


class Scheduler:
    """Fires schedules through the same intake that all calls go through."""

    def __init__(self, database: Database, intake: Intake) -> None:
        self._database = database
        self._intake = intake

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
        """Fires what is due, BATCH schedules at most. Returns how many this server has moved on."""
        due = await due_schedules(self._database, BATCH)
        random.shuffle(due)  # servers that read the same ones meet less
        waiting = iter(due)

        async def take() -> int:
            return sum([await self._try(schedule) for schedule in waiting])

        async with asyncio.TaskGroup() as tasks:
            takers = [tasks.create_task(take()) for _ in range(AT_ONCE)]
        return sum(taker.result() for taker in takers)

    async def job(self, schedule: Schedule, scheduled_at: datetime | None) -> NewJob:
        """A job of a schedule's, checked as CreateJob would, with a place in the line. Raises what CreateJob raises."""
        request = convert.job_request(schedule)
        if broken := validation.violations(request):  # a rule that is newer than the schedule
            raise InvalidRequest([(f"job.{path}", text) for path, text in broken])
        with calling(Caller(client_id=schedule.client_id, may_evaluate=schedule.may_evaluate)):
            job = await self._intake.check(request, within="job.")
        await self._intake.take_place(job)
        return replace(job, schedule_id=schedule.id, scheduled_at=scheduled_at)

    async def _try(self, schedule: Schedule) -> bool:
        """Fires a schedule. Nothing that is wrong with one keeps others from being fired."""
        try:
            return await self._fire(schedule)
        except DatabaseUnavailable:
            return False  # it stays due
        except Exception:
            log.exception("schedule.broken", schedule_id=str(schedule.id))
            return False

    async def _fire(self, schedule: Schedule) -> bool:
        """Moves a schedule on, with its jobs or with why there are none. Returns whether this server did."""
        try:
            planned = plan(schedule)
        except (MalformedCron, UnknownTimeZone) as fault:
            unknown = convert.error(schedule.next_run_at, "TIME_UNKNOWN", f"the schedule is paused: {fault}")
            return await self._move(schedule, None, [], unknown)
        jobs, error = await self._jobs(schedule, planned)
        try:
            return await self._move(schedule, planned.next_run_at, jobs, error)
        except DatabaseUnavailable:
            raise
        except Exception as refusal:  # noqa: BLE001 - is told
            error = _refused(schedule, jobs[0].scheduled_at if jobs else schedule.next_run_at, refusal)
            return await self._move(schedule, planned.next_run_at, [], error)

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
                return jobs, _refused(schedule, run_at, refusal)
        return jobs, missed

    async def _move(
        self, schedule: Schedule, next_run_at: datetime | None, jobs: list[NewJob], error: Json | None
    ) -> bool:
        moved = await fire(self._database, schedule, next_run_at=next_run_at, jobs=jobs, error=error)
        if moved:
            reason = error and error["reason"]
            log.info("schedule.fired", schedule_id=str(schedule.id), jobs=len(jobs), error=reason)
        return moved


def _refused(schedule: Schedule, run_at: datetime | None, error: Exception) -> Json:
    """Why a run made no job."""
    if isinstance(error, StoreError) and faults.is_expected(error):
        return convert.error(run_at, faults.reason(error), str(error))
    log.error("schedule.broken", schedule_id=str(schedule.id), exc_info=error)
    return convert.error(run_at, "INTERNAL", "internal error; the server's log has more under the schedule's id")
