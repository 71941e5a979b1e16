"""The result of a task as data: JSON whose texts say what stands in their place, `${name.path}`, of what the actions of
the job have read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from store import references
from store.action_tree import walk
from store.references import Place
from tasks.fitting import as_text
from tasks.task import Refused, Violation
from tasks.words import Json, Readings, Shaped

MAX_RESULT_CHARS = 4 * 1024 * 1024
"""Of all that is put into a result; fields beyond are null, and the result is truncated."""
PARAMETERS, JOB, PASSES = "parameters", "job", "passes"
_OF_JOB = {"finalUrl": "url", "httpStatus": "httpStatus", "title": "title"}
_MARK = re.compile(r"\$(?P<literal>\$\{)|\$\{(?P<place>[^{}]*)\}")
_SOURCES = {
    "getByAltText": "altText",
    "getByCss": "css",
    "getByLabel": "label",
    "getByPlaceholder": "placeholder",
    "getByRole": "role",
    "getBySelector": "css",
    "getByTestId": "testId",
    "getByText": "text",
    "getByTitle": "title",
    "getByXPath": "xpath",
}
_NOTHING = object()


def faults(mapping: Json, actions: Sequence[Json]) -> Iterator[Violation]:
    """What is wrong with a mapping for a job of these actions, by the places in it."""
    names = {name for name, _ in _named(actions)}
    for path, text in _texts(mapping):
        for mark in _MARK.finditer(text):
            if not mark["literal"] and (fault := _fault(mark["place"], names)):
                yield Violation(path, f"{mark[0][:100]}: {fault}")


def default(actions: Sequence[Json]) -> Json:
    """What a result consists of unless it is said: what each action with a name has read, by these names."""
    return {name: f"${{{name}}}" for name, _ in _named(actions)}


def sources(actions: Sequence[Json]) -> dict[str, str]:
    """From what each action of a name reads, in the words of results."""
    found: dict[str, str] = {}
    for name, action in _named(actions):
        by = _SOURCES.get(action.get("getTargetBy", "getBySelector"), "css")
        kinds = {"evaluate": "script", "extract": by, "wait": "api"}
        found[name] = kinds.get(action["action"], str(action["action"]))
    return found


def _named(actions: Sequence[Json]) -> Iterator[tuple[str, Json]]:
    """The actions that have a name. A field that is null counts as not given."""
    for _, action in walk(actions):
        if isinstance(name := action.get("name"), str):
            yield name, action


def uses_parameters(mapping: Json) -> bool:
    """Whether parameters stand in it."""
    return any("${" + PARAMETERS in text for _, text in _texts(mapping))


def shaped(mapping: Json, read_from: Mapping[str, str], parameters: Json, read: Readings) -> Shaped:
    """The result that a mapping without faults makes. Raises Refused."""
    making = _Making(read_from, parameters, read)
    value = making.value(mapping, "")
    return Shaped(value=value, sources=making.sources, missing=making.missing, truncated=making.is_truncated)


@dataclass
class _Making:
    """The making of one result."""

    read_from: Mapping[str, str]
    parameters: Json
    read: Readings
    left: int = MAX_RESULT_CHARS
    is_truncated: bool = False
    sources: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def value(self, mapping: Any, path: str) -> Any:
        match mapping:
            case Mapping():
                return {name: self.value(one, f"{path}.{name}" if path else name) for name, one in mapping.items()}
            case list():
                return [self.value(one, f"{path}[{index}]") for index, one in enumerate(mapping)]
            case str():
                return self._text(mapping, path)
        return mapping

    def _text(self, text: str, path: str) -> Any:
        marks = [mark for mark in _MARK.finditer(text) if not mark["literal"]]
        if not marks:
            return text.replace("$${", "${")
        places = [references.place(mark["place"]) for mark in marks]
        values = [self._read(place) for place in places]
        if any(one is _NOTHING for one in values):
            self.missing.append(path)
            return None
        value = values[0] if marks[0][0] == text else self._joined(text, values, path)
        self.left -= _chars(value)
        if self.left < 0:
            self.is_truncated = True
            return None
        self.sources[path] = self._source(places[0])
        return value

    def _joined(self, text: str, values: Sequence[Any], path: str) -> str:
        left = iter(values)

        def put(mark: re.Match[str]) -> str:
            if mark["literal"]:
                return "${"
            value = next(left)
            if isinstance(value, dict | list):
                kind = "an object" if isinstance(value, dict) else "a list"
                raise Refused([Violation(path, f"{mark[0]} is {kind}, and stands in a text")])
            return as_text(value)

        return _MARK.sub(put, text)

    def _read(self, place: Place) -> Any:
        match place.name, place.steps:
            case ("parameters", steps):
                return _at(self.parameters, steps)
            case ("job", (str(name),)):
                facts = {"finalUrl": self.read.final_url, "httpStatus": self.read.http_status, "title": self.read.title}
                return _there(facts.get(name))
            case ("passes", (str(name), *steps)):
                return [_null(_at(one, steps)) for one in self.read.values(name)] or self.read.artifacts(name)
            case (name, steps):
                value = self.read.value(name)
                return _at(value, steps) if value is not None else _there(self.read.artifact(name))
        raise AssertionError(place)

    def _source(self, place: Place) -> str:
        if place.name == JOB:
            return _OF_JOB[str(place.steps[0])]
        name = str(place.steps[0]) if place.name == PASSES else place.name
        return self.read_from.get(name, name)


def _fault(text: str, names: set[str]) -> str | None:
    """Why nothing can be read at a place."""
    place = references.place(text)
    if str(place) != text:
        return "is no place such as name, name.field or name[0]"
    first = place.steps[0] if place.steps else None
    if place.name == PARAMETERS:
        return None
    if place.name == JOB:
        return None if first in _OF_JOB and len(place.steps) == 1 else f"job has {', '.join(sorted(_OF_JOB))}"
    if place.name == PASSES and first is None:
        return "name an action whose passes are meant: passes.NAME"
    name = first if place.name == PASSES else place.name
    if name in names:
        return None
    return f"no action has the name {name}; there are: {', '.join(sorted(names)[:20]) or 'none'}"


def _texts(mapping: Any, path: str = "") -> Iterator[tuple[str, str]]:
    match mapping:
        case str():
            yield path, mapping
        case Mapping():
            for name, one in mapping.items():
                yield from _texts(one, f"{path}.{name}" if path else name)
        case list():
            for index, one in enumerate(mapping):
                yield from _texts(one, f"{path}[{index}]")


def _at(value: Any, steps: Sequence[str | int]) -> Any:
    for step in steps:
        match value, step:
            case Mapping(), str() if step in value:
                value = value[step]
            case list(), int() if step < len(value):
                value = value[step]
            case _:
                return _NOTHING
    return _there(value)


def _there(value: Any) -> Any:
    return _NOTHING if value is None else value


def _null(value: Any) -> Any:
    return None if value is _NOTHING else value


def _chars(value: Any) -> int:
    """About how long a value is as JSON."""
    chars = 0
    left = [value]
    while left:
        one = left.pop()
        chars += 4
        if isinstance(one, str):
            chars += len(one)
        elif isinstance(one, Mapping):
            chars += sum(map(len, one))
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one)
    return chars
