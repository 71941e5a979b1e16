"""What the actions of an attempt have read, for those after them that name it: `${name}`, and conditions on a step."""

import asyncio
import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from google.protobuf.json_format import ParseDict
from google.protobuf.message import Message
from tabwright.v1.action_pb2 import Action
from tabwright.v1.flow_pb2 import Condition

from store import references
from store.action_tree import walk
from store.address import MalformedUrl, parse_url
from store.database import jsonb
from store.job import Json
from store.references import Place
from store.retry import ErrorType
from worker.failures import StepFailed
from worker.step import Around, Produced

MAX_KEPT_BYTES = 4 * 1024 * 1024
"""Of what is kept for later actions, as JSON, in all."""
MAX_TEXT_BYTES = 1024 * 1024
"""Of one value that is put into a field."""

M = TypeVar("M", bound=Message)


@dataclass(frozen=True, slots=True)
class Item:
    """What differs from one pass of a group to the next."""

    value: Any
    around: Around | None = None
    """The element, where the passes are those of elements."""


class Readings:
    """Keeps what is referred to, and nothing else: of most jobs nothing at all."""

    def __init__(
        self,
        actions: Sequence[Json],
        set_aside: Callable[[Json], Json] = lambda action: action,
        profile: Callable[[Place], Any] | None = None,
    ) -> None:
        """`set_aside` keeps the references to secrets apart from what is read. `profile` gives what stands in the job's
        profile; None: it has none.
        """
        self._set_aside = set_aside
        self._profile = profile
        self._names = references.names(actions, has_profile=profile is not None)
        self._wanted: set[str] = set()
        if self._names:
            self._wanted = {place.name for _, action in walk(actions) for place in _referred(action)}
        self._has_marks = bool(self._names) and any(_has_marks(action) for _, action in walk(actions))
        self._parsed: dict[int, Action] = {}
        self._values: dict[str, Any] = {}
        self._sizes: dict[str, int] = {}
        self._outcomes: dict[str, str] = {}

    async def prepare(self) -> None:
        """Gets ready what is slow the first time in a process."""
        if self._has_marks:
            await asyncio.to_thread(_validator)

    def note(self, name: str, outcome: str, produced: Produced | None = None) -> None:
        """Notes what has become of the action of a name, in place of what it did before: `ok`, `failed` or `skipped`,
        and what it has read.
        """
        if not name:
            return
        self._values.pop(name, None)
        self._sizes.pop(name, None)
        has_value = produced is not None and produced.has_value
        value = produced.value if produced is not None else None
        self._outcomes[name] = "empty" if has_value and value in (None, "", [], {}) else outcome
        if has_value and name in self._wanted:
            self._sizes[name] = len(jsonb.dumps(value).encode())
            if sum(self._sizes.values()) <= MAX_KEPT_BYTES:
                self._values[name] = value

    def is_so(self, condition: Condition) -> bool:
        """Whether the action that a condition names has ended in the way that it says."""
        outcome = self._outcomes.get(condition.step, "")
        is_so = outcome == condition.result or (outcome == "empty" and condition.result == "ok")
        return is_so is not getattr(condition, "not")

    def list_at(self, place: Place, items: Mapping[str, Item]) -> list[Any]:
        """The list that a forEach names. Raises StepFailed."""
        value = self._value(place, items)
        if not isinstance(value, list):
            raise _missing(f"{place} is {_kind(value)}, and no list")
        return value

    def action(self, given: Json) -> Action:
        """An action as the client has given it."""
        if id(given) not in self._parsed:
            self._parsed[id(given)] = ParseDict(dict(self._set_aside(given)), Action(), ignore_unknown_fields=True)
        return self._parsed[id(given)]

    def resolved(self, given: Json, items: Mapping[str, Item]) -> Action:
        """An action with what its references stand for, which must obey the same rules as what a client gives. Raises
        StepFailed.
        """
        if not self._has_marks or not _has_marks(given):
            return self.action(given)
        action = self._checked(self._set_aside(given), items, Action())
        if action.action in {"visit", "download"} and action.HasField("url"):
            try:
                parse_url(action.url)
            except MalformedUrl as error:
                raise StepFailed(ErrorType.INVALID_URL, f"url {error}: {action.url[:MAX_TOLD]!r}") from error
        return action

    def condition(self, given: Json, items: Mapping[str, Item]) -> Condition:
        """Likewise a condition."""
        return self._checked(given, items, Condition())

    def _checked(self, given: Json, items: Mapping[str, Item], message: M) -> M:
        changed = given
        if self._has_marks:
            changed = references.resolved(
                given, lambda place: self._value(place, items), lambda path, place: self._text(path, place, items)
            )
        message = ParseDict(dict(changed), message, ignore_unknown_fields=True)
        if changed != given:
            for violation in _validator().collect_violations(message, fail_fast=True):
                elements = violation.proto.field.elements if violation.proto.field else ()
                field = ".".join(element.field_name for element in elements)
                raise StepFailed(
                    ErrorType.VALIDATION_ERROR, f"with what ${{…}} stands for, {field} {violation.proto.message}"
                )
        return message

    def _text(self, path: str, place: Place, items: Mapping[str, Item]) -> str | None:
        if place.name not in items and place.name not in self._names:
            return None  # it was accepted before references were looked for
        match self._value(place, items):
            case None:
                raise _missing(f"${{{place}}} in {path} stands for nothing: null was read there")
            case str(text):
                pass
            case bool() | int() | float() as value:
                text = references.number_text(value)
            case value:
                raise _missing(f"${{{place}}} in {path} stands for {_kind(value)}: name a text or a number in it")
        if len(text.encode(errors="replace")) > MAX_TEXT_BYTES:
            raise _missing(f"${{{place}}} in {path} stands for more than {MAX_TEXT_BYTES} bytes")
        return text

    def _value(self, place: Place, items: Mapping[str, Item]) -> Any:
        if place.name == references.PROFILE and self._profile is not None:
            return self._profile(place)
        if place.name in items:
            value = items[place.name].value
        elif place.name in self._values:
            value = self._values[place.name]
        else:
            raise _missing(f"${{{place}}} stands for nothing: {self._why(place.name)}")
        for step in place.steps:
            match value, step:
                case dict(), str() if step in value:
                    value = value[step]
                case list(), int() if step < len(value):
                    value = value[step]
                case _:
                    raise _missing(f"${{{place}}} stands for nothing: there is no {step} in {_kind(value)}")
        return value

    def _why(self, name: str) -> str:
        if name in self._sizes:
            return f"what {name} has read is too large to be used: {MAX_KEPT_BYTES} bytes in all are the most"
        return {
            "": f"{name} has not been performed",
            "skipped": f"{name} was skipped",
            "failed": f"{name} has failed",
        }.get(self._outcomes.get(name, ""), f"what {name} has read is too large to be used, and became an artifact")


MAX_TOLD = 300


@cache
def _validator() -> Any:
    """Jobs without references need none, and it takes long to load."""
    return importlib.import_module("protovalidate").Validator()


def _referred(action: Json) -> list[Place]:
    found = [place for _, text in references.texts(action) for place in references.references(text)]
    return [*found, references.place(action["items"])] if "items" in action else found


def _has_marks(action: Json) -> bool:
    """Whether there is anything to look at: a reference, or `$${`, which means `${` whatever else is there."""
    return any(True for _ in references.texts(action))


def _missing(text: str) -> StepFailed:
    return StepFailed(ErrorType.VALIDATION_ERROR, text)


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case dict():
            return f"an object with {', '.join(list(value)[:10]) or 'nothing'}"[:MAX_TOLD]
        case list():
            return f"a list of {len(value)}"
    return f"the text {value[:50]!r}" if isinstance(value, str) else references.number_text(value)
