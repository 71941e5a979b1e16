"""What it costs to ask a JSON Schema: how much there is of it, each `$ref` counted as what it names."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tasks.words import Json

MAX_LEVELS = 100
"""How deep schemas may stand in each other, each `$ref` counted as what it names."""

ONE = frozenset({"additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then"})
MANY = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
NAMED = frozenset({"$defs", "definitions", "dependentSchemas", "patternProperties", "properties"})
DEFINITIONS = frozenset({"$defs", "definitions"})
_ANNOTATIONS = frozenset(
    {"$comment", "$schema", "default", "deprecated", "description", "examples", "readOnly", "title", "writeOnly"}
)
_REF = re.compile(r"#/(\$defs|definitions)/([^/~%]+)")


class Circle(ValueError):
    """A schema contains itself."""


class TooDeep(ValueError):
    """Schemas stand in each other too deeply."""


class Cost(NamedTuple):
    """How much there is of a schema."""

    values: int = 1
    patterns: int = 0
    levels: int = 0
    """How deep schemas stand in it."""


def inner_schemas(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The schemas in the value of a keyword, with where they are in it."""
    if name in ONE:
        yield "", value
    elif name in MANY and isinstance(value, list):
        yield from ((f"[{index}]", one) for index, one in enumerate(value))
    elif name in NAMED and isinstance(value, Mapping):
        yield from value.items()


def target(root: Json, reference: str) -> Any:
    """The schema that a reference names. None: there is none."""
    found = _REF.fullmatch(reference)
    if found is None:
        return None
    named = root.get(found[1])
    return named.get(found[2]) if isinstance(named, Mapping) else None


def cost_of(root: Json, node: Any, known: dict[str, Cost | None], level: int = 0) -> Cost:
    """What a schema costs that stands in others. Raises Circle or TooDeep."""
    if level > MAX_LEVELS:
        raise TooDeep
    if not isinstance(node, Mapping):
        return Cost()
    costs = [Cost()]
    inner: list[Cost] = []
    for name, value in node.items():
        if name in ONE or name in MANY or name in NAMED:
            found = [cost_of(root, one, known, level + 1) for _, one in inner_schemas(name, value)]
            if name not in DEFINITIONS:  # what nobody refers to costs nothing
                inner += found
            if name == "patternProperties":
                costs.append(Cost(len(value), len(value)))
        elif name == "$ref":
            inner.append(_cost_of_target(root, value, known, level + 1))
        elif name not in _ANNOTATIONS and not name.startswith("x-"):
            costs.append(Cost(count(value)[0], int(name == "pattern")))
    levels = 1 + max((one.levels for one in inner), default=0)
    if level + levels > MAX_LEVELS:
        raise TooDeep
    costs += inner
    return Cost(sum(one.values for one in costs), sum(one.patterns for one in costs), levels)


def _cost_of_target(root: Json, reference: str, known: dict[str, Cost | None], level: int) -> Cost:
    if reference not in known:
        known[reference] = None
        known[reference] = cost_of(root, target(root, reference), known, level)
    cost = known[reference]
    if cost is None:
        raise Circle(reference)
    return cost


def count(value: Any) -> tuple[int, int]:
    """How many values there are in a value, names included, and how many characters."""
    values = chars = 0
    left = [value]
    while left:
        one = left.pop()
        values += 1
        if isinstance(one, str):
            chars += len(one)
        elif isinstance(one, Mapping):
            values += len(one)
            chars += sum(map(len, one))
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one)
    return values, chars
