"""What the rules in the protos say about a message."""

import re
from collections.abc import Iterator, Mapping, Sequence, Sized
from itertools import islice
from typing import Any, cast

import protovalidate
from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor
from google.protobuf.message import Message

from server.calls import bounds, well_known
from server.calls.faultless import Faultless
from server.calls.faults import InvalidRequest

MAX_VIOLATIONS = 20
"""More would help nobody."""
FEW_VALUES = 300
"""Of a message with more values the first violation is told: to collect all of them takes long, and they cannot be
stopped at a number.
"""

_validator = protovalidate.Validator()
_faultless = Faultless()


def violations(message: Message) -> list[tuple[str, str]]:
    """The fields that break a rule, each as a client writes it in JSON, and what would be right; MAX_VIOLATIONS at
    most.
    """
    if broken := list(islice(well_known.violations(message), MAX_VIOLATIONS)):
        return broken  # the rules themselves cannot reckon with such values
    data = message.SerializeToString()
    place = _faultless.place(message, data)
    found = [] if place in _faultless else _validator.collect_violations(message, fail_fast=True)
    if not found and place is not None:
        _faultless.add(place)
    if found:
        try:
            values = bounds.check(data, cast(Any, message.DESCRIPTOR))
        except InvalidRequest as error:
            return list(error.violations)
        if values <= FEW_VALUES:
            found = _validator.collect_violations(message)
    broken = [_told(one, cast(Any, message.DESCRIPTOR)) for one in found[:MAX_VIOLATIONS]]
    if b"\0" in data:  # it need not be in a text, but looking through all of them takes long
        with_nul = islice(_paths_with_nul(message), MAX_VIOLATIONS - len(broken))
        broken += [(path, "must not contain the character NUL") for path in with_nul]
    return broken


def _told(violation: protovalidate.Violation, kind: Descriptor) -> tuple[str, str]:
    """The violated field, and what would be right. A rule about several fields of a message has no field of its own:
    its text names them, and the first one stands for all.
    """
    path, text = _path(violation), str(violation.proto.message)
    if not path:
        return first_named(text, kind), text
    value, field = violation.field_value, _field(violation, kind)
    if field is not None and field.enum_type is not None and "in list" in text:
        text = _by_names(text, field.enum_type)
    if isinstance(value, Sized) and len(value) == 0 and "empty" not in text:
        # Without the field's presence, both look the same here.
        text = f"is missing or empty: {text}"
    elif value == 0 and field is not None and not field.has_presence and not field.is_repeated:
        # Nobody can say whether such a number was given.
        text = f"is missing or 0: {text}"
    return path, text


def _by_names(text: str, kind: EnumDescriptor) -> str:
    """The values that a list of numbers allows, or the others that it forbids, by the names that callers give."""
    numbers, is_forbidden = set(map(int, re.findall(r"\d+", text))), "not be in list" in text
    return f"must be one of {', '.join(one.name for one in kind.values if (one.number in numbers) != is_forbidden)}"


def _field(violation: protovalidate.Violation, kind: Descriptor) -> FieldDescriptor | None:
    """The violated field. None: the rule is about several."""
    field: FieldDescriptor | None = None
    inner: Descriptor | None = kind
    for element in violation.proto.field.elements if violation.proto.field else ():
        field = inner.fields_by_name.get(element.field_name) if inner is not None else None
        inner = field.message_type if field is not None else None
    return field


def first_named(text: str, kind: Descriptor) -> str:
    """The first field of a message that a text names; empty: none."""
    names = {field.json_name for field in kind.fields}
    return next((word for word in re.findall(r"\w+", text) if word in names), "")


def _path(violation: protovalidate.Violation) -> str:
    """The violated field: `actions[2].getTargetBy`."""
    path = ""
    for element in violation.proto.field.elements if violation.proto.field else ():
        head, *tail = element.field_name.split("_")
        name = head + "".join(part.title() for part in tail)
        path += f".{name}" if path else name
        if element.subscript is not None:
            path += f"[{element.subscript.value}]"
    return path


def _paths_with_nul(message: Message, prefix: str = "") -> Iterator[str]:
    """The strings with a NUL in them, which PostgreSQL cannot store."""
    for field, value in message.ListFields():
        path = prefix + field.json_name
        if isinstance(value, Mapping):
            # The entries of a Struct are its fields to a client.
            place = prefix.rstrip(".") if message.DESCRIPTOR.full_name == "google.protobuf.Struct" else path
            for key, one in value.items():
                if "\0" in str(key):
                    yield place
                yield from _nul(one, f"{place}.{key}")
        elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
            for index, one in enumerate(value):
                yield from _nul(one, f"{path}[{index}]")
        else:
            yield from _nul(value, path)


def _nul(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, Message):
        yield from _paths_with_nul(value, f"{path}.")
    elif isinstance(value, str) and "\0" in value:
        yield path
