"""Where the API's messages of schedules and the store's domain meet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from google.protobuf.json_format import MessageToDict
from tabwright.v1.job_service_pb2 import CreateJobRequest
from tabwright.v1.schedule_pb2 import Schedule as ScheduleMessage
from tabwright.v1.schedule_service_pb2 import CreateScheduleRequest, UpdateScheduleRequest

from server.calls.caller import current
from server.calls.faults import InvalidRequest
from server.convert import stored_json
from server.convert.job import time
from server.convert.options import redact
from server.convert.sensitivity import COPIED, shown_job
from store.job import Json, new_id
from store.schedules.cron import Cron, MalformedCron, UnknownTimeZone
from store.schedules.schedules import MissedRuns, NewSchedule, Overlap, Schedule
from store.sensitive_values import MASK

DEFAULT_TIME_ZONE = "UTC"
_SHOWN_RUNS = 3
"""So many of the next times of a schedule are told."""
_OF_ONE_JOB = {"request_id", "not_before"}
"""Fields of a job that many jobs cannot have."""


def new_schedule(request: CreateScheduleRequest, now: datetime) -> NewSchedule:
    """The schedule that a request asks for, with all defaults filled in. Raises InvalidRequest."""
    time_zone = request.time_zone if request.HasField("time_zone") else DEFAULT_TIME_ZONE
    missed_runs = MissedRuns(request.missed_runs or MissedRuns.RUN_ONCE)
    overlap = Overlap(request.overlap or Overlap.ALLOW)
    violations = [*_time_faults(request.cron, time_zone), *_policy_faults(missed_runs, overlap)]
    if violations:
        raise InvalidRequest(violations)
    return NewSchedule(
        id=new_id(),
        client_id=current().client_id,
        name=request.name,
        cron=request.cron,
        time_zone=time_zone,
        job=_stored(request.job),
        may_evaluate=current().may_evaluate,
        repeat=current().repeat,
        on_blocked=current().on_blocked,
        missed_runs=missed_runs,
        overlap=overlap,
        is_paused=request.is_paused,
        next_run_at=None if request.is_paused else Cron.parse(request.cron, time_zone).after(now),
    )


def changed_schedule(schedule: Schedule, request: UpdateScheduleRequest) -> Schedule:
    """A schedule with what a request gives. Raises InvalidRequest."""
    given = {field: getattr(request, field) for field in ("name", "cron", "time_zone") if request.HasField(field)}
    missed_runs = MissedRuns(request.missed_runs or schedule.missed_runs)
    overlap = Overlap(request.overlap or schedule.overlap)
    changed = replace(schedule, **given, missed_runs=missed_runs, overlap=overlap)
    violations = [*_time_faults(changed.cron, changed.time_zone), *_policy_faults(missed_runs, overlap)]
    if violations:
        raise InvalidRequest(violations)
    if request.HasField("job"):
        caller = current()
        changed = replace(
            changed,
            job=_stored(request.job),
            may_evaluate=caller.may_evaluate,
            repeat=caller.repeat,
            on_blocked=caller.on_blocked,
        )
    if (changed.cron, changed.time_zone) != (schedule.cron, schedule.time_zone) and not schedule.is_paused:
        changed = _due_again(changed)
    return changed


def resumed_schedule(schedule: Schedule) -> Schedule:
    """A schedule that goes on. Raises InvalidRequest when its times mean nothing any more."""
    if not schedule.is_paused:
        return schedule
    if violations := _time_faults(schedule.cron, schedule.time_zone):
        raise InvalidRequest(violations)
    return replace(_due_again(schedule), is_paused=False)


def job_request(schedule: Schedule) -> CreateJobRequest:
    """The request for the job that a schedule makes."""
    return _request(schedule.job)


def schedule_message(schedule: Schedule) -> ScheduleMessage:
    job = _request(shown_job(schedule.job))
    redact(job.options)
    if job.html:
        job.html = MASK
    message = ScheduleMessage(
        id=str(schedule.id),
        name=schedule.name,
        cron=schedule.cron,
        time_zone=schedule.time_zone,
        job=job,
        missed_runs=schedule.missed_runs,
        overlap=schedule.overlap,
        is_paused=schedule.is_paused,
        next_run_at=time(schedule.next_run_at),
        next_run_times=_next_runs(schedule),
        last_run_at=time(schedule.last_run_at),
        last_job_id=None if schedule.last_job_id is None else str(schedule.last_job_id),
        created_at=time(schedule.created_at),
        updated_at=time(schedule.updated_at),
    )
    if schedule.last_error is not None:
        stored_json.parse(schedule.last_error, message.last_error)
    return message


def _next_runs(schedule: Schedule) -> list[datetime]:
    """The times that clients are told of."""
    first = schedule.next_run_at
    if first is None:
        return []
    return [first, *Cron.parse(schedule.cron, schedule.time_zone).following(first, _SHOWN_RUNS - 1)]


def error(run_at: datetime | None, reason: str, message: str) -> Json:
    """A ScheduleError, as it is stored."""
    return {"runAt": run_at and run_at.isoformat(), "reason": reason, "message": message}


def job_faults(request: CreateJobRequest) -> list[tuple[str, str]]:
    """What is wrong with a schedule's job beyond what is wrong with a job."""
    single = "is for one job, and a schedule makes many: leave it out"
    return [
        *((f"job.{path}", COPIED) for path in _redacted(request)),
        *((f"job.{field.json_name}", single) for field, _ in request.ListFields() if field.name in _OF_ONE_JOB),
    ]


def _redacted(request: CreateJobRequest) -> Iterator[str]:
    """What a client has copied from an answer, where it is hidden."""
    if request.html == MASK:
        yield "html"
    if "html" in request.payload.fields and request.payload.fields["html"].string_value == MASK:
        yield "payload.html"
    if request.options.http_credentials.password == MASK:
        yield "options.httpCredentials.password"
    for name, value in request.options.extra_http_headers.items():
        if value == MASK:
            yield f"options.extraHttpHeaders[{name}]"


def _due_again(schedule: Schedule) -> Schedule:
    return replace(schedule, next_run_at=Cron.parse(schedule.cron, schedule.time_zone).after(schedule.read_at))


def _request(stored: Json) -> CreateJobRequest:
    request = CreateJobRequest()
    stored_json.parse(stored, request)
    return request


def _stored(job: CreateJobRequest) -> Json:
    stored: Json = MessageToDict(job)
    return stored


def _time_faults(cron: str, time_zone: str) -> list[tuple[str, str]]:
    violations = []
    for expression, zone, field in ((cron, DEFAULT_TIME_ZONE, "cron"), ("@daily", time_zone, "timeZone")):
        try:
            Cron.parse(expression, zone)
        except (MalformedCron, UnknownTimeZone) as error:
            violations.append((field, str(error)))
    return violations


def _policy_faults(missed_runs: MissedRuns, overlap: Overlap) -> list[tuple[str, str]]:
    if missed_runs is MissedRuns.RUN_ALL and overlap is Overlap.SKIP:
        return [("overlap", "must be allow where missedRuns is run_all, which makes several jobs at once")]
    return []
