"""Where the API's messages of tasks, which people see, and the store's jobs meet: a task is a job in other words."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from google.protobuf.json_format import ParseDict
from tabwright.v1.job_service_pb2 import CreateJobRequest
from tabwright.v1.task_pb2 import Task
from tabwright.v1.task_service_pb2 import CreateTaskRequest, ListTasksRequest
from tabwright.v1.task_type_service_pb2 import RunTaskRequest

from server.calls.faults import InvalidRequest
from server.convert import stored_json, translation
from server.convert.job import moment, time
from store.job import HELD_BY_WORKER, TITLE, Job, Json, Status
from store.profiles import company
from store.profiles.profiles import MAX_BYTES
from store.records.filtering import Filter
from store.sensitive_values import MASK

STATUSES: Mapping[Status, Task.Status] = {
    Status.PENDING: Task.PENDING,
    Status.PROCESSING: Task.RUNNING,
    Status.PAUSED: Task.PAUSED,
    Status.INTERVENTION_NEEDED: Task.INTERVENTION_NEEDED,
    Status.COMPLETED: Task.COMPLETED,
    Status.FAILED: Task.FAILED,
    Status.CANCELLED: Task.FAILED,
}
"""The status of a task, by its job's."""
_ALIKE = ("priority", "options", "labels")
"""What a task says as a job does."""


def statuses_of(wanted: Collection[Task.Status]) -> list[Status]:
    """The statuses of the jobs that are tasks with these; none: any."""
    return [status for status, shown in STATUSES.items() if shown in wanted]


def job_filter(request: ListTasksRequest) -> Filter:
    return Filter(
        statuses=statuses_of(request.status),
        task=request.task_type or None,
        created_after=moment(request, "created_after"),
        created_before=moment(request, "created_before"),
    )


def job_request(request: CreateTaskRequest) -> CreateJobRequest | RunTaskRequest:
    """What a task asks for, as a job or of a task type. Its title and its company details are not there. Raises
    InvalidRequest.
    """
    _check_company(request)
    asked: CreateJobRequest | RunTaskRequest
    if request.task_type:
        asked = RunTaskRequest(task_name=request.task_type)
        asked.parameters.CopyFrom(request.ticket_details)
    else:
        asked = CreateJobRequest(target_url=request.target_url, actions=request.actions)
    translation.copy_fields(request, asked, only=_ALIKE)
    if request.company_details:
        asked.options.profile = company.NAME
    return asked


@contextmanager
def told() -> Iterator[None]:
    """Lets what is wrong with the parameters of a task type be told of the ticket details."""
    try:
        yield
    except InvalidRequest as error:
        violations = [(re.sub(r"^parameters\b", "ticketDetails", path), text) for path, text in error.violations]
        raise InvalidRequest(violations) from error


def task_message(job: Job, steps_done: int) -> Task:
    """A job as a task. Of one in a list, what has come of it is not there."""
    message = Task(
        id=str(job.id),
        status=STATUSES[job.status],
        title=job.options.get(TITLE, ""),
        company_fields=company.names(job.options),
        target_url=job.target_url,
        is_cancelled=job.status is Status.CANCELLED,
        steps_done=len(job.actions) + 1 if job.status is Status.COMPLETED else steps_done,
        steps_total=len(job.actions) + 1,
        live_view_url=f"/live/{job.id}" if job.status in HELD_BY_WORKER else "",
        created_at=time(job.created_at),
        started_at=time(job.started_at),
        completed_at=time(job.completed_at),
        updated_at=time(job.updated_at),
        labels=job.labels or {},
    )
    if job.task is not None:
        message.task_type = job.task["name"]
        ParseDict(job.task.get("parameters", {}), message.ticket_details)
        message.ticket_details.SetInParent()
    if job.status is Status.COMPLETED and job.result is not None:
        _put_output(job.result, message)
    if job.error is not None:
        stored_json.parse(job.error, message.error)
    if job.pause is not None:
        stored_json.parse(job.pause, message.pause)
    return message


def task_messages(jobs: Sequence[Job], steps_done: Mapping[UUID, int]) -> list[Task]:
    return [task_message(job, steps_done.get(job.id, 0)) for job in jobs]


def _put_output(result: Json, message: Task) -> None:
    if "task" in result:
        if "value" not in result["task"]:  # it is too large, and in a file
            return
        found: Json = result["task"]["value"]
    else:
        found = _readings(result)
    ParseDict(dict(found), message.output)
    message.output.SetInParent()


def _readings(result: Json) -> dict[str, Any]:
    """What the actions of a job have read, by their names."""
    found: dict[str, Any] = {}
    for name, one in _named(result):
        if "path" in one:
            found.setdefault(name, []).append(one["value"])
        else:
            found[name] = one["value"]
    return found


def _named(result: Json) -> Iterator[tuple[str, Json]]:
    for one in result.get("actions", ()):
        if "name" in one and "value" in one:
            yield one["name"], one


def _check_company(request: CreateTaskRequest) -> None:
    """Raises InvalidRequest."""
    if not request.company_details:
        return
    faults = [
        (f"companyDetails.{name}", f"is {MASK}, which stands for it elsewhere: give it itself")
        for name, value in sorted(request.company_details.items())
        if value == MASK
    ]
    if sum(len(name) + len(value.encode()) for name, value in request.company_details.items()) > MAX_BYTES:
        faults.append(("companyDetails", f"may have {MAX_BYTES} bytes together"))
    if request.options.HasField("profile"):
        faults.append(("options.profile", "goes without companyDetails, which are the task's profile: leave out one"))
    faults += [
        (f"options.fallbacks[{index}].kind", "plainFetch would not send companyDetails: leave out one of the two")
        for index, fallback in enumerate(request.options.fallbacks)
        if fallback.kind == "plainFetch"
    ]
    if faults:
        raise InvalidRequest(faults)
