"""Whether JSON has the shape of a message: its fields, each once, each of its type.

Stricter than protobuf's own parsers, which drop, overwrite or convert; and it tells of each fault where it is and
what would be right.
"""

import json
import math
import re
import sys
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Sized
from difflib import get_close_matches
from itertools import islice
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.message_factory import GetMessageClass

from server.calls.bounds import MAX_DEPTH, MAX_VALUES, Exceeded, Kind, Part, TooDeep, TooManyValues, kind_of

Violation = tuple[str, str]
"""The path of a field, and what would be right."""

MAX_VIOLATIONS = 20
"""More would help nobody."""
UNCOUNTED_BYTES = 64 * 1024
"""What is as short is read at once, whatever it is."""
LONGEST_NUMBER = 400
"""Characters of a number in a string: more than any that there is needs."""
LARGEST_NUMBER = int(sys.float_info.max)
"""Of those that are kept as JSON has them."""
LONGEST_PLACE = 200
"""Characters of a path into JSON of a client's own, whose names may be of any length."""
MOST_NAMES = 12
"""Of those that there are, where a name is none of them."""
LONGEST_NAME = 50
"""Characters of a name that are compared with those that there are: more than any of them has."""
PIECE_BYTES = 256 * 1024
"""How much is looked through at once, while nothing else goes on."""

_INTEGERS = {
    FieldDescriptor.CPPTYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_UINT32: (0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_INT64: (-(2**63), 2**63 - 1),
    FieldDescriptor.CPPTYPE_UINT64: (0, 2**64 - 1),
}
_TIMESTAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
)
_NO_TIMESTAMP = "must be a timestamp, such as 2030-01-31T09:30:00Z"
_REALS = (FieldDescriptor.CPPTYPE_DOUBLE, FieldDescriptor.CPPTYPE_FLOAT)


class NotJson(Exception):
    """The text cannot be read as JSON. `path`: the field that is the reason, where it is one."""

    def __init__(self, text: str, path: str = "") -> None:
        super().__init__(text)
        self.path = path


class _Twice(dict[str, Any]):
    """An object in which a name is given twice."""

    name: str


def loads(body: bytes, most_values: int = MAX_VALUES) -> Any:
    """Reads JSON. Raises NotJson, also for a key that is given twice, and for more values than `most_values`."""
    if len(body) > UNCOUNTED_BYTES and _is_more(body, most_values):
        raise NotJson(f"the body {TooManyValues(most_values).text}")
    try:
        twice: list[_Twice] = []
        value = json.loads(
            body.decode(),
            object_pairs_hook=lambda pairs: _object(pairs, twice),
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
        if b"\\u" in body:
            json.dumps(value, ensure_ascii=False).encode()
        if twice:
            last = twice[-1]  # what is in an earlier one may not have been kept
            raise NotJson("is given twice", f"{_place(value, last)}.{last.name}".removeprefix("."))
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


def violations(value: Any, message: Descriptor, path: str = "", *, foreign: Collection[str] = ()) -> list[Violation]:
    """What keeps JSON from being a message of this kind: MAX_VIOLATIONS at most, or the first bound that it exceeds.
    `foreign`: fields of the message that do not belong into this place.
    """
    kind = kind_of(message)
    found: list[Violation] = []
    try:
        found.extend(islice(_Reader(kind.most_values, foreign).message(value, kind, path, 0), MAX_VIOLATIONS))
    except Exceeded as error:
        return [(error.path, error.text)]
    return found


def single(value: Any, field: FieldDescriptor) -> str | None:
    """What keeps a value from being one of a field's, whose message, if it has one, is a well-known type."""
    if field.message_type is None:
        return _scalar(value, field)
    return next((text for _, text in _well_known(value, field.message_type, "")), None)


class _Reader:
    """Reads one value, and counts what is in it."""

    def __init__(self, most: int, foreign: Collection[str] = ()) -> None:
        self._most = most
        self._foreign = foreign
        self.left = most

    def message(self, value: Any, kind: Kind, path: str, depth: int) -> Iterator[Violation]:
        """Raises Exceeded."""
        if depth > MAX_DEPTH:
            raise _at(path, TooDeep())
        if kind.message.full_name.startswith("google.protobuf."):
            self._free(value, path, depth)
            yield from _well_known(value, kind.message, path)
            return
        if not isinstance(value, Mapping):
            yield path, "must be an object"
            return
        foreign = () if depth else self._foreign
        given: set[str] = set()
        for name, one in value.items():
            place = f"{path}.{name}" if path else name
            part = kind.names.get(name)
            self._take(path)
            if part is None:
                yield place, f"there is no such field{_instead(name, kind, foreign)}"
            elif part.field.name in foreign and one is not None:
                yield place, f"does not belong into {path}"
            elif part.field.name in given:
                yield place, "is given twice"
            elif one is not None:  # null is a field that is not given
                given.add(part.field.name)
                yield from self._field(one, part, place, depth)

    def _field(self, value: Any, part: Part, path: str, depth: int) -> Iterator[Violation]:
        if part.kind is not None and part.kind.is_entry:
            if not isinstance(value, Mapping):
                yield path, "must be an object"
                return
            self._bound(value, part, path)
            for key, one in value.items():
                yield from self._single(one, part.kind.names["value"], f"{path}.{key}", depth)
        elif part.field.is_repeated:
            if not isinstance(value, list):
                yield path, "must be a list"
                return
            self._bound(value, part, path)
            for index, one in enumerate(value):
                place = f"{path}[{index}]"
                if part.is_many and part.kind is not None:
                    of_its_own = _Reader(MAX_VALUES)
                    yield from of_its_own.message(one, part.kind, place, depth + 1)
                    self._take(path, MAX_VALUES - of_its_own.left)
                else:
                    yield from self._single(one, part, place, depth)
        else:
            yield from self._single(value, part, path, depth)

    def _single(self, value: Any, part: Part, path: str, depth: int) -> Iterator[Violation]:
        if part.kind is not None:
            yield from self.message(value, part.kind, path, depth + 1)
        elif (text := _scalar(value, part.field)) is not None:
            yield path, text

    def _free(self, value: Any, path: str, depth: int, inner: str = "") -> None:
        """Counts JSON of a client's own, in which each value is a message, and each object or list one more. `inner` is
        where in it the value is.
        """
        if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
            raise Exceeded("is too large a number", path + inner)
        if not isinstance(value, Mapping | list):
            return
        if depth > MAX_DEPTH:
            raise _at(path, TooDeep())
        self._take(path, len(value))
        if isinstance(value, Mapping):
            for name, one in value.items():
                self._free(one, path, depth + 2, f"{inner}.{name}"[:LONGEST_PLACE])
        else:
            for index, one in enumerate(value):
                self._free(one, path, depth + 2, f"{inner}[{index}]"[:LONGEST_PLACE])

    def _bound(self, value: Sized, part: Part, path: str) -> None:
        if len(value) > part.most:
            raise Exceeded(part.too_many, path)
        self._take(path, len(value))

    def _take(self, path: str, values: int = 1) -> None:
        self.left -= values
        if self.left < 0:
            raise _at(path, TooManyValues(self._most))


def _instead(name: str, kind: Kind, foreign: Collection[str]) -> str:
    """What to write in place of a name that is no field's."""
    names = [field.json_name for field in kind.message.fields if field.name not in foreign]
    options = kind.names.get("options")
    inner = options.kind.names if options and options.kind and not options.field.is_repeated else {}
    if name in inner:
        return f": {name} is a field of options"
    close = _closest(name, names)
    if close is None and (of_options := _closest(name, inner)):
        close = f"options.{of_options}"
    if close is None and _takes_parameters(kind):
        return ': what a task is given stands in parameters, such as {"parameters": {"url": "https://example.com"}}'
    meant = f" (do you mean {close}?)" if close else ""
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return f"{meant}; there are: {', '.join(names[:MOST_NAMES])}{more}"


def _takes_parameters(kind: Kind) -> bool:
    """Whether a client's own names stand in an object of the message, and not in the message itself."""
    part = kind.names.get("parameters")
    return part is not None and part.kind is not None and part.kind.message.full_name == "google.protobuf.Struct"


def _closest(name: str, names: Iterable[str]) -> str | None:
    """The one that somebody may have meant, whatever its capitals and underscores."""
    plain = {_plain(one): one for one in names}
    return next((plain[one] for one in get_close_matches(_plain(name[:LONGEST_NAME]), plain, n=1)), None)


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _at(path: str, error: Exceeded) -> Exceeded:
    """The error with the first steps of a path, which may be as long as it is deep."""
    error.path = ".".join(path.split(".", 2)[:2])
    return error


def _is_more(body: bytes, most: int) -> bool:
    """Whether there are more values in JSON, going by what stands before and between them. Python takes longer to
    read many small values than other calls could wait.
    """
    pieces = [body[at : at + PIECE_BYTES] for at in range(0, len(body), PIECE_BYTES)]
    if _most_marks(pieces) <= most:
        return False
    at = commas = opened = 0  # what looks like a mark may stand in a text
    for start, end in _texts(body):
        between = body[at:start]
        commas, opened, at = commas + between.count(b","), opened + _opened(between), end
        if max(commas, opened) > most:
            return True
    return max(commas + body.count(b",", at), opened + _opened(body[at:])) > most


def _texts(body: bytes) -> Iterator[tuple[int, int]]:
    """Where the strings of JSON begin and end; one that does not end is JSON's fault."""
    start = body.find(b'"')
    while start >= 0:
        at, end = start, body.find(b'"', start + 1)
        while end >= 0 and _is_escaped(body[at + 1 : end]):
            at, end = end, body.find(b'"', end + 1)
        yield start, end + 1 if end >= 0 else len(body)
        start = body.find(b'"', end + 1) if end >= 0 else -1


def _is_escaped(before: bytes) -> bool:
    """Whether what comes after these bytes of a string stands for itself."""
    return (len(before) - len(before.rstrip(b"\\"))) % 2 == 1


def _most_marks(pieces: Sequence[bytes]) -> int:
    return max(sum(piece.count(b",") for piece in pieces), sum(map(_opened, pieces)))


def _opened(piece: bytes) -> int:
    return piece.count(b"[") + piece.count(b"{")


def _scalar(value: Any, field: FieldDescriptor) -> str | None:
    kind = field.cpp_type
    if kind == FieldDescriptor.CPPTYPE_STRING:
        is_base64 = field.type == FieldDescriptor.TYPE_BYTES
        if not isinstance(value, str) or (is_base64 and not _is_base64(value)):
            return "must be base64" if is_base64 else "must be a string"
        return None
    if kind == FieldDescriptor.CPPTYPE_BOOL:
        return None if isinstance(value, bool) else "must be true or false"
    if kind == FieldDescriptor.CPPTYPE_ENUM and field.enum_type is not None:
        names = [one.name for one in field.enum_type.values]
        return None if value in names else f"must be one of {', '.join(names)}"
    return _numeric(value, kind)


def _numeric(value: Any, kind: int) -> str | None:
    number = _number(value)
    if kind in _REALS:
        return None if number is not None and abs(number) <= LARGEST_NUMBER else "must be a number"
    low, high = _INTEGERS[kind]
    if number is None or number != math.floor(number) or (isinstance(value, str) and isinstance(number, float)):
        return "must be a whole number"
    return None if low <= number <= high else f"must be from {low} to {high}"


def _number(value: Any) -> float | int | None:
    """A finite number; strings of numbers count, as in all JSON of protobuf."""
    if isinstance(value, str):
        if len(value) > LONGEST_NUMBER or value.strip() != value:
            return None
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _is_base64(text: str) -> bool:
    """Whether a text is base64, of either alphabet, with or without what fills it up."""
    standard = text.replace("-", "+").replace("_", "/") if not {"+", "/"} & set(text) else text
    full = standard if standard.endswith("=") else standard + "=" * (-len(standard) % 4)
    try:
        return b64encode(b64decode(full, validate=True)).decode() == full
    except ValueError:
        return False


def _well_known(value: Any, kind: Descriptor, path: str) -> Iterator[Violation]:
    """A Struct, a Timestamp or the like, each with a JSON form of its own."""
    if kind.name == "Timestamp" and not (isinstance(value, str) and _TIMESTAMP.fullmatch(value)):
        yield path, _NO_TIMESTAMP
        return
    try:
        ParseDict(value, GetMessageClass(kind)())
    except (ParseError, ValueError, TypeError, AttributeError, RecursionError):
        if kind.name == "Timestamp":
            yield path, _NO_TIMESTAMP
        elif kind.name != "Struct":
            yield path, f"must be a {kind.name.lower()}"
        else:
            yield path, "is nested too deeply" if isinstance(value, Mapping) else "must be an object"


def _object(pairs: list[tuple[str, Any]], twice: list[_Twice]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        seen: set[str] = set()
        broken = _Twice(pairs)
        broken.name = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        twice.append(broken)
        return broken
    return value


def _place(value: Any, wanted: _Twice) -> str | None:
    """The path of an object in JSON. None: it is not in what this value has kept."""
    if value is wanted:
        return ""
    steps: Iterator[tuple[str, Any]] = iter(())
    if isinstance(value, Mapping):
        steps = ((f".{name}", one) for name, one in value.items())
    elif isinstance(value, list):
        steps = ((f"[{index}]", one) for index, one in enumerate(value))
    found = ((step, _place(one, wanted)) for step, one in steps)
    return next((step + inner for step, inner in found if inner is not None), None)


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise NotJson(f"the number {digits[:20]} is too large")
    return number


def _refuse_constant(name: str) -> Any:
    raise NotJson(f"the body is not JSON: {name} is no number there")
