"""JSON Schema as clients write it: the part of it that is checked in bounded time, and what it says of a value.

Left out is what makes a check long or reach out: other documents, references that lead back to themselves, keywords
that look at values again and again (`unevaluated…`), and expressions that backtrack.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from difflib import get_close_matches
from typing import Any, Literal

import jsonschema_rs

from tasks.schema_cost import (
    DEFINITIONS,
    MANY,
    MAX_LEVELS,
    NAMED,
    ONE,
    Circle,
    TooDeep,
    cost_of,
    count,
    inner_schemas,
    target,
)
from tasks.task import Violation, no_such_field
from tasks.words import Json

MAX_COST = 20_000
"""How many JSON values a schema may have, each `$ref` counted as what it stands for."""
MAX_DEPTH = 40
MAX_PATTERN = 500
MAX_WORK = 2_000_000
"""The cost of a schema times the number of values that it is asked about: 0.2 s of a processor."""
MAX_PATTERN_WORK = 60_000
"""The number of patterns times the characters that they are asked about: 1.5 s, with the worst of patterns."""
MAX_TOLD_WORK = 2_000_000
"""The cost of a schema times the values and characters: with more, it is only told which property is wrong. Each error
has a copy of the value that it is about.
"""
MAX_TOLD_ERRORS = 200_000
"""The cost of a schema times the values: likewise. All that do not fit are made before the first is told: 0.4 s."""
MAX_VIOLATIONS = 20
MAX_EXAMPLES = 5
"""Of a schema's examples, the first of which something is tried with."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FORMATS = frozenset(
    {"date", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "time", "uri", "uri-reference", "uuid"}
)
_PLAIN = frozenset(
    {
        *("$comment", "$ref", "const", "default", "dependentRequired", "deprecated", "description", "enum", "examples"),
        *("exclusiveMaximum", "exclusiveMinimum", "format", "maxContains", "maxItems", "maxLength", "maxProperties"),
        *("maximum", "minContains", "minItems", "minLength", "minProperties", "minimum", "multipleOf", "pattern"),
        *("readOnly", "required", "title", "type", "uniqueItems", "writeOnly"),
    }
)
_KNOWN = ONE | MANY | NAMED | _PLAIN
_PATTERNS = jsonschema_rs.RegexOptions(size_limit=300_000, dfa_size_limit=10_000_000)

_SAMPLES = {"uri": "https://example.com/", "email": "ada@example.com", "date": "2026-01-31", "hostname": "example.com"}

Presence = Literal["sure", "optional", "unknown"]
"""Whether there is a value at a place whenever the schema holds."""


def faults(schema: Json) -> list[Violation]:
    """What is wrong with a schema, by the places in it."""
    found = list(_shape_faults(schema, schema, "", 0))
    if found:
        return found
    try:
        jsonschema_rs.meta.validate(dict(schema))
        cost = cost_of(schema, schema, {}).values
        if cost > MAX_COST:
            return [Violation("", f"has {cost} values, each $ref counted as what it names: {MAX_COST} are the most")]
        _validator(schema)
    except jsonschema_rs.ValidationError as error:
        return [_schema_fault(error)]
    except Circle as error:
        return [Violation("", f"leads back to itself by {error}: a schema must not contain itself")]
    except TooDeep:
        text = f"is nested too deeply, each $ref counted as what it names: {MAX_LEVELS} levels are the most"
        return [Violation("", text)]
    return []


class Schema:
    """A schema without faults."""

    def __init__(self, schema: Json) -> None:
        self._schema = schema
        self._cost, self._patterns, _ = cost_of(schema, schema, {})
        self._validator = _validator(schema)

    def violations(self, value: Any, times: int = 1) -> list[Violation]:
        """What is wrong with a value, which itself is not told. `times`: how much more work than usual it may be."""
        values, chars = count(value)
        work, pattern_work = self._cost * values, self._patterns * chars
        if work > MAX_WORK * times or pattern_work > MAX_PATTERN_WORK * times:
            return [Violation("", f"is too large for its schema, with {values} values and {chars} characters")]
        if self._validator.is_valid(value):
            return []
        if work > MAX_TOLD_ERRORS or self._cost * (values + chars) > MAX_TOLD_WORK:
            return [Violation(self._wrong(value), "does not obey its schema, and is too large to say why")]
        errors = self._validator.iter_errors(value)
        return [one for error in errors for one in _told(error, self._schema)][:MAX_VIOLATIONS]

    def filled(self, value: Any) -> Any:
        """A value with the defaults of properties that it lacks; a property that has properties gets theirs, too."""
        return self._filled(self._schema, value)

    def presence(self, steps: Sequence[str | int]) -> Presence:
        """Whether a value that obeys the schema, with defaults, has something at a place."""
        node: Any = self._schema
        sure = True
        for step in steps:
            node = self._resolved(node)
            match node, step:
                case {"properties": {**properties}}, str() if step in properties:
                    sure = sure and (step in node.get("required", ()) or "default" in self._resolved(properties[step]))
                    node = properties[step]
                case {"additionalProperties": False}, str():
                    return "unknown"
                case {"prefixItems": [*places]}, int() if step < len(places):
                    sure, node = sure and node.get("minItems", 0) > step, places[step]
                case {}, int():
                    sure, node = sure and node.get("minItems", 0) > step, node.get("items", {})
                case {}, _:
                    sure, node = False, node.get("additionalProperties", {})
                case _:
                    return "optional"
        return "sure" if sure else "optional"

    def names(self) -> list[str]:
        """The names of its properties."""
        return sorted(self._resolved(self._schema).get("properties", {}))

    def examples(self) -> list[Any]:
        """The first of its examples."""
        return list(self._schema.get("examples", ()))[:MAX_EXAMPLES]

    def samples(self) -> list[Any]:
        """Values to try something with: the schema's examples, else one that is made up and obeys it, else none."""
        if given := self.examples():
            return given
        made = self._sample(self._schema, 0)
        return [made] if not self.violations(made) else []

    def _wrong(self, value: Any) -> str:
        """The first property that is wrong; "" where it is not one alone."""
        properties = self._schema.get("properties", {}) if isinstance(value, Mapping) else {}
        around = {name: self._schema[name] for name in DEFINITIONS if name in self._schema}
        for name in sorted(properties.keys() & value.keys() if properties else ()):
            if not _validator({"allOf": [properties[name]], **around}).is_valid(value[name]):
                return str(name)
        return ""

    def _resolved(self, node: Any) -> Any:
        for _ in range(MAX_DEPTH):
            if not (isinstance(node, Mapping) and "$ref" in node):
                break
            node = target(self._schema, node["$ref"])
        return node

    def _filled(self, node: Any, value: Any) -> Any:
        node = self._resolved(node)
        if not (isinstance(node, Mapping) and isinstance(value, Mapping)):
            return value
        filled = dict(value)
        for name, inner in node.get("properties", {}).items():
            shown = self._resolved(inner)
            if name in filled:
                filled[name] = self._filled(inner, filled[name])
            elif isinstance(shown, Mapping) and "default" in shown:
                filled[name] = self._filled(inner, deepcopy(shown["default"]))
        return filled

    def _sample(self, node: Any, depth: int) -> Any:
        node = self._resolved(node)
        if not isinstance(node, Mapping) or depth > MAX_DEPTH:
            return "x"
        for name in ("default", "const"):
            if name in node:
                return node[name]
        for name in ("examples", "enum"):
            if node.get(name):
                return node[name][0]
        return self._sample_of_type(node, depth)

    def _sample_of_type(self, node: Json, depth: int) -> Any:
        kind = node.get("type", "object" if "properties" in node else "string")
        match kind[0] if isinstance(kind, list) and kind else kind:
            case "object":
                properties = node.get("properties", {})
                return {name: self._sample(properties.get(name, {}), depth + 1) for name in node.get("required", ())}
            case "array":
                return [self._sample(node.get("items", {}), depth + 1)] if node.get("minItems") else []
            case "integer" | "number":
                return node.get("minimum", node.get("exclusiveMinimum", 0) + 1)
            case "string":
                by_format = _SAMPLES.get(node.get("format", ""))
                return by_format or "x" * min(max(1, node.get("minLength", 1)), 1000)
        return {"boolean": True}.get(str(kind))


def _validator(schema: Json) -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator(
        dict(schema),
        validate_formats=True,
        ignore_unknown_formats=False,
        pattern_options=_PATTERNS,
        offline=True,
        mask="it",
    )


def _shape_faults(root: Json, node: Any, path: str, depth: int) -> Iterator[Violation]:
    """What is wrong with the keywords of a schema, beyond what the schema of schemas says."""
    if isinstance(node, bool) and path:
        return
    if not isinstance(node, Mapping):
        yield Violation(path, "must be a JSON Schema: an object")
        return
    if depth > MAX_DEPTH:
        yield Violation(path, f"is nested too deeply: {MAX_DEPTH} levels are the most")
        return
    for name, value in node.items():
        place = _joined(path, name)
        if fault := _keyword_fault(root, name, value, is_root=not path):
            yield Violation(place, fault)
            continue
        for key, one in inner_schemas(name, value):
            inner = _place_of(place, key)
            if name == "patternProperties" and (fault := _pattern_fault(key)):
                yield Violation(inner, fault)
            yield from _shape_faults(root, one, inner, depth + 1)


def parts(schema: Any, path: str = "") -> Iterator[tuple[str, Json]]:
    """All schemas in a schema, itself too, with where they are in it."""
    if not isinstance(schema, Mapping):
        return
    yield path, schema
    for name, value in schema.items():
        for key, one in inner_schemas(name, value):
            yield from parts(one, _place_of(_joined(path, name), key))


def _place_of(place: str, key: str) -> str:
    """Where a schema is in the value of a keyword, by what inner_schemas says."""
    return place + key if not key or key.startswith("[") else _joined(place, key)


def _keyword_fault(root: Json, name: str, value: Any, *, is_root: bool) -> str | None:
    match name:
        case "$schema" if is_root:
            return None if value == _DIALECT else f"must be {_DIALECT}, or left out"
        case "$ref":
            is_there = isinstance(value, str) and target(root, value) is not None
            return None if is_there else "must name a schema in this one: #/$defs/NAME"
        case "format":
            return None if value in _FORMATS else f"is not known; there are: {', '.join(sorted(_FORMATS))}"
        case "pattern":
            return _pattern_fault(value)
    return None if name in _KNOWN or name.startswith("x-") else _unknown(name)


def _pattern_fault(pattern: Any) -> str | None:
    if not isinstance(pattern, str):
        return "must be a text"
    return None if len(pattern) <= MAX_PATTERN else f"is too long: {MAX_PATTERN} characters are the most"


def _unknown(name: str) -> str:
    close = get_close_matches(name, _KNOWN, n=1)
    meant = f": do you mean {close[0]}? Names" if close else "; names"
    return f"is no keyword that may be used here{meant} of your own begin with x-"


def _schema_fault(error: jsonschema_rs.ValidationError) -> Violation:
    """What the schema of schemas says."""
    place = ""
    for step in error.instance_path:
        place = _joined(place, step)
    if place.rpartition(".")[2] == "pattern" or "regex" in error.message:
        return Violation(place, "is no regular expression that can be used here: see docs/own-task-types.md#patterns")
    if place.rpartition(".")[2] == "type":
        return Violation(place, "must be array, boolean, integer, null, number, object or string, or a list of them")
    return Violation(place, f"is not as JSON Schema has it: {error.message[:200]}")


def _told(error: jsonschema_rs.ValidationError, schema: Json) -> Iterator[Violation]:
    """An error, with names in place of the phrases that need them."""
    place = ""
    for step in error.instance_path:
        place = _joined(place, step)
    match error.kind:
        case jsonschema_rs.ValidationErrorKind.Required(property=name):
            yield Violation(_joined(place, name), "is missing")
        case jsonschema_rs.ValidationErrorKind.AdditionalProperties(unexpected=names):
            there = sorted(_at(schema, error.schema_path[:-1]).get("properties", {}))
            for name in names:
                yield Violation(_joined(place, name), no_such_field(name, there))
        case jsonschema_rs.ValidationErrorKind.FalseSchema():
            yield Violation(place, "must not be there")
        case _:
            yield Violation(place, error.message.removeprefix("it ")[:300])


def _at(schema: Json, path: Sequence[str | int]) -> Json:
    """What stands in a schema at the path that an error names; nothing where it leads through a reference."""
    node: Any = schema
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return {}
    return node if isinstance(node, Mapping) else {}


def _joined(path: str, step: str | int) -> str:
    if isinstance(step, int):
        return f"{path}[{step}]"
    return f"{path}.{step}" if path else str(step)
