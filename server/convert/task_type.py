"""Where the API's messages of clients' own task types meet what tasks and the store know of them."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.json_format import MessageToDict, ParseDict
from tabwright.v1.job_service_pb2 import CreateJobRequest
from tabwright.v1.task_type_service_pb2 import PutTaskTypeRequest

from server.calls import validation
from server.calls.faults import InvalidRequest
from server.convert.json_numbers import whole
from server.convert.translation import fields_within
from server.rest import json_shape
from store.job import Json
from store.task_types.task_types import Definition
from tasks.own import MAX_JOB_BYTES, MAX_RESULT_BYTES, MAX_SCHEMA_BYTES, OwnTask, closed, faults
from tasks.task import Refused

_BYTES = {
    "parameters": MAX_SCHEMA_BYTES,
    "job": MAX_JOB_BYTES,
    "result": MAX_RESULT_BYTES,
    "resultSchema": MAX_SCHEMA_BYTES,
}
"""The fields of a definition, and how long they may be as JSON."""


def definition(request: PutTaskTypeRequest, check: Callable[[CreateJobRequest], object]) -> Definition:
    """What a request puts, tried with its examples: `check` raises InvalidRequest for a job that nobody could create.
    Raises InvalidRequest.
    """
    content = _content(request)
    if found := faults(content):
        raise InvalidRequest([(one.place, one.message) for one in found])
    task = OwnTask(request.name, 1, content)
    with fields_within("job."):
        _try(task, check)
    return Definition(
        title=request.title or request.name, description=request.description, needs=task.needs, content=content
    )


def texts(job: Json) -> Json:
    """A job that a template has made, with numbers and truth values as texts where the API has texts."""
    kind: Any = CreateJobRequest.DESCRIPTOR
    return dict(_texts(job, kind))


def _content(request: PutTaskTypeRequest) -> dict[str, Any]:
    """Raises InvalidRequest."""
    given = MessageToDict(request)
    content: dict[str, Any] = {name: whole(given[name]) for name in _BYTES if name in given}
    content["parameters"] = closed(content.get("parameters", {}))
    for name, value in content.items():
        if len(json.dumps(value, ensure_ascii=False).encode()) > _BYTES[name]:
            raise InvalidRequest([(name, f"must have at most {_BYTES[name]} bytes as JSON")])
    return content


def _try(task: OwnTask, check: Callable[[CreateJobRequest], object]) -> None:
    """Raises InvalidRequest, with the names of the job's fields."""
    was_tried = False
    try:
        for job in task.examples():
            check(_request(texts(job)))
            was_tried = True
    except Refused as error:
        raise InvalidRequest([(_place(one.message), one.message) for one in error.violations]) from error
    if was_tried:
        return
    made_up = task.made_up()
    if made_up is None:
        _request(texts(task.outline()), is_whole=False)
        return
    try:
        check(_request(texts(made_up)))
    except InvalidRequest as error:
        # Whoever has written the schema may know of values that are better than those that were made up.
        if surely := [one for one in error.violations if not task.depends_on_parameters(one[0])]:
            raise InvalidRequest(surely) from error


def _request(job: Json, *, is_whole: bool = True) -> CreateJobRequest:
    kind: Any = CreateJobRequest.DESCRIPTOR
    if broken := json_shape.violations(job, kind):
        raise InvalidRequest(broken)
    request = ParseDict(dict(job), CreateJobRequest())
    if is_whole and (broken := validation.violations(request)):
        raise InvalidRequest(broken)
    return request


def _place(message: str) -> str:
    """The field of the job that a message is about, which says it at its end."""
    return message.rpartition("(in job.")[2].rstrip(")") if "(in job." in message else ""


def _texts(value: Any, kind: Descriptor) -> Iterator[tuple[str, Any]]:
    fields = {name: field for field in kind.fields for name in (field.name, field.json_name)}
    for name, one in value.items():
        field = fields.get(name)
        yield name, one if field is None else _text(one, field)


def _text(value: Any, field: FieldDescriptor) -> Any:
    inner: Descriptor | None = field.message_type
    if inner is not None and inner.GetOptions().map_entry:
        of_value = inner.fields_by_name["value"]
        return {key: _text(one, of_value) for key, one in value.items()} if isinstance(value, Mapping) else value
    if isinstance(value, list):
        return [_text(one, field) for one in value]
    if inner is not None:
        is_ours = not inner.full_name.startswith("google.protobuf.")
        return dict(_texts(value, inner)) if is_ours and isinstance(value, Mapping) else value
    if field.type == FieldDescriptor.TYPE_STRING and isinstance(value, bool | int | float):
        return json.dumps(whole(value))
    return value
