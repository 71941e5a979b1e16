"""What ActionService's requests mean: ordinary jobs, of ordinary actions.

A field of a request that Action has by the same name is the action's, with Action's rules; so a new field of an action
needs no more than its line in the request's proto.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from google.protobuf.descriptor import FieldDescriptor
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
from tabwright.v1.render_service_pb2 import RenderTextRequest
from tabwright.v1.session_service_pb2 import CaptureSessionRequest

from server.calls import validation
from server.calls.faults import InvalidRequest
from server.rest import json_shape
from store.address import MalformedUrl
from store.secrets.origins import origin_of

ActionRequest: TypeAlias = VisitRequest | ScreenshotRequest | FormFillRequest | ExtractRequest | PdfRequest
JobRequest: TypeAlias = CreateJobRequest | ActionRequest | CaptureSessionRequest
"""All that asks for one job."""

_BESIDE_PAYLOAD = (
    "browser_type_id",
    "priority",
    "timeout_ms",
    "request_id",
    "options",
    "max_retries",
    "labels",
    "repeat",
)
"""Fields that mean the same in all requests, and that a job has beside its payload."""
_OF_THE_JOB = (*_BESIDE_PAYLOAD, "wait_until", "html", "base_url", "referer")
_NOT_IN_PAYLOAD = (*_BESIDE_PAYLOAD, "wait_ms")


@dataclass(frozen=True, slots=True)
class Names:
    """What a client has called the fields of a job."""

    url: str = "targetUrl"
    within: str = ""
    """What stands before all names."""
    request: ActionRequest | CaptureSessionRequest | None = None
    """The request in which they have other names. None: it is the job itself."""

    @contextmanager
    def told(self) -> Iterator[None]:
        """Lets what is wrong with the job be told under these names."""
        try:
            yield
        except InvalidRequest as error:
            raise InvalidRequest([(self._path(path, text), text) for path, text in error.violations]) from error

    def shown(self, path: str) -> str:
        """How the request calls a field of the job."""
        return self._path(path, "")

    def _path(self, path: str, text: str) -> str:
        if path == "targetUrl":
            return self.within + self.url
        if isinstance(self.request, CaptureSessionRequest):
            return self.within + path.replace("options.sessionOrigins", "origins").replace("options.session", "name")
        if self.request is None or not path.startswith(("actions", "html", "baseUrl", "referer", "labels", "repeat")):
            return path
        path = _action_path(path, self.request)
        if not path:
            path = validation.first_named(text, cast(Any, self.request.DESCRIPTOR))
        return (self.within + path).rstrip(".")


THE_JOBS = Names()


def plain(request: JobRequest) -> tuple[CreateJobRequest, Names]:
    """The job that a request asks for, as one with `target_url` and `actions`, and what the client has called its
    fields. Raises InvalidRequest.
    """
    if not isinstance(request, CreateJobRequest):
        names = Names("url", request=request)
        return _checked(job_request(request), names), names
    if not request.action_type:
        return request, THE_JOBS
    payload = _payload(request)
    names = Names("url", "payload.", payload)
    _checked(job_request(payload), names)
    return _unfolded(request, payload), names


def job_request(request: ActionRequest | CaptureSessionRequest) -> CreateJobRequest:
    """The job that a call of ActionService or CaptureSession asks for."""
    job = CreateJobRequest(target_url=request.url, actions=_actions(request))
    copy_fields(request, job, only=_OF_THE_JOB)
    if isinstance(request, CaptureSessionRequest):
        job.options.session = request.name
        job.options.save_session = "onSuccess"
        with suppress(MalformedUrl):  # which is told
            job.options.session_origins.extend(request.origins or [origin_of(request.url)])
    if isinstance(request, VisitRequest) and request.HasField("timeout"):
        job.timeout_ms = min(request.timeout, job.timeout_ms) if job.HasField("timeout_ms") else request.timeout
    return job


@contextmanager
def fields_within(prefix: str) -> Iterator[None]:
    """Lets what is wrong with a message be told by the names that its fields have in the request around it."""
    try:
        yield
    except InvalidRequest as error:
        raise InvalidRequest([((prefix + path).rstrip("."), text) for path, text in error.violations]) from error


def reading(request: RenderTextRequest, format_: str) -> ExtractRequest:
    """The request to read an element in a format; by default, all of the page."""
    extract = ExtractRequest()
    copy_fields(request, extract)
    extract.format = format_
    return extract


def _checked(job: CreateJobRequest, names: Names) -> CreateJobRequest:
    """The job, if it keeps the rules of jobs and actions. Raises InvalidRequest."""
    with names.told():
        if broken := validation.violations(job):
            raise InvalidRequest(broken)
    return job


def _unfolded(request: CreateJobRequest, payload: ActionRequest) -> CreateJobRequest:
    job = job_request(payload)
    times = [one.timeout_ms for one in (job, request) if one.HasField("timeout_ms")]
    job.MergeFrom(request)
    job.ClearField("action_type")
    job.ClearField("payload")
    if times:
        job.timeout_ms = min(times)
    return job


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


def _action_path(path: str, request: ActionRequest) -> str:
    """The path of a job's field, as the request that has made the job has it."""
    if isinstance(request, FormFillRequest):
        return re.sub(r"^(actions\[\d+\]\.)(target|action)\b", lambda found: found[1] + _STEPS[found[2]], path)
    path = re.sub(r"^actions\[0\]\.?", "", path)
    if isinstance(request, ScreenshotRequest) and request.HasField("selector"):
        path = re.sub(r"^target\b", "selector", path)
    return path


def _visit(_: VisitRequest) -> list[Action]:
    return []  # each job opens its page


def _screenshot(request: ScreenshotRequest) -> list[Action]:
    action = _action("screenshot", request)
    if request.HasField("selector"):
        action.target = request.selector
        action.ClearField("full_page")
    if request.format not in {"jpeg", "webp"}:
        action.ClearField("quality")
    return [action]


def _form_fill(request: FormFillRequest) -> list[Action]:
    actions = []
    for step in request.actions:
        action = _action(step.type, step)
        action.target = step.selector
        actions.append(action)
    if request.wait_for_navigation:
        next(action for action in reversed(actions) if action.action == "click").wait_for_navigation = True
    return actions


def _extract(request: ExtractRequest) -> list[Action]:
    return [_action("extract", request)]


def _pdf(request: PdfRequest) -> list[Action]:
    return [_action("pdf", request)]


def _action(name: str, request: Message) -> Action:
    """The action with all fields of the request that it has, too, and that are not the job's."""
    action = Action(action=name)
    is_step = request.DESCRIPTOR.name == "FormAction"
    copy_fields(request, action, but=() if is_step else (*_OF_THE_JOB, "url"))
    return action


def copy_fields(source: Message, target: Message, *, only: Sequence[str] = (), but: Sequence[str] = ()) -> None:
    """Copies the fields that are given, and that the target has by the same names."""
    known = cast(Any, target.DESCRIPTOR).fields_by_name
    for field, value in source.ListFields():
        if field.name not in known or field.name in but or (only and field.name not in only):
            continue
        if field.is_repeated:
            getattr(target, field.name).MergeFrom(value)
        elif field.type == FieldDescriptor.TYPE_MESSAGE:
            getattr(target, field.name).CopyFrom(value)
        else:
            setattr(target, field.name, value)


def _capture(request: CaptureSessionRequest) -> list[Action]:
    return list(request.actions)


_STEPS = {"target": "selector", "action": "type"}
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
    CaptureSessionRequest: _capture,
}


def _actions(request: ActionRequest | CaptureSessionRequest) -> list[Action]:
    return _TRANSLATIONS[type(request)](request)
