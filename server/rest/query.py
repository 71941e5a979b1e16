"""Whether a REST request's query has the parameters that its call takes, each once, each of its type.

As strict as json_shape is with bodies. The transcoder refuses such queries as well, but with an error of another form,
which does not say what would be right.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from urllib.parse import unquote

from google.protobuf.descriptor import FieldDescriptor

from server.rest import json_shape
from server.rest.json_shape import MAX_VIOLATIONS, Violation

_BOOLS = {"true": True, "false": False}


def parameters(fields: Iterable[FieldDescriptor]) -> dict[str, FieldDescriptor]:
    """The fields that a query can set, by both of their names."""
    return {name: field for field in fields for name in (field.json_name, field.name)}


def violations(query: str, takes: Mapping[str, FieldDescriptor]) -> list[Violation]:
    """MAX_VIOLATIONS at most. They name no values: people put keys there."""
    return list(islice(_violations(query, takes), MAX_VIOLATIONS))


def _violations(query: str, takes: Mapping[str, FieldDescriptor]) -> Iterator[Violation]:
    given: set[str] = set()
    for parameter in filter(None, query.split("&")):
        name, _, value = parameter.partition("=")  # the transcoder, too, takes names as they stand, and + for a plus
        field = takes.get(name)
        if field is None and unquote(name) in takes:
            yield name, f"names are read as they stand: write {unquote(name)}"
        elif field is None:
            names = ", ".join(dict.fromkeys(one.json_name for one in takes.values()))
            yield name, f"there is no such parameter; there are: {names}" if names else "this call takes no parameters"
        elif field.name in given and not field.is_repeated:
            yield name, "is given twice"
        elif fault := _fault(unquote(value), field):
            yield name, fault
        if field is not None:
            given.add(field.name)


def _fault(text: str, field: FieldDescriptor) -> str | None:
    value = _BOOLS.get(text, text) if field.cpp_type == FieldDescriptor.CPPTYPE_BOOL else text
    return json_shape.single(value, field)
