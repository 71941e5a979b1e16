"""What gRPC can say in the well-known types of protobuf and JSON cannot: values that are none, numbers that are not
finite, times that no calendar has. They would fail only where they are converted.
"""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message
from google.protobuf.struct_pb2 import ListValue, Struct, Value
from google.protobuf.timestamp_pb2 import Timestamp

_FIRST_S, _LAST_S = -62_135_596_800, 253_402_300_799
"""The years 1 to 9999."""
_LAST_NANO = 999_999_999

_NO_TIME = "must be a time from year 1 to 9999, with nanos from 0 to 999999999"
_NO_VALUE = "must have a value: an empty google.protobuf.Value is none, and null is its null_value"
_NO_NUMBER = "must be a number that JSON can say: no NaN, no infinity"

Violations = Iterator[tuple[str, str]]
"""Each is a field's path, as a client writes it, and what would be right."""


def violations(message: Message, path: str = "") -> Violations:
    """What is wrong with the well-known values in a message, wherever they are in it."""
    match message:
        case Timestamp():
            if not (_FIRST_S <= message.seconds <= _LAST_S and 0 <= message.nanos <= _LAST_NANO):
                yield path, _NO_TIME
        case Value() | Struct() | ListValue():
            yield from _json_violations(message, path)
        case _:
            for field in _fields(message.DESCRIPTOR):
                place = f"{path}.{field.json_name}" if path else field.json_name
                if not field.is_repeated:
                    if message.HasField(field.name):
                        yield from violations(getattr(message, field.name), place)
                else:
                    for index, one in enumerate(getattr(message, field.name)):
                        yield from violations(one, f"{place}[{index}]")


def _json_violations(value: Value | Struct | ListValue, path: str) -> Violations:
    """An object's entries have their names behind its path, as its fields."""
    match value:
        case Struct():
            for name, one in value.fields.items():
                yield from _json_violations(one, f"{path}.{name}")
        case ListValue():
            for index, one in enumerate(value.values):
                yield from _json_violations(one, f"{path}[{index}]")
        case Value():
            kind = value.WhichOneof("kind")
            if kind is None:
                yield path, _NO_VALUE
            elif kind == "number_value" and not math.isfinite(value.number_value):
                yield path, _NO_NUMBER
            elif kind in ("struct_value", "list_value"):
                inner: Any = getattr(value, kind)
                yield from _json_violations(inner, path)


@cache
def _fields(kind: Descriptor) -> Sequence[FieldDescriptor]:
    """The fields of a kind of message that are, or lead to, such values."""
    return [field for field in kind.fields if field.message_type is not None and _leads(field.message_type, set())]


def _leads(kind: Descriptor, seen: set[str]) -> bool:
    if kind.full_name in seen or kind.GetOptions().map_entry:  # no map of the API has messages
        return False
    seen.add(kind.full_name)
    return kind.file.package == "google.protobuf" or any(
        _leads(field.message_type, seen) for field in kind.fields if field.message_type is not None
    )
