"""The steps of a task, in words."""

from collections.abc import Callable, Mapping, Sequence

from tabwright.v1.event_pb2 import JobEvent, JobEventData
from tabwright.v1.task_pb2 import TaskStep

from server.convert.job import event_message, time
from store.job import Json
from store.records.events import Event
from store.records.steps import Act, Step, Steps
from store.sensitive_values import shown

VISIT = "visit"
DOWNLOAD = "artifact.read"
_MAX_CHARS = 500
"""Of what a step is about, such as the target of an action."""

TYPES: Mapping[str, str] = {
    "job.created": "created",
    "job.started": "started",
    "job.retrying": "retrying",
    "job.paused": "paused",
    "job.intervention_needed": "intervention",
    "job.resumed": "resumed",
    "job.viewed": "viewed",
    "job.controlled": "controlled",
    "job.replayed": "replayed",
    "job.completed": "completed",
    "job.failed": "failed",
    "job.cancelled": "cancelled",
}
"""The types of steps by those of events; job.progress has the name of its action."""
_ASKED = (
    ("Pause", "that it stand still"),
    ("Resume", "that it go on"),
    ("Cancel", "that it be cancelled"),
    ("Retry", "that it be done again"),
    ("Replay", "that it be done again"),
)
"""What was asked for, by how the names of the methods begin."""
_WISHES: Mapping[str, str] = {"PAUSED": "that it stand still", "RUNNING": "that it go on"}
"""By the status that UpdateTask was to give."""
_GO_ON: Mapping[str, str] = {
    "call": "Goes on",
    "solved": "Goes on: what it waited for is done",
    "deadline": "Goes on: its time to stand still is over",
}
_ACTS: Mapping[str, tuple[str, Callable[[Mapping[str, str]], str]]] = {
    "live.attach": ("viewed", lambda _: "Looks at it"),
    "live.take": ("took", lambda details: f"Took control{' from somebody' if 'forced' in details else ''}"),
    "live.release": ("released", lambda details: f"No longer has control{_did(details)}"),
    "live.upload": ("uploaded", lambda details: f"Gave the page a file of {details.get('size_bytes', '?')} bytes"),
    DOWNLOAD: ("downloaded", lambda _: "Downloaded"),
}


def step_messages(task_id: str, steps: Steps) -> list[TaskStep]:
    """A page of a task's steps."""
    return [_message(task_id, step, steps) for step in steps.page]


def kind_and_content(event: JobEvent, actions: Sequence[Json] = (), target_url: str = "") -> tuple[str, str]:
    """What kind of step an event is, and what it says; with the actions of its job, also what they were about."""
    data = event.data
    if event.type == "job.progress":
        return (data.action or VISIT), _progress(data, actions, target_url)
    if event.type == "job.controlled":
        return ("took", "Took control") if data.HasField("controlled_by") else ("released", "No longer has control")
    return TYPES[event.type], _CONTENT[event.type](data)


def _message(task_id: str, step: Step, steps: Steps) -> TaskStep:
    at = step.what.at if isinstance(step.what, Act) else step.what.created_at
    message = TaskStep(sequence=step.number, task_id=task_id, by=step.by, timestamp=time(at))
    if isinstance(step.what, Act):
        message.step_type, message.content = _act(step.what)
        if step.what.action == DOWNLOAD:
            message.artifact = step.what.resources[0].split("/", 2)[2]
            message.content += f" {message.artifact}"
        return message
    return _of_event(step.what, steps, message)


def _of_event(event: Event, steps: Steps, message: TaskStep) -> TaskStep:
    told = event_message(event)
    message.step_type, message.content = kind_and_content(told, steps.actions, steps.target_url)
    if event.type == "job.progress" and (why := event.data.get("error", {}).get("message")):
        message.content = f"{message.content}: {why}"
    if told.data.HasField("duration_ms"):
        message.duration_ms = told.data.duration_ms
    for field in ("action_index", "path", "skipped"):
        if told.data.HasField(field):
            setattr(message, field, getattr(told.data, field))
    message.event_sequence = told.sequence
    message.artifact = told.data.artifact
    message.by = message.by or told.data.by or told.data.pause.by
    return message


def _act(act: Act) -> tuple[str, str]:
    if act.action in _ACTS:
        kind, words = _ACTS[act.action]
        return kind, words(act.details)
    method = act.action.rpartition(".")[2]
    wish = next((wish for name, wish in _ASKED if method.startswith(name)), _WISHES.get(act.details.get("status", "")))
    return "asked", f"Asked {wish}" if wish else f"Called {act.action}"


def _did(details: Mapping[str, str]) -> str:
    """What a person has done while in control, as far as it is known."""
    said = [
        f"{details[name]} {words if details[name] != '1' else words.removesuffix('s')}"
        for name, words in (("clicks", "clicks"), ("keys", "keys"), ("texts", "pasted texts"))
        if name in details
    ]
    said += [f"opened {details['opened']}"] if "opened" in details else []
    return f": {', '.join(said)}" if said else ""


def _progress(data: JobEventData, actions: Sequence[Json], target_url: str) -> str:
    if not data.HasField("action_index"):
        if data.action == VISIT:
            status = f" (HTTP {data.http_status})" if data.HasField("http_status") else ""
            return f"Opened {target_url or 'the page'}{status}"
        return f"Kept {data.artifact}" if data.artifact else data.action or VISIT
    about = _about(_action(data, actions))
    return f"{data.action}{f' {about}' if about else ''}{' was skipped' if data.skipped else ''}"


def _action(data: JobEventData, actions: Sequence[Json]) -> Json:
    """The action that an event is about, where it can be found: a path such as `3[2].1` leads through groups."""
    places = [int(part.partition("[")[0]) for part in data.path.split(".")] if data.path else [data.action_index]
    found: Json = {"actions": actions}
    for place in places:
        inner = found.get("actions", ())
        if place >= len(inner):
            return {}
        found = inner[place]
    return shown(found)


def _about(action: Json) -> str:
    for name in ("target", "url", "name"):
        if isinstance(action.get(name), str):
            text: str = action[name]
            return text if len(text) <= _MAX_CHARS else f"{text[:_MAX_CHARS]}…"
    return ""


def _pause(data: JobEventData) -> str:
    pause = data.pause
    what = pause.instructions or pause.message
    return f"Waits for a person ({pause.reason}){f': {what}' if what else ''}"


def _with_note(text: str, note: str) -> str:
    return f"{text}: {note}" if note else text


_CONTENT: Mapping[str, Callable[[JobEventData], str]] = {
    "job.created": lambda data: _with_note("Created", data.message),
    "job.started": lambda data: f"Attempt {data.attempt} began",
    "job.retrying": lambda data: _with_note("Will be tried again", data.error.message),
    "job.paused": lambda _: "Stands still",
    "job.intervention_needed": _pause,
    "job.resumed": lambda data: _with_note(_GO_ON.get(data.resumed_by, "Goes on"), data.note),
    "job.viewed": lambda _: "Looks at it",
    "job.controlled": lambda data: f"{data.controlled_by or 'Nobody'} has control",
    "job.replayed": lambda _: "Is done again",
    "job.completed": lambda _: "Completed",
    "job.failed": lambda data: _with_note("Failed", data.error.message),
    "job.cancelled": lambda _: "Cancelled",
}
