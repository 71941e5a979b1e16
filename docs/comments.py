"""The comments in the protos."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc_tools
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from grpc_tools import protoc

_PROTOS = Path(__file__).parent.parent / "proto"


def read_comments() -> dict[str, str]:
    """The comments of tabwright.v1, each by the full name of what it is about, such as `tabwright.v1.Job.status`; of
    an enum's value with the enum's name: `tabwright.v1.Job.Status.pending`. A paragraph is one line, and so is each
    item of a list.
    """
    with tempfile.NamedTemporaryFile() as file:
        names = sorted(str(path.relative_to(_PROTOS)) for path in _PROTOS.glob("tabwright/v1/*.proto"))
        imports = [f"-I{_PROTOS}", f"-I{Path(grpc_tools.__file__).parent}/_proto"]
        if protoc.main(["", *imports, "--include_source_info", f"--descriptor_set_out={file.name}", *names]):
            raise RuntimeError("protoc cannot read the protos")
        files = FileDescriptorSet.FromString(Path(file.name).read_bytes()).file
    return {name: text for one in files for name, text in _comments_in(one)}


def _comments_in(file: Any) -> Iterator[tuple[str, str]]:
    names = dict(_names(file, (), file.package))
    for location in file.source_code_info.location:
        name = names.get(tuple(location.path))
        if name is not None:
            paragraphs = location.leading_comments.strip().split("\n\n")
            yield name, "\n\n".join(_joined(paragraph) for paragraph in paragraphs)


def _joined(paragraph: str) -> str:
    return "\n".join(" ".join(item.split()) for item in re.split(r"\n(?= *- )", paragraph))


def _names(within: Any, path: tuple[int, ...], prefix: str) -> Iterator[tuple[tuple[int, ...], str]]:
    """What has a name in a file, by its place: numbers of fields in descriptor.proto, each with an index."""
    for field, parts in within.ListFields():
        if field.is_repeated and field.message_type and "name" in field.message_type.fields_by_name:
            for index, part in enumerate(parts):
                place, name = (*path, field.number, index), f"{prefix}.{part.name}"
                yield place, name
                yield from _names(part, place, name)
