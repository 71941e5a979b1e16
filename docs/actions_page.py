"""docs/actions.md: every action with the fields that it takes, from the protos, and an example that a test runs."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from tabwright.v1.action_pb2 import Action, Clip, Cookie, Extractor, Margin, Point, TabViewport, UploadFile
from tabwright.v1.action_rule_pb2 import ActionRule, action_rule, goes_with
from tabwright.v1.flow_pb2 import Condition
from tabwright.v1.locator_pb2 import Locator

from docs.comments import read_comments

_ROOT = Path(__file__).parent.parent
_PARTS = [Locator, Point, UploadFile, Extractor, Margin, Cookie, Clip, TabViewport, Condition]
_TYPES = {
    FieldDescriptor.CPPTYPE_BOOL: "boolean",
    FieldDescriptor.CPPTYPE_DOUBLE: "number",
    FieldDescriptor.CPPTYPE_INT32: "integer",
    FieldDescriptor.CPPTYPE_STRING: "string",
}

_HEAD = """\
# Actions

<!-- Made by `make gen` from proto/tabwright/v1/action.proto and examples/actions.json. Do not edit. -->

A job performs its actions in order. An action is an object with its name in `action` and its fields; an unknown field
is an error that names the field. Lengths are in CSS pixels, times in milliseconds. The examples use the page
[workshop.html](../tests/pages/workshop.html); `{{site}}` stands for its server. A test runs each example, and compares
its named results with those shown here.

If `setCookies`, `setHeaders`, `setViewport`, `blockResources` and `answerDialogs` are the first actions of a job, they
are performed before its `targetUrl` is opened, so that they already apply to it.

[explore.md](explore.md) tells what can be done on a page, with the actions to copy.
[flow.md](flow.md) explains, with examples, conditions, groups of actions, and `${name}`, which puts what an earlier
action has read into a later one.

`"sensitive": true` hides the input of an action, such as a password: [browsers.md](browsers.md#sensitive-actions) says
where it is hidden, and where not.

"""

_SELECTORS = """\
### Selectors

`getBySelector`, the default, takes CSS, XPath that begins with `//`, and what Playwright adds to them. A test tries
these on [elements.html](../tests/pages/elements.html):

| `target` | finds |
|---|---|
| `text=/^click me$/i` | the element with a text that matches a pattern; `i` ignores upper and lower case |
| `text="Click me"` | the element with exactly this text; without quotes, a part of it in any case is enough |
| `button:text-is("Alert")` | a button with exactly this text |
| `li:text-matches("^t", "i")` | list items with a text that matches a pattern |
| `li:has-text("two")` | list items with this text somewhere in them, in any case |
| `button:visible` | buttons that are shown; hidden ones are left out |
| `form:has(input[type=email])` | the form that holds such an input |
| `li:not(:has-text("Two"))` | list items without the text |
| `tr:has(td:text-is("Glue")) td >> nth=-1` | the last cell of the row that has a cell with this text |
| `label:has-text("E-mail") >> input` | the input within that label |

In JSON, write `"` in a target as `\\"`, or take `'` instead, and `\\` of a pattern as `\\\\`. `getByText` and its
like take no patterns: `text=/…/` does.

"""

_FAILURES = """\
## When an action fails

The error names the element as in the action, and the reason; [errors.md](errors.md#jobs-that-fail) lists all kinds of
failure. An action waits, within its timeout, until it is possible. If it is still not possible then, the error has the
last reason:

| reason | `errorType` | the message says |
|---|---|---|
| no element matches `target`, or no frame `frame` | `SELECTOR_NOT_FOUND` | which one |
| several match where one must | `SELECTOR_NOT_FOUND` | how many, and the first three |
| the element is covered by another one | `ACTION_FAILED` | by which |
| it is disabled, hidden, read-only or outside of the viewport | `ACTION_FAILED` | which of these |
| it moves all the time, or the page replaces it all the time | `ACTION_FAILED` | which of these |
| `fill`, `select`, `check`, `uncheck`: the element has another type | `ACTION_FAILED` | what type is required |
| `fill`: the input does not accept the value, such as a date | `VALIDATION_ERROR` | what it accepts: `YYYY-MM-DD` |
| `select`: no such option | `ACTION_FAILED` | which one, and up to ten that exist |
| `press`: no such key | `VALIDATION_ERROR` | which one |
| `upload` with `folder` or `drop`: the element takes no folder, or no files that are dropped | `ACTION_FAILED` | that |
| `upload`: no file input, and no file chooser is opened | `ACTION_FAILED` | that |
| `scroll`: nothing there can be scrolled, after 2 seconds | `ACTION_FAILED` | in which direction, and where |
| `back`, `forward`: the tab has no such page in its history | `ACTION_FAILED` | the URL of the page |
| `download`: the click starts no download | `ACTION_FAILED` | the URL of the page |
| `download` with `url`: the site answers 204 or 205, without content | `ACTION_FAILED` | that |
| `wait` with `url`: the page does not navigate there | `ACTION_FAILED` | the URL of the page |
| `click` with `waitForNavigation`: the page does not navigate | `ACTION_FAILED` | the URL of the page |
| `wait` with `state`: the element is in another state | `ACTION_FAILED` | in which |
| `wait` with `count`, `minCount`, `text` or `value`: the page has others | `ACTION_FAILED` | how many, or which |
| `wait` with `response`: none has come | `ACTION_FAILED` | the URL of the page |
| `${name}` stands for nothing, or for no text or number | `VALIDATION_ERROR` | why |
| `switchTab`: no such tab was opened | `ACTION_FAILED` | which tabs exist |
| the tab closes itself before the action is done, or is closed and there is no other | `ACTION_FAILED` | that |
| the page does not answer, or does not reach the state of `waitUntil` | `TIMEOUT` | which page |

If the page had not finished loading, the error type is `TIMEOUT` instead of `ACTION_FAILED`, and the job is retried:
another attempt may find the page in another state. `force` skips most of the waiting.

Where a site answers 204 or 205, without content, the tab stays on its page: `visit` fails with `NOT_A_PAGE`, `click`
and `press` are done (with `waitForNavigation`, `click` fails), and the next action continues on the page that is there.

An action that closes its own tab, as a click at the end of a login or payment in a window of its own does, is done, and
the job continues in the tab that was current before. A script of `evaluate` that is still running then has no value. If
the tab closes itself only later, name the tab that is to come with `switchTab` before the next action.
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
        _SELECTORS,
        _FAILURES,
        *(_action_section(rule, examples[rule.action], comments) for rule in rules),
        *(_part_section(part.DESCRIPTOR, comments) for part in _PARTS),
    ]
    return "\n".join(sections)


def _action_section(rule: ActionRule, example: Any, comments: dict[str, str]) -> str:
    needs = rule.needs.split()
    own = [*needs, *rule.takes.split()]
    own += [field.json_name for field in Action.DESCRIPTOR.fields if companion(field) in set(own) - {"target"}]
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
    text = about(comments[field.full_name], action)
    if action and field.name == "target":
        text = "Which element: see [Targets](#targets)."
    default = "required" if needed else ""
    if found := re.search(r"\s?Default: (.+?)\.(?=\s|$)", text):
        text = text.replace(found[0], "")
        default = found[1]
    return f"| `{field.json_name}` | {_type(field)} | {_cell(default)} | {_cell(text)} |"


def about(comment: str, action: str) -> str:
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
        name = f"[{message.name}](#{'actions' if message.name == 'Action' else message.name.lower()})"
    return f"list of {name}" if field.is_repeated else name


def _companions(name: str) -> list[FieldDescriptor]:
    return [field for field in Action.DESCRIPTOR.fields if companion(field) == name]


def companion(field: FieldDescriptor) -> str:
    """The field that one of Action's goes with. Empty: it stands by itself."""
    return str(field.GetOptions().Extensions[goes_with])


def _is_optional(field: FieldDescriptor) -> bool:
    return field.is_repeated or field.has_presence


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
