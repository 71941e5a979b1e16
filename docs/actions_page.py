"""docs/actions.md: every action with the fields that it takes, from the protos, and an example that a test runs."""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import grpc_tools
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from grpc_tools import protoc
from tabwright.v1.action_pb2 import Action, Cookie, Extractor, Margin, Point, UploadFile
from tabwright.v1.action_rule_pb2 import ActionRule, action_rule, goes_with
from tabwright.v1.locator_pb2 import Locator

_ROOT = Path(__file__).parent.parent
_FIELD_OF_MESSAGE = 2  # in descriptor.proto, DescriptorProto.field
_MESSAGE_OF_FILE = 4  # and FileDescriptorProto.message_type
_PARTS = [Locator, Point, UploadFile, Extractor, Margin, Cookie]
_TYPES = {
    FieldDescriptor.CPPTYPE_BOOL: "boolean",
    FieldDescriptor.CPPTYPE_DOUBLE: "number",
    FieldDescriptor.CPPTYPE_INT32: "integer",
    FieldDescriptor.CPPTYPE_STRING: "string",
}

_HEAD = """\
# Actions

<!-- Made by `make gen` from proto/tabwright/v1/action.proto and examples/actions.json. Do not edit. -->

What a job does on its page, in order. An action is an object with its name in `action` and the fields that it takes;
any other field is an error that names it. Lengths are CSS pixels, times milliseconds. The examples run on
[workshop.html](../tests/pages/workshop.html), served where `{{site}}` stands; a test runs each, and holds what its
named results give against what is said here.

`setCookies`, `setHeaders`, `blockResources` and `answerDialogs` at the head of the list come before the job's
`targetUrl` is opened, so that they count for it already.

"""


def page() -> str:
    comments = _comments()
    rules: list[ActionRule] = list(Action.DESCRIPTOR.GetOptions().Extensions[action_rule])
    targets = [Action.DESCRIPTOR.fields_by_name["target"], *_companions("target")]
    examples = json.loads((_ROOT / "examples/actions.json").read_text())
    sections = [
        _HEAD + " · ".join(f"[{rule.action}](#{rule.action.lower()})" for rule in rules) + "\n",
        _section("Every action", "Each takes these, too.", _companions("action"), comments),
        _section("Targets", "The others may stand wherever target may.", targets, comments),
        *(_action_section(rule, examples[rule.action], comments) for rule in rules),
        *(_part_section(part.DESCRIPTOR.name, part.DESCRIPTOR.fields, comments) for part in _PARTS),
    ]
    return "\n".join(sections)


def _action_section(rule: ActionRule, example: Any, comments: dict[str, str]) -> str:
    needs = rule.needs.split()
    own = [*needs, *rule.takes.split()]
    own += [field.json_name for field in Action.DESCRIPTOR.fields if _companion(field) in set(own) - {"target"}]
    by_name = {field.json_name: field for field in Action.DESCRIPTOR.fields}
    fields = [by_name[name] for name in own]
    actions = ",\n".join(f"  {json.dumps(action, ensure_ascii=False)}" for action in example["actions"])
    return "\n".join(
        [
            _section(rule.action, rule.does, fields, comments, action=rule.action, needs=needs),
            f"```json\n[\n{actions}\n]\n```\n",
            f"gives `{json.dumps(example['gives'], ensure_ascii=False)}`\n",
        ]
    )


def _part_section(name: str, fields: Iterable[FieldDescriptor], comments: dict[str, str]) -> str:
    return _section(name, comments[name], fields, comments, needs=[f.json_name for f in fields if not _is_optional(f)])


def _section(
    title: str,
    text: str,
    fields: Iterable[FieldDescriptor],
    comments: dict[str, str],
    *,
    action: str = "",
    needs: Iterable[str] = (),
) -> str:
    rows = [_row(field, comments, action, needed=field.json_name in needs) for field in fields]
    table = ["| field | type | default | meaning |", "|---|---|---|---|", *rows, ""] if rows else []
    return "\n".join([f"## {title}", "", _cell(text), "", *table])


def _row(field: FieldDescriptor, comments: dict[str, str], action: str, *, needed: bool) -> str:
    parent = field.containing_type.name
    text = _about(comments[f"{parent}.{field.name}"], action)
    if action and field.name == "target":
        text = "Which element: see [Targets](#targets)."
    default = "needed" if needed else ""
    if found := re.search(r"\s?Default: (.+?)\.(?=\s|$)", text):
        text = text.replace(found[0], "")
        default = found[1]
    return f"| `{field.json_name}` | {_type(field)} | {_cell(default)} | {_cell(text)} |"


def _about(comment: str, action: str) -> str:
    """What a comment says of one action: all but the parts that begin with "For" and name only others."""
    parts = re.split(r"(?=\bFor [\w, ]+: )", comment)
    kept = [part for part in parts if not (named := re.match(r"For ([\w, ]+): ", part)) or action in named[1].split()]
    text = "".join(re.sub(r"^For [\w, ]+: (.)", lambda found: found[1].upper(), part) for part in kept).strip()
    return re.sub(r"(?<=[a-z])_([a-z])", lambda found: found[1].upper(), text)  # names as in JSON


def _type(field: FieldDescriptor) -> str:
    message = field.message_type
    if message is not None and message.GetOptions().map_entry:
        return "object of strings"
    if message is None:
        name = "base64" if field.type == FieldDescriptor.TYPE_BYTES else _TYPES[field.cpp_type]
    elif message.full_name.startswith("google."):
        name = {"Value": "any", "Timestamp": "time"}[message.name]
    else:
        name = f"[{message.name}](#{message.name.lower()})"
    return f"list of {name}" if field.is_repeated else name


def _companions(name: str) -> list[FieldDescriptor]:
    return [field for field in Action.DESCRIPTOR.fields if _companion(field) == name]


def _companion(field: FieldDescriptor) -> str:
    return str(field.GetOptions().Extensions[goes_with])


def _is_optional(field: FieldDescriptor) -> bool:
    return field.is_repeated or field.has_presence


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _comments() -> dict[str, str]:
    """The comments in the protos, by `Message` and `Message.field`."""
    with tempfile.NamedTemporaryFile() as file:
        names = ["tabwright/v1/action.proto", "tabwright/v1/locator.proto"]
        imports = [f"-I{_ROOT}/proto", f"-I{Path(grpc_tools.__file__).parent}/_proto"]
        protoc.main(["", *imports, "--include_source_info", f"--descriptor_set_out={file.name}", *names])
        files = FileDescriptorSet.FromString(Path(file.name).read_bytes()).file
    return dict(entry for one in files for entry in _comments_in(one))


def _comments_in(file: Any) -> Iterator[tuple[str, str]]:
    for location in file.source_code_info.location:
        text = " ".join(location.leading_comments.split())
        match list(location.path):
            case [kind, index] if kind == _MESSAGE_OF_FILE:
                yield file.message_type[index].name, text
            case [kind, index, part, number] if (kind, part) == (_MESSAGE_OF_FILE, _FIELD_OF_MESSAGE):
                message = file.message_type[index]
                yield f"{message.name}.{message.field[number].name}", text
