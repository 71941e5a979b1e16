"""What ActionService's requests mean: ordinary jobs, of ordinary actions."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from google.protobuf.json_format import MessageToDict, ParseDict
from google.protobuf.message import Message
from tabwright.v1.action_pb2 import Action
from tabwright.v1.action_service_pb2 import (
    ExtractRequest,
    FormFillRequest,
    PdfRequest,
    ScreenshotRequest,
    VisitRequest,
)
from tabwright.v1.job_service_pb2 import CreateJobRequest

from server.calls import validation
from server.calls.faults import InvalidRequest
from server.rest import json_shape

ActionRequest: TypeAlias = VisitRequest | ScreenshotRequest | FormFillRequest | ExtractRequest | PdfRequest

_OF_THE_JOB = ("browser_type_id", "priority", "timeout_ms", "request_id")
"""Fields that mean the same in all requests."""
_NOT_IN_PAYLOAD = (*_OF_THE_JOB, "wait_ms")


def job_request(request: ActionRequest) -> CreateJobRequest:
    """The job that a call of ActionService asks for."""
    job = CreateJobRequest(target_url=request.url, actions=_actions(request))
    for field in ("wait_until", *_OF_THE_JOB):
        if request.HasField(field):
            setattr(job, field, getattr(request, field))
    if isinstance(request, VisitRequest) and request.HasField("timeout"):
        job.timeout_ms = min(request.timeout, job.timeout_ms) if job.HasField("timeout_ms") else request.timeout
    return job


def unfolded(request: CreateJobRequest) -> CreateJobRequest:
    """A request with `action_type` and `payload` as one with `target_url` and `actions`.

    Raises InvalidRequest, with the fields of the payload by their names there.
    """
    job = job_request(_payload(request))
    times = [one.timeout_ms for one in (job, request) if one.HasField("timeout_ms")]
    job.MergeFrom(request)
    job.ClearField("action_type")
    job.ClearField("payload")
    if times:
        job.timeout_ms = min(times)
    return job


@contextmanager
def called(*, url: str, actions: str = "actions") -> Iterator[None]:
    """Lets what is wrong with the job's targetUrl and actions be told under the client's names for them."""
    names = {"targetUrl": url, "actions": actions}
    try:
        yield
    except InvalidRequest as error:
        heads = ((re.split(r"(?=[.[])", path, maxsplit=1), text) for path, text in error.violations)
        renamed = [("".join([names.get(name, name), *rest]), text) for (name, *rest), text in heads]
        raise InvalidRequest(renamed) from error


@contextmanager
def fields_within(prefix: str) -> Iterator[None]:
    """Lets what is wrong with a message be told by the names that its fields have in the request around it."""
    try:
        yield
    except InvalidRequest as error:
        raise InvalidRequest([((prefix + path).rstrip("."), text) for path, text in error.violations]) from error


def action_type(actions: Iterable[str]) -> str | None:
    """The method of ActionService that makes a job of these actions, as the API writes it. None: none does."""
    match list(actions):
        case []:
            return "visit"
        case ["screenshot" | "extract" | "pdf" as name]:
            return name
        case names if set(names) <= {"fill", "click"}:
            return "form-fill"
    return None


def _payload(request: CreateJobRequest) -> ActionRequest:
    """The request that the payload is. Raises InvalidRequest."""
    kind: Any = _KINDS[request.action_type]  # the stubs of its DESCRIPTOR say too little
    value = MessageToDict(request.payload)
    if broken := json_shape.violations(value, kind.DESCRIPTOR, "payload", foreign=_NOT_IN_PAYLOAD):
        raise InvalidRequest(broken)
    payload: ActionRequest = ParseDict(value, kind())
    broken = [(f"payload.{path}" if path else "payload", text) for path, text in validation.violations(payload)]
    if broken:
        raise InvalidRequest(broken)
    return payload


def _visit(_: VisitRequest) -> list[Action]:
    return []  # each job opens its page


def _screenshot(request: ScreenshotRequest) -> list[Action]:
    action = Action(action="screenshot")
    _copy(request, action, "format")
    if request.HasField("selector"):
        action.target = request.selector
    else:
        _copy(request, action, "full_page")
    if request.format in {"jpeg", "webp"}:
        _copy(request, action, "quality")
    return [action]


def _form_fill(request: FormFillRequest) -> list[Action]:
    actions = []
    for step in request.actions:
        action = Action(action=step.type, target=step.selector)
        _copy(step, action, "value", "sensitive")
        actions.append(action)
    if request.wait_for_navigation:
        next(action for action in reversed(actions) if action.action == "click").wait_for_navigation = True
    return actions


def _extract(request: ExtractRequest) -> list[Action]:
    return [Action(action="extract", extractors=request.extractors)]


def _pdf(request: PdfRequest) -> list[Action]:
    action = Action(action="pdf")
    _copy(request, action, "format", "print_background", "landscape")
    if request.HasField("margin"):
        action.margin.CopyFrom(request.margin)
    return [action]


def _copy(source: Message, target: Message, *fields: str) -> None:
    """Copies those of the fields that are given."""
    for field in fields:
        if source.HasField(field):
            setattr(target, field, getattr(source, field))


_KINDS: dict[str, type[ActionRequest]] = {
    "visit": VisitRequest,
    "screenshot": ScreenshotRequest,
    "form-fill": FormFillRequest,
    "extract": ExtractRequest,
    "pdf": PdfRequest,
}
_TRANSLATIONS: dict[type[Message], Callable[[Any], list[Action]]] = {
    VisitRequest: _visit,
    ScreenshotRequest: _screenshot,
    FormFillRequest: _form_fill,
    ExtractRequest: _extract,
    PdfRequest: _pdf,
}


def _actions(request: ActionRequest) -> list[Action]:
    return _TRANSLATIONS[type(request)](request)
