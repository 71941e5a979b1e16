"""Whether JSON has the shape of a message: its fields, each once, each of its type.

Stricter than protobuf's own parsers, which drop, overwrite or convert; and it tells of each fault where it is and
what would be right.
"""

import json
import math
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.message_factory import GetMessageClass

Violation = tuple[str, str]
"""The path of a field, and what would be right."""

MAX_VIOLATIONS = 20
"""More would help nobody."""

_INTEGERS = {
    FieldDescriptor.CPPTYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_UINT32: (0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_INT64: (-(2**63), 2**63 - 1),
    FieldDescriptor.CPPTYPE_UINT64: (0, 2**64 - 1),
}
_REALS = (FieldDescriptor.CPPTYPE_DOUBLE, FieldDescriptor.CPPTYPE_FLOAT)


class NotJson(Exception):
    """The text cannot be read as JSON."""


def loads(body: bytes) -> Any:
    """Reads JSON. Raises NotJson, also for a key that is given twice."""
    try:
        value = json.loads(
            body.decode(), object_pairs_hook=_object, parse_constant=_refuse_constant, parse_float=_finite
        )
        if b"\\u" in body:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise NotJson("the body has half a surrogate pair, which is no character") from error
    except UnicodeDecodeError as error:
        raise NotJson(f"the body must be UTF-8: it has other bytes at {error.start}") from error
    except json.JSONDecodeError as error:
        raise NotJson(f"the body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except ValueError as error:
        raise NotJson("the body is not JSON that can be read: a number has too many digits") from error
    except RecursionError as error:
        raise NotJson("the body is nested too deeply") from error
    return value


def violations(value: Any, kind: Descriptor, path: str = "") -> list[Violation]:
    """What keeps JSON from being a message of this kind, MAX_VIOLATIONS at most."""
    return list(islice(_message(value, kind, path), MAX_VIOLATIONS))


def _message(value: Any, kind: Descriptor, path: str) -> Iterator[Violation]:
    if kind.full_name.startswith("google.protobuf."):
        yield from _well_known(value, kind, path)
        return
    if not isinstance(value, Mapping):
        yield path, "must be an object"
        return
    fields = {name: field for field in kind.fields for name in (field.json_name, field.name)}
    given: set[str] = set()
    for name, one in value.items():
        place = f"{path}.{name}" if path else name
        field = fields.get(name)
        if field is None:
            yield place, f"there is no such field; there are: {', '.join(field.json_name for field in kind.fields)}"
        elif field.name in given:
            yield place, "is given twice"
        elif one is not None:  # null is a field that is not given
            given.add(field.name)
            yield from _field(one, field, place)


def _field(value: Any, field: FieldDescriptor, path: str) -> Iterator[Violation]:
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        if not isinstance(value, Mapping):
            yield path, "must be an object"
            return
        for key, one in value.items():
            yield from _single(one, field.message_type.fields_by_name["value"], f"{path}.{key}")
    elif field.is_repeated:
        if not isinstance(value, list):
            yield path, "must be a list"
            return
        for index, one in enumerate(value):
            yield from _single(one, field, f"{path}[{index}]")
    else:
        yield from _single(value, field, path)


def _single(value: Any, field: FieldDescriptor, path: str) -> Iterator[Violation]:
    if field.message_type is not None:
        yield from _message(value, field.message_type, path)
    elif (text := _scalar(value, field)) is not None:
        yield path, text


def _scalar(value: Any, field: FieldDescriptor) -> str | None:
    kind = field.cpp_type
    if kind == FieldDescriptor.CPPTYPE_STRING:
        return None if isinstance(value, str) else "must be a string"
    if kind == FieldDescriptor.CPPTYPE_BOOL:
        return None if isinstance(value, bool) else "must be true or false"
    if kind == FieldDescriptor.CPPTYPE_ENUM and field.enum_type is not None:
        names = [one.name for one in field.enum_type.values]
        return None if value in names else f"must be one of {', '.join(names)}"
    if kind in _REALS:
        return None if _number(value) is not None else "must be a number"
    low, high = _INTEGERS[kind]
    number = _number(value)
    if number is None or number != math.floor(number):
        return "must be a whole number"
    return None if low <= number <= high else f"must be from {low} to {high}"


def _number(value: Any) -> float | int | None:
    """A finite number; strings of numbers count, as in all JSON of protobuf."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return value


def _well_known(value: Any, kind: Descriptor, path: str) -> Iterator[Violation]:
    """A Struct, a Timestamp or the like, each with a JSON form of its own."""
    try:
        ParseDict(value, GetMessageClass(kind)())
    except (ParseError, ValueError, TypeError, AttributeError, RecursionError):
        if kind.name != "Struct":
            yield path, f"must be a {kind.name.lower()}"
        else:
            yield path, "is nested too deeply" if isinstance(value, Mapping) else "must be an object"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotJson(f"{twice}: is given twice")
    return value


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise NotJson(f"the number {digits[:20]} is too large")
    return number


def _refuse_constant(name: str) -> Any:
    raise NotJson(f"the body is not JSON: {name} is no number there")
