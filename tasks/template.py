"""The template of a job: a CreateJobRequest as JSON, in which `${parameters.x}` stands for what a task is given.

A text that is nothing but one placeholder becomes the value itself, with its type; where there is no value, its field
is left out. Within a text, a value becomes a part of it. docs/own-task-types.md says where placeholders may stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from store import references, secret_references
from store.action_tree import walk
from tasks import places
from tasks.fitting import Misfit, fitted, is_whole, kept_apart, template_fault
from tasks.json_schema import Schema
from tasks.places import NAME, OMIT, Kind, Piece, Spot
from tasks.task import Refused, Violation
from tasks.words import Json

MAX_PLACEHOLDERS = 1000
MAX_JOB_CHARS = 1024 * 1024
"""Of what values add to a job, in all."""
_ENTRY_CHARS = 50
"""As how much each entry of a list or an object counts."""
MAX_VIOLATIONS = 20

_OF_ONE_JOB = {
    "actionType": "write targetUrl and actions",
    "notBefore": "RunTask says it",
    "payload": "write targetUrl and actions",
    "requestId": "RunTask says it",
}
"""Fields of a CreateJobRequest that a template does not have."""
_HIDDEN = frozenset({"argument", "cookies", "files", "headers", "keys", "labels", "promptText", "value", "values"})
"""What a sensitive action hides."""
_PASSWORDS = (("clientCertificates", "passphrase"), ("httpCredentials", "password"), ("proxy", "password"))
_INSTEAD = "name a secret in its place"
RESERVED = frozenset({NAME, "job", "passes", "profile", "secret", "totp"})
"""What no action of a template is called: it means something else in `${…}`."""

_NOTHING = object()


def faults(template: Json, schema: Schema) -> list[Violation]:
    """What is wrong with a template whose parameters have a schema, by the places in the job."""
    found = [*_name_faults(template), *_shown_faults(template)]
    count = 0

    def look(spot: Spot, text: str) -> str:
        nonlocal count
        if NAME in text and "${" in text and len(found) < MAX_VIOLATIONS:
            parts = places.pieces(text)
            count += sum(one.steps is not None for one in parts)
            found.extend(Violation(spot.path, fault) for fault in _text_faults(spot, text, parts, schema))
        return text

    places.mapped(template, look)
    if count > MAX_PLACEHOLDERS:
        found.append(Violation("", f"has {count} placeholders: {MAX_PLACEHOLDERS} are the most"))
    return found[:MAX_VIOLATIONS]


def built(template: Json, parameters: Json, *, has_profile: bool = False) -> Json:
    """The job that a template without faults makes of parameters that obey its schema. `has_profile`: whether the job
    will name a profile, also where the template does not. Raises Refused.
    """
    return _Building(template, parameters, has_profile=has_profile).job()


def _shown_faults(template: Json) -> Iterator[Violation]:
    """What should be hidden, and is shown: a template with its task type, and a parameter with its job."""
    for path, action in walk(actions_of(template)):
        if action.get("sensitive") is True:
            for field in _HIDDEN & action.keys():
                if NAME in str(action[field]):
                    yield Violation(
                        f"{path}.{field}", f"is sensitive, and a parameter is shown with its job: {_INSTEAD}"
                    )
    options = template.get("options")
    for group, field in _PASSWORDS:
        one = options.get(group) if isinstance(options, Mapping) else None
        for index, part in enumerate(one if isinstance(one, list) else [one]):
            text = part.get(field) if isinstance(part, Mapping) else None
            if isinstance(text, str) and text and not secret_references.in_text(text):
                place = f"options.{group}{f'[{index}]' if isinstance(one, list) else ''}.{field}"
                yield Violation(place, f"is shown with the task type, or with its jobs: {_INSTEAD}")


def actions_of(template: Json) -> Sequence[Json]:
    """Its actions, as far as they are written as such."""
    return _objects(template.get("actions"))


def places_of_parameters(template: Json) -> list[str]:
    """Where parameters stand in it."""
    found: list[str] = []

    def note(spot: Spot, text: str) -> str:
        if NAME in text and any(one.steps is not None for one in places.pieces(text)):
            found.append(spot.path)
        return text

    places.mapped(template, note)
    return found


def outline(template: Json) -> Json:
    """The job as far as it can be told without parameters: fields that are nothing but one are left out, and in other
    texts an x stands in its place.
    """

    def change(_: Spot, text: str) -> Any:
        parts = places.pieces(text)
        if is_whole(parts):
            return OMIT
        return "".join(one.text if one.steps is None else "x" for one in parts)

    return dict(places.mapped(template, change))


class _Building:
    """The making of one job."""

    def __init__(self, template: Json, parameters: Json, *, has_profile: bool) -> None:
        self._template = template
        self._parameters = parameters
        options = template.get("options")
        has_profile = has_profile or (isinstance(options, Mapping) and "profile" in options)
        self._is_read = has_profile or bool(references.names(actions_of(template)))
        self._left = MAX_JOB_CHARS
        self._violations: list[Violation] = []

    def job(self) -> Json:
        job = places.mapped(self._template, self._changed)
        if self._violations:
            raise Refused(self._violations)
        return dict(job)

    def _changed(self, spot: Spot, text: str) -> Any:
        if "${" not in text or NAME not in text or spot.kind is Kind.NEVER:
            return text
        parts = places.pieces(text)
        if len(self._violations) == MAX_VIOLATIONS:
            return text
        try:
            if is_whole(parts):
                return self._whole(spot, parts[0])
            return self._text(spot, text, parts)
        except Misfit as error:
            place = f"in job.{spot.path}" if spot.path else "in the job"
            self._violations.append(Violation(error.piece.parameter, f"{error} ({place})"))
            return text

    def _text(self, spot: Spot, text: str, parts: Sequence[Piece]) -> str:
        made = fitted(spot, parts, self._value_in_text, is_read=self._is_read)
        self._take(parts[0], len(made) - len(text))
        return made

    def _whole(self, spot: Spot, piece: Piece) -> Any:
        value = self._value(piece)
        if value is _NOTHING:
            return OMIT
        if spot.kind is not Kind.FREE and _has_objects(value):
            raise Misfit(piece, "is an object or has one, and a text, a number, or a list of them is needed")
        return self._apart(spot, piece, value)

    def _apart(self, spot: Spot, piece: Piece, value: Any) -> Any:
        """A value whose texts mean themselves."""
        match value:
            case str():
                self._take(piece, len(value))
                return kept_apart(spot, [(piece, value)], is_read=self._is_read)
            case Mapping():
                self._take(piece, sum(map(len, value)) + len(value) * _ENTRY_CHARS)
                return {name: self._apart(spot, piece, one) for name, one in value.items()}
            case list():
                self._take(piece, len(value) * _ENTRY_CHARS)
                return [self._apart(spot, piece, one) for one in value]
        return value

    def _value_in_text(self, piece: Piece) -> Any:
        value = self._value(piece)
        if value is _NOTHING:
            raise Misfit(piece, "is missing, and stands in a text")
        if isinstance(value, str):
            self._take(piece, len(value))
        return value

    def _value(self, piece: Piece) -> Any:
        value: Any = self._parameters
        for step in piece.steps or ():
            match value, step:
                case Mapping(), str() if step in value:
                    value = value[step]
                case list(), int() if step < len(value):
                    value = value[step]
                case _:
                    return _NOTHING
        return value

    def _take(self, piece: Piece, chars: int) -> None:
        """Raises Misfit."""
        self._left -= max(chars, 0)
        if self._left < 0:
            raise Misfit(piece, f"makes the job too large: parameters may add {MAX_JOB_CHARS} characters to it")


def _has_objects(value: Any) -> bool:
    match value:
        case Mapping():
            return True
        case list():
            return any(_has_objects(one) for one in value)
    return False


def _name_faults(template: Json) -> Iterator[Violation]:
    """What is wrong with the names of fields and of actions."""
    for name, instead in _OF_ONE_JOB.items():
        if name in template:
            yield Violation(name, f"is no part of a template: {instead}")
    for path, name in places.named(template):
        if "_" in name:
            head, *tail = name.split("_")
            yield Violation(path, f"must be written {head}{''.join(one.title() for one in tail)}")
    for path, name in places.keys(template):
        if NAME in name and any(one.steps is not None for one in places.pieces(name)):
            yield Violation(path, "a parameter cannot be the name of a field")
    for path, action in walk(actions_of(template)):
        if action.get("name") in RESERVED:
            yield Violation(f"{path}.name", f"must not be {action['name']}, which means something else in ${{…}}")


def _objects(actions: Any) -> Sequence[Json]:
    if not isinstance(actions, list):
        return []
    return [
        {**one, "actions": _objects(one["actions"])} if "actions" in one else one
        for one in actions
        if isinstance(one, Mapping) and isinstance(one.get("action"), str)
    ]


def _text_faults(spot: Spot, text: str, parts: Sequence[Piece], schema: Schema) -> Iterator[str]:
    has_any = any(one.steps is not None for one in parts)
    if spot.kind is Kind.NEVER:
        if has_any:
            yield f"a parameter cannot stand here: {spot.why}"
    elif places.begins_wrongly(text):
        yield "has ${parameters… that names none, or stands in another ${…}; write ${parameters.NAME}, or $${ for ${"
    elif has_any:
        if fault := template_fault(spot, parts):
            yield fault
        for one in parts:
            if one.steps is not None and (fault := _placeholder_fault(spot, one, schema, is_whole=is_whole(parts))):
                yield fault


def _placeholder_fault(spot: Spot, piece: Piece, schema: Schema, *, is_whole: bool) -> str | None:
    if not piece.steps:
        if is_whole and spot.kind is Kind.FREE:
            return None
        return "${parameters}, all of them, may only be the whole of a text in argument: name one of them"
    presence = schema.presence(piece.steps)
    if presence == "unknown":
        there = ", ".join(schema.names()[:20]) or "none"
        return f"{piece.text}: there is no such parameter; there are: {there}"
    if presence == "optional" and not is_whole:
        return f"{piece.text} may be missing, and stands in a text: make it required, or give it a default"
    return None
