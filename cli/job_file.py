"""Jobs as people write them: in a YAML or JSON file, or as actions on the command line."""

import json
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

import yaml
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.message import Message
from google.protobuf.struct_pb2 import Struct
from tabwright import Action, CreateJobRequest
from tabwright.v1.action_rule_pb2 import ActionRule, action_rule

from cli.errors import CommandError, ExitCode
from cli.options import web_url, wrong_url
from cli.page import Page

_FIELDS = {name: field for field in Action.DESCRIPTOR.fields for name in (field.name, field.json_name)}
_RULES: Sequence[ActionRule] = Action.DESCRIPTOR.GetOptions().Extensions[action_rule]  # type: ignore[index]
_ACTIONS = [rule.action for rule in _RULES]
_URL_FIELDS = ("target_url", "url")
_FIRST = {"visit": "url", "wait": "milliseconds", "evaluate": "script", "press": "keys", "find": "text"}
"""What a text without a name says to an action. To all others it is the target."""
_UNKNOWN = re.compile(r'has no field named "([^"]*)" at "\w+\.?([^"]*)"\.\s*Available Fields.*"\[(.*)\]"', re.DOTALL)
_INVALID_INTEGER = re.compile(r"Failed to parse (\w+) field: invalid literal for int\(\) with base 10: (.*?)\.?$")
_NAMED = re.compile(r"([A-Za-z_]+)=(.*)", re.DOTALL)


def requested_job(page: Page | None, file: Path | None, actions: Sequence[str] | None) -> CreateJobRequest:
    """The job of a command line: that of the file, if there is one, on this page, and with these actions behind its
    own. Raises CommandError.
    """
    if page is None and file is None:
        raise CommandError("give the URL of a page, or a job with --file", ExitCode.USAGE)
    job = read_job(file) if file is not None else CreateJobRequest()
    if page is not None:
        job.MergeFrom(page.job())
    job.MergeFrom(CreateJobRequest(actions=parse_actions(actions or [])))
    return job


def read_job(path: Path) -> CreateJobRequest:
    """A job from a file, as POST /api/v1/jobs takes it; `-` is standard input. Raises CommandError."""
    return parse_job(read_object(path), str(path))


def read_object(path: Path, what: str = "a job: targetUrl and actions") -> dict[str, Any]:
    """What a YAML or JSON file says, which must hold `what`. Raises CommandError."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text()
        value = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} cannot be read: it is not UTF-8", ExitCode.USAGE) from error
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror or error}", ExitCode.USAGE) from error
    except yaml.YAMLError as error:
        raise CommandError(
            f"{path} is neither YAML nor JSON: {' '.join(str(error).split())}", ExitCode.USAGE
        ) from error
    if not isinstance(value, dict):
        raise CommandError(f"{path} must hold {what}", ExitCode.USAGE)
    return value


def parse_job(value: dict[str, Any], source: str) -> CreateJobRequest:
    """Raises CommandError."""
    for text in _without_fields(value, cast(Any, CreateJobRequest.DESCRIPTOR)):
        raise CommandError(f"{source}: {text}", ExitCode.USAGE)
    try:
        job = ParseDict(value, CreateJobRequest())
    except ParseError as error:
        raise CommandError(f"{source}: {told(error)}", ExitCode.USAGE) from error
    for field, url in _urls(job):
        if wrong := wrong_url(url):
            raise CommandError(f"{source}: {field} {wrong}", ExitCode.USAGE)
    return job


def parse_actions(texts: Sequence[str]) -> list[Action]:
    """Actions as on the command line, such as `fill '#name' value=Ada`. Raises CommandError."""
    return [_action(text) for text in texts]


def _without_fields(value: dict[str, Any], kind: Descriptor, place: str = "") -> Iterator[str]:
    """What is to be an object and is none, which the parser reads letter by letter where it is a text."""
    fields = {name: field for field in kind.fields for name in (field.name, field.json_name)}
    for name, given in value.items():
        field = fields.get(name)
        inner = field.message_type if field else None
        if (
            field is None
            or inner is None
            or inner.GetOptions().map_entry
            or inner.full_name.startswith("google.protobuf.")
        ):
            continue
        where = f"{place}{name}"
        if field.is_repeated:
            many = [(f"{where}[{number}]", one) for number, one in enumerate(given)] if isinstance(given, list) else []
        else:
            many = [(where, given)] if given is not None else []
        for path, one in many:
            if isinstance(one, dict):
                yield from _without_fields(one, inner, f"{path}.")
            else:
                yield f"{path} must be an object{_as_action(one) if inner.name == 'Action' else ''}"


def _as_action(value: Any) -> str:
    """How to write an action that is not written as an object."""
    name = (value.split() or [""])[0] if isinstance(value, str) else ""
    close = get_close_matches(name, _ACTIONS, n=1)
    return f", such as {{action: {close[0] if close else 'screenshot'}}}"


def _urls(message: Message, place: str = "") -> Iterator[tuple[str, str]]:
    """The URLs of a job, each with the field where it is."""
    if isinstance(message, Struct):
        if "url" in message:
            yield f"{place}url", str(message["url"])
        return
    for field, value in message.ListFields():
        name = f"{place}{field.json_name}"
        if field.name in _URL_FIELDS:
            yield name, value
        elif isinstance(value, Message):
            yield from _urls(value, f"{name}.")
        elif field.is_repeated:
            for number, one in enumerate(value):
                if isinstance(one, Message):
                    yield from _urls(one, f"{name}[{number}].")


class _Loader(yaml.SafeLoader):
    """Leaves times as they are written: the API reads them itself."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _action(text: str) -> Action:
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise CommandError(f"action {_shown(text)}: {error}", ExitCode.USAGE) from error
    if not words:
        raise CommandError("an action is empty: begin with its name, such as screenshot", ExitCode.USAGE)
    name, *rest = words
    values: dict[str, Any] = {"action": name}
    for part in rest:
        named = _NAMED.fullmatch(part)
        field, value = (named[1], named[2]) if named else (_FIRST.get(name, "target"), part)
        if field in values:
            raise CommandError(f"action {_shown(text)}: {field} is given twice", ExitCode.USAGE)
        values[field] = web_url(value) if name == "visit" and field == "url" else _value(field, value)
    try:
        return ParseDict(values, Action())
    except ParseError as error:
        raise CommandError(f"action {_shown(text)}: {told(error)}", ExitCode.USAGE) from error


def _shown(text: str) -> str:
    """An action for messages, which end up in logs: only its name, where it may hide something."""
    return text.split(maxsplit=1)[0] if "sensitive" in text else repr(text)


def _value(field: str, text: str) -> Any:
    """A field's value as JSON: as it is written where the field is a text or a number."""
    kind = _FIELDS.get(field)
    if kind is None:
        return text  # the parser says which field there is not
    if kind.is_repeated and not text.startswith("["):
        return [text] if kind.type == FieldDescriptor.TYPE_STRING else text.split(",")
    if kind.is_repeated or kind.type in (FieldDescriptor.TYPE_MESSAGE, FieldDescriptor.TYPE_BOOL):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def told(error: ParseError) -> str:
    """The complaint of protobuf's parser, as the API says the same."""
    text = str(error).replace("tabwright.v1.", "")
    if wrong := _INVALID_INTEGER.search(text):
        return f"{wrong[1]} must be a whole number, not {wrong[2]}"
    unknown = _UNKNOWN.search(text)
    if unknown is None:
        return text
    field, place, known = unknown.groups()
    names = [name.strip(" '") for name in known.split(",")]
    close = get_close_matches(field, names, n=1)
    told = f"do you mean {close[0]}?" if close else f"there are: {', '.join(names)}"
    return f"{place + ': ' if place else ''}there is no field {field}; {told}"
