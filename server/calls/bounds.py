"""How much a request may hold: how long its lists are, how deep it goes, and how many values it has in all.

This is looked at first, in the bytes of a message that nobody has parsed: an empty item is two bytes there, and some
hundred when it is parsed, and then each has its rules evaluated. `json_shape` holds JSON to the same bounds.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from buf.validate import validate_pb2
from google.protobuf.descriptor import Descriptor, FieldDescriptor

from server.calls.faults import InvalidRequest

MAX_DEPTH = 40
"""Of messages in messages. Beyond 100, protobuf itself refuses to read what it has written."""
MAX_ITEMS = 1000
"""Of lists and maps of which the protos say nothing."""
MAX_VALUES = 20_000
"""Of a request in all: fields, items, entries."""
MAX_VALUES_OF_MANY = 200_000
"""Of a request whose items are requests themselves, each of which may have MAX_VALUES."""

_MAX_PLAIN_FIELDS = 10
"""Of a message that is one value, such as an entry of a map: two are needed at most."""
_FREE = ("google.protobuf.Struct", "google.protobuf.ListValue")
"""What holds JSON of a client's own: as long as MAX_VALUES allows."""

_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5
_LONGEST_VARINT = 10
_GOES_ON = 0x80
"""The bit of a byte of a number that says that it goes on."""
_CONTINUED = bytes(range(_GOES_ON, 0x100))
_WIDTHS = {
    **dict.fromkeys((FieldDescriptor.TYPE_FIXED32, FieldDescriptor.TYPE_SFIXED32, FieldDescriptor.TYPE_FLOAT), 4),
    **dict.fromkeys((FieldDescriptor.TYPE_FIXED64, FieldDescriptor.TYPE_SFIXED64, FieldDescriptor.TYPE_DOUBLE), 8),
}


@dataclass(eq=False, slots=True)
class Part:
    """A field, as far as bounds go."""

    field: FieldDescriptor
    most: int
    """How many items, where it is a list or a map."""
    is_many: bool
    """Whether each item is a request of its own."""
    kind: "Kind | None"
    """What message it is."""

    @property
    def too_many(self) -> str:
        """What to say of more items than it may have."""
        return f"must contain no more than {self.most} items"


@dataclass(eq=False, slots=True)
class Kind:
    """A message, as far as bounds go."""

    message: Descriptor
    is_entry: bool
    """Whether it is an entry of a map, which is no level of its own."""
    is_plain: bool
    """Whether it is one value, whose fields are not counted."""
    most_values: int = MAX_VALUES
    parts: dict[int, Part] = field(default_factory=dict)
    """Its fields by their numbers."""
    names: dict[str, Part] = field(default_factory=dict)
    """Its fields by their names, both in JSON and in the protos."""


class Exceeded(Exception):
    """A bound is exceeded, at `path`."""

    def __init__(self, text: str, path: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.path = path

    def within(self, place: str) -> None:
        """Says what the path so far is in."""
        self.path = f"{place}.{self.path}" if self.path else place


class TooDeep(Exceeded):
    """Too many levels. The first step says where: the whole path would be as long as it is deep."""

    def __init__(self) -> None:
        super().__init__(f"is nested too deeply: {MAX_DEPTH} levels are the most")

    def within(self, place: str) -> None:
        self.path = place


class TooManyValues(Exceeded):
    """More values than a request may have."""

    def __init__(self, most: int) -> None:
        super().__init__(f"must contain no more than {most} values in all")

    def within(self, place: str) -> None:
        self.path = place


@cache
def kind_of(message: Descriptor) -> Kind:
    """What bounds a message."""
    return _kind(message, {})


def check(data: bytes, message: Descriptor) -> int:
    """Holds a message to its bounds, and returns how many values it has. Raises InvalidRequest."""
    kind = kind_of(message)
    count = _Count(data, kind.most_values)
    try:
        count.walk(0, len(data), kind, 0)
    except Exceeded as error:
        raise InvalidRequest([(error.path, error.text)]) from None
    except (IndexError, _NotAMessage):
        raise not_a_message() from None
    return kind.most_values - count.left


def not_a_message() -> InvalidRequest:
    """The error for bytes that are none."""
    return InvalidRequest([("", "the request must be a message of this method, with all text in UTF-8")])


class _NotAMessage(Exception):
    pass


class _Count:
    """Counts the values of a message in its bytes."""

    def __init__(self, data: bytes, most: int) -> None:
        self._data = data
        self._most = most
        self.left = most

    def walk(self, at: int, end: int, kind: Kind, depth: int) -> None:
        """Raises Exceeded, and _NotAMessage or IndexError for bytes that are none."""
        if depth > MAX_DEPTH:
            raise TooDeep
        parts, seen = kind.parts, 0
        items: dict[int, int] = {}
        while at < end:
            tag, at = self._varint(at)
            start, at = self._value(tag & 7, at)
            if at > end:
                raise _NotAMessage
            seen += 1
            if not kind.is_plain:
                self.take(1)
            elif seen > _MAX_PLAIN_FIELDS:
                raise _NotAMessage
            part = parts.get(tag >> 3)
            if part is None:
                continue
            if part.field.is_repeated:
                number = tag >> 3
                items[number] = items.get(number, 0) + self._items(part, tag & 7, start, at)
                if items[number] > part.most:
                    raise Exceeded(part.too_many, part.field.json_name)
            if part.kind is not None and tag & 7 == _LENGTH:
                self._step(part, part.kind, items.get(tag >> 3, 0) - 1, (start, at), depth)

    def take(self, values: int) -> None:
        """Counts so many values. Raises TooManyValues."""
        self.left -= values
        if self.left < 0:
            raise TooManyValues(self._most)

    def _items(self, part: Part, wire: int, start: int, end: int) -> int:
        """How many items a piece of a list has: numbers may stand together."""
        if wire != _LENGTH or part.kind is not None or part.field.cpp_type == FieldDescriptor.CPPTYPE_STRING:
            return 1
        width = _WIDTHS.get(part.field.type)
        items = (end - start) // width if width else len(self._data[start:end].translate(None, _CONTINUED))
        self.take(items)
        return items

    def _step(self, part: Part, kind: Kind, index: int, piece: tuple[int, int], depth: int) -> None:
        count = _Count(self._data, MAX_VALUES) if part.is_many else self
        try:
            count.walk(*piece, kind, depth if kind.is_entry else depth + 1)
        except Exceeded as error:
            error.within(f"{part.field.json_name}[{index}]" if part.field.is_repeated else part.field.json_name)
            raise
        if count is not self:
            self.take(MAX_VALUES - count.left)

    def _varint(self, at: int) -> tuple[int, int]:
        """A number, and where it ends."""
        byte = self._data[at]
        if byte < _GOES_ON:
            return byte, at + 1
        number = 0
        for place in range(_LONGEST_VARINT):
            byte = self._data[at + place]
            number |= (byte & 0x7F) << (7 * place)
            if byte < _GOES_ON:
                return number, at + place + 1
        raise _NotAMessage

    def _value(self, wire: int, at: int) -> tuple[int, int]:
        """Where a field's value begins and ends."""
        if wire == _VARINT:
            return at, self._varint(at)[1]
        if wire == _LENGTH:
            length, at = self._varint(at)
            return at, at + length
        if wire == _FIXED32:
            return at, at + 4
        if wire == _FIXED64:
            return at, at + 8
        raise _NotAMessage


def _kind(message: Descriptor, known: dict[str, Kind]) -> Kind:
    name = message.full_name
    if name in known:
        return known[name]
    is_entry = message.GetOptions().map_entry
    is_plain = is_entry or (name.startswith("google.protobuf.") and name not in _FREE)
    kind = known[name] = Kind(message, is_entry=is_entry, is_plain=is_plain)
    for one in message.fields:
        part = _part(one, known)
        kind.parts[one.number] = kind.names[one.name] = kind.names[one.json_name] = part
        if part.is_many:
            kind.most_values = MAX_VALUES_OF_MANY
    return kind


def _part(one: FieldDescriptor, known: dict[str, Kind]) -> Part:
    rules: Any = one.GetOptions().Extensions[validate_pb2.field]  # type: ignore[index]  # untyped there
    most = rules.repeated.max_items or rules.map.max_pairs
    return Part(
        one,
        most=most or (MAX_VALUES if one.containing_type and one.containing_type.full_name in _FREE else MAX_ITEMS),
        is_many=rules.repeated.items.ignore == validate_pb2.IGNORE_ALWAYS,
        kind=None if one.message_type is None else _kind(one.message_type, known),
    )
