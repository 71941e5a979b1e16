"""The outline of a profile: its document with words for kinds in place of values. It is stored beside what is sealed,
so that what a job refers to can be checked, and told, without opening it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from store.job import Json
from store.references import MAX_EXACT
from store.sensitive_values import MASK

MASKED = "masked"
"""The kind of a field that is hidden as a secret is."""
MAX_FIELDS = 1000
"""Of one document, those in objects and lists included."""
MAX_DEPTH = 10
"""Of objects and lists in each other."""
MAX_NAME_CHARS = 100
MAX_STEPS = 100_000
"""How many parts of a schema one document may have to be looked for in."""

_NOT_IN_NAMES = ".[]{}\0"
"""What a reference could not name."""
_IN_PLACE = ("allOf", "anyOf", "oneOf")
_INSTEAD = ("if", "then", "else")
_MARKS = ("x-masked", "writeOnly")
_NEAR = 0.85
"""How near a name must be to the mark to be taken for a mistyped one: `x-mask`, `x-Masked`, `x-maskd`."""

Outline = Any
"""A mapping, a list, or one of `text`, `number`, `boolean`, `null` and `masked`."""
Faults = list[tuple[str, str]]
"""Each is a field's path in the document, and what would be right."""


class Malformed(ValueError):
    """A document that cannot be a profile's."""

    def __init__(self, faults: Faults) -> None:
        super().__init__("; ".join(f"{path}: {text}" for path, text in faults))
        self.faults = faults


def outlined(document: Json, schema: Json) -> Outline:
    """The outline of a document, whose schema says what is masked. Raises Malformed."""
    return _Outliner(schema).outline(document)


@dataclass
class _Outliner:
    schema: Json
    fields: int = 0
    steps: int = 0

    def outline(self, document: Json) -> Outline:
        return self._of(document, [self.schema], "", depth=0, is_masked=False)

    def _of(self, value: Any, schemas: Sequence[Any], path: str, *, depth: int, is_masked: bool) -> Outline:
        self.fields += 1
        if self.fields > MAX_FIELDS + 1:  # the document itself is none
            raise Malformed([("", f"has more than {MAX_FIELDS} fields, those in objects and lists included")])
        if depth > MAX_DEPTH:
            raise Malformed([(path, f"is nested more than {MAX_DEPTH} levels deep")])
        found = list(self._applying(schemas))
        is_masked = is_masked or any(self._is_marked(schema, path) for schema in found)
        match value:
            case dict():
                return {
                    self._name(name, path): self._of(
                        one,
                        list(_of_property(found, name)),
                        f"{path}.{name}" if path else name,
                        depth=depth + 1,
                        is_masked=is_masked,
                    )
                    for name, one in value.items()
                }
            case list():
                return [
                    self._of(
                        one, list(_of_item(found, index)), f"{path}[{index}]", depth=depth + 1, is_masked=is_masked
                    )
                    for index, one in enumerate(value)
                ]
        return _kind(value, path, is_masked=is_masked)

    def _name(self, name: str, path: str) -> str:
        if not name or len(name) > MAX_NAME_CHARS or any(one in name for one in _NOT_IN_NAMES):
            text = f"the name {name[:MAX_NAME_CHARS]!r} must have 1 to {MAX_NAME_CHARS} characters, none of . [ ] {{ }}"
            raise Malformed([(path, f"{text}: no reference could name it")])
        return name

    def _is_marked(self, schema: Json, path: str) -> bool:
        for mark in _MARKS:
            if mark in schema and not isinstance(schema[mark], bool):
                raise Malformed([(path, f"{mark} of its schema must be true or false")])
        for name in schema:  # any name is allowed that begins with x-, and with this one a value would be shown
            if name.startswith("x-") and name != _MARKS[0] and _is_near(name):
                text = f"{name[:MAX_NAME_CHARS]} of its schema masks nothing: do you mean {_MARKS[0]}?"
                raise Malformed([(path, text)])
        if path == "" and any(schema.get(mark) for mark in _MARKS):
            raise Malformed([("", f"{_MARKS[0]} stands in the schema of a field, not of the whole document")])
        return any(schema.get(mark) for mark in _MARKS)

    def _applying(self, schemas: Sequence[Any]) -> Iterator[Json]:
        """These schemas, and those that they have for the same value: whichever of them masks it, masks it."""
        waiting, seen = list(schemas), set()
        while waiting:
            self.steps += 1
            if self.steps > MAX_STEPS:
                raise Malformed([("", "its schema is too intricate to say which fields it masks: make it shorter")])
            schema = waiting.pop()
            if not isinstance(schema, Mapping) or id(schema) in seen:
                continue
            seen.add(id(schema))
            yield schema
            for name in _IN_PLACE:
                waiting += schema.get(name) or ()
            waiting += [schema[name] for name in _INSTEAD if name in schema]
            waiting += (schema.get("dependentSchemas") or {}).values()
            if isinstance(schema.get("$ref"), str):
                waiting.append(self._referred(schema["$ref"]))

    def _referred(self, pointer: str) -> Any:
        """What a reference within the schema stands for, such as `#/$defs/iban`."""
        place: Any = self.schema
        for step in pointer.removeprefix("#/").split("/"):
            place = place.get(step) if isinstance(place, Mapping) else None
        return place


def _is_near(name: str) -> bool:
    return bool(get_close_matches(name[:MAX_NAME_CHARS].casefold(), _MARKS[:1], cutoff=_NEAR))


def _of_property(schemas: Sequence[Json], name: str) -> Iterator[Any]:
    for schema in schemas:
        own = schema.get("properties") or {}
        if name in own:
            yield own[name]
        else:
            yield schema.get("additionalProperties")
        # Which patterns match is the validator's matter: what one of them masks is masked.
        yield from (schema.get("patternProperties") or {}).values()


def _of_item(schemas: Sequence[Json], index: int) -> Iterator[Any]:
    for schema in schemas:
        first = schema.get("prefixItems") or ()
        yield first[index] if index < len(first) else schema.get("items")
        yield schema.get("contains")


def _kind(value: Any, path: str, *, is_masked: bool) -> str:
    match value:
        case None:
            return "null"
        case bool():
            if is_masked:
                raise Malformed([(path, "is masked, and true and false cannot be hidden: give a text or a number")])
            return "boolean"
        case int() | float():
            if abs(value) > MAX_EXACT:
                raise Malformed([(path, "has more digits than a number keeps: give it as a text")])
            return MASKED if is_masked else "number"
        case str():
            if is_masked and value == MASK:
                raise Malformed(
                    [(path, f"is {MASK}, which stands for it in answers: give it itself, or leave it out of a PATCH")]
                )
            return MASKED if is_masked else "text"
    raise Malformed([(path, "must be JSON")])


def shown(document: Any, outline: Outline) -> Any:
    """A document as answers show it."""
    match outline:
        case dict():
            return {name: shown(one, outline[name]) for name, one in document.items()}
        case list():
            return [shown(one, kind) for one, kind in zip(document, outline, strict=True)]
    return MASK if outline == MASKED else document


def masked_paths(outline: Outline, path: str = "") -> Iterator[str]:
    """The fields that are masked."""
    match outline:
        case dict():
            for name, one in outline.items():
                yield from masked_paths(one, f"{path}.{name}" if path else name)
        case list():
            for index, one in enumerate(outline):
                yield from masked_paths(one, f"{path}[{index}]")
        case "masked":
            yield path


def at(value: Any, steps: Sequence[str | int]) -> Any:
    """What stands at a place in a document, or in its outline. Raises LookupError, which names what is not there."""
    for step in steps:
        match value, step:
            case dict(), str() if step in value:
                value = value[step]
            case list(), int() if step < len(value):
                value = value[step]
            case dict(), _:
                raise LookupError(f"there is no {step}; there are {', '.join(list(value)[:20]) or 'no fields'}")
            case list(), _:
                raise LookupError(f"there is no {step} in a list of {len(value)}")
            case _:
                raise LookupError(f"there is no {step} in a single value")
    return value
