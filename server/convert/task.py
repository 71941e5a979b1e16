"""Where the API's messages of tasks and the task types meet."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from google.protobuf.json_format import MessageToDict, ParseDict
from tabwright.v1.job_options_pb2 import JobOptions
from tabwright.v1.job_service_pb2 import CreateJobRequest
from tabwright.v1.task_type_pb2 import TaskType as TaskTypeMessage
from tabwright.v1.task_type_service_pb2 import RunTaskRequest

from server.calls import validation
from server.calls.faults import InvalidRequest
from server.convert import translation
from server.convert.job import time
from server.convert.json_numbers import whole
from server.convert.task_type import texts
from server.convert.translation import Names
from server.rest import json_shape
from store.job import Json
from tasks.own import OwnTask
from tasks.task import Refused, Task

MAX_PARAMETERS_BYTES = 64 * 1024
"""Of a task's parameters, as JSON."""
_WITHOUT = ("request_id", "not_before", "webhook")
"""Fields that are for clients to set, and not for tasks."""
_REPLACED = (
    "labels",
    "browser_type_id",
    "priority",
    "timeout_ms",
    "max_retries",
    "repeat",
    "not_before",
    "webhook",
    "request_id",
)
"""Fields that a request has by the same names as the job, and that take the place of the task's; labels stand beside
them.
"""


@dataclass(frozen=True, slots=True)
class TaskNames(Names):
    """What a client has called the fields of a job that a task has made. Of what it has not given itself, it hears that
    its parameters have led there.
    """

    given: frozenset[str] = frozenset()
    """The fields of the job that the client itself has given."""

    @contextmanager
    def told(self) -> Iterator[None]:
        try:
            yield
        except InvalidRequest as error:
            raise InvalidRequest([self._told(path, text) for path, text in error.violations]) from error

    def _told(self, path: str, text: str) -> tuple[str, str]:
        if path == "targetUrl":
            return self.url, text
        if ".".join(re.split(r"[.\[]", path)[: 2 if path.startswith("options") else 1]) in self.given:
            return path, text
        return "parameters", f"the job that the task makes of them is not valid: {path} {text}"


def parameters_of(request: RunTaskRequest) -> Json:
    """What a task is given. Raises InvalidRequest."""
    given = whole(MessageToDict(request.parameters))
    if len(json.dumps(given, ensure_ascii=False).encode()) > MAX_PARAMETERS_BYTES:
        raise InvalidRequest([("parameters", f"must have at most {MAX_PARAMETERS_BYTES} bytes as JSON")])
    return cast(Json, given)


def job_request(request: RunTaskRequest, task: Task, parameters: Json) -> tuple[CreateJobRequest, TaskNames]:
    """The job that a task makes of its parameters, with what the client has set beside them. Raises InvalidRequest."""
    built = _read(_built(task, parameters, request.options))
    names = TaskNames(url=_name_of(built.target_url, parameters), given=frozenset(_given(request)))
    translation.copy_fields(request, built, only=_REPLACED)
    for option, _ in request.options.ListFields():
        built.options.ClearField(option.name)
    built.options.MergeFrom(request.options)
    with names.told():
        if broken := validation.violations(built):
            raise InvalidRequest(broken)
    return built, names


def task_type_message(task: Task, why_not: str | None, *, schemas: bool = False) -> TaskTypeMessage:
    """A task type, with its schemas where they are wanted. `why_not`: why it cannot be run."""
    message = TaskTypeMessage(
        name=task.name,
        version=task.version,
        title=task.title,
        description=task.description,
        needs=task.needs,
        enabled=why_not is None,
        why_not=why_not,
        own=task.is_own,
        created_at=time(task.created_at),
    )
    if schemas:
        message.parameters_schema.update(dict(task.parameters_schema()))
        message.result_schema.update(dict(task.result_schema()))
    if schemas and isinstance(task, OwnTask):
        message.job.update(dict(task.template()))
        message.result.update(dict(task.mapping()))
    return message


def _built(task: Task, parameters: Json, options: JobOptions) -> Json:
    """`options`: those of the caller, which may name a profile, whose fields no parameter must name."""
    try:
        if isinstance(task, OwnTask):
            has_profile = any(option.name == "profile" for option, _ in options.ListFields())
            return texts(task.build(parameters, has_profile=has_profile))
        return task.build(parameters)
    except Refused as error:
        raise InvalidRequest([(_place(one.place), one.message) for one in error.violations]) from error


def _read(built: Json) -> CreateJobRequest:
    """A job that a task has made. Raises InvalidRequest: its parameters have led there."""
    kind: Any = CreateJobRequest.DESCRIPTOR
    if broken := json_shape.violations(built, kind, foreign=_WITHOUT):
        with TaskNames().told():
            raise InvalidRequest(broken)
    return ParseDict(dict(built), CreateJobRequest())


def _place(place: str) -> str:
    return f"parameters{'' if not place or place.startswith('[') else '.'}{place}"


def _name_of(url: str, parameters: Json) -> str:
    """What a client has called the URL of the job."""
    name = next((name for name, value in parameters.items() if value == url), None)
    return f"parameters.{name}" if name else "parameters"


def _given(request: RunTaskRequest) -> Iterator[str]:
    """The fields of the job that a client itself has given, as JSON has them."""
    for field, _ in request.ListFields():
        if field.name != "options":
            yield field.json_name
    for field, _ in request.options.ListFields():
        yield f"options.{field.json_name}"
