"""docs/actions.md: every action with the fields that it takes, from the protos, and an example that a test runs."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from tabwright.v1.action_pb2 import Action, Cookie, Extractor, Margin, Point, UploadFile
from tabwright.v1.action_rule_pb2 import ActionRule, action_rule, goes_with
from tabwright.v1.locator_pb2 import Locator

from docs.comments import read_comments

_ROOT = Path(__file__).parent.parent
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

`"sensitive": true` hides what an action enters, such as a password: [browsers.md](browsers.md#sensitive-actions) says
where, and where not.

"""

_FAILURES = """\
## When an action fails

Its error says which element, as the action names it, and why; [errors.md](errors.md#jobs-that-fail) has all kinds of
failure. An action waits, within its time, until it is possible. When it is not by then, the failure is what stood in
its way at last:

| in the way | `errorType` | the message says |
|---|---|---|
| no element matches `target`, or no frame `frame` | `SELECTOR_NOT_FOUND` | which one |
| several match where one must | `SELECTOR_NOT_FOUND` | how many, and the first three |
| the element is covered by another one | `ACTION_FAILED` | by which |
| it is disabled, hidden, read-only or outside of the viewport | `ACTION_FAILED` | which of these |
| it moves, or the page replaces it, all the time | `ACTION_FAILED` | which of these |
| `fill`, `select`, `check`, `uncheck`: it is of another kind | `ACTION_FAILED` | what it is not |
| `fill`: its input cannot have the value, as with dates | `VALIDATION_ERROR` | what it takes: `YYYY-MM-DD` |
| `select`: no such option | `ACTION_FAILED` | which one, and ten that there are |
| `press`: no such key | `VALIDATION_ERROR` | which one |
| `upload`: no file input, and nothing that opens a file chooser | `ACTION_FAILED` | so |
| `download`: the click starts none | `ACTION_FAILED` | where the page is |
| `wait` with `url`: the page does not go there | `ACTION_FAILED` | where the page is |
| `click` with `waitForNavigation`: no other page comes | `ACTION_FAILED` | where the page is |
| `wait` with `state`: the element is in another one | `ACTION_FAILED` | in which |
| `switchTab`: no such tab was opened | `ACTION_FAILED` | which there are |
| the page does not answer, or not load as far as `waitUntil` says | `TIMEOUT` | which page |

What would be an `ACTION_FAILED` is a `TIMEOUT`, and is tried again, where the page's load event had not come yet:
another attempt may find the page otherwise. `force` does without most of the waiting.
"""


def page() -> str:
    comments = read_comments()
    rules: list[ActionRule] = list(Action.DESCRIPTOR.GetOptions().Extensions[action_rule])
    targets = [Action.DESCRIPTOR.fields_by_name["target"], *_companions("target")]
    examples = json.loads((_ROOT / "examples/actions.json").read_text())
    sections = [
        _HEAD + " · ".join(f"[{rule.action}](#{rule.action.lower()})" for rule in rules) + "\n",
        _section("Every action", "Each takes these, too.", _companions("action"), comments),
        _section("Targets", "The others may stand wherever target may.", targets, comments),
        _FAILURES,
        *(_action_section(rule, examples[rule.action], comments) for rule in rules),
        *(_part_section(part.DESCRIPTOR, comments) for part in _PARTS),
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


def _part_section(part: Descriptor, comments: dict[str, str]) -> str:
    needs = [field.json_name for field in part.fields if not _is_optional(field)]
    return _section(part.name, comments[part.full_name], part.fields, comments, needs=needs)


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
    text = _about(comments[field.full_name], action)
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
