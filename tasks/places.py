"""`${parameters.x}` in the template of a job: where it may stand, and what a text with it consists of."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from store import references

NAME = "parameters"
"""What stands before the names of parameters. No action of a template is called so."""
OMIT = object()
"""In place of a text: its field, or its place in a list, is left out."""

_STEPS = r"(?P<steps>(?:\.[^.\[\]{}]+|\[[0-9]{1,6}\])*)"
_PLACEHOLDER = re.compile(r"\$(?P<literal>\$\{)(?=parameters[.\[}])|\$\{parameters" + _STEPS + r"\}")
_BEGUN = re.compile(r"\$\{\s*parameters\b")

_NEVER = {
    "action": "it says what is done",
    "artifact": "it names a file of the job",
    "footerTemplate": "it is code",
    "getTargetBy": "it says how target is read",
    "headerTemplate": "it is code",
    "initScripts": "it is code",
    "item": "it is a name",
    "items": "it names an action",
    "name": "it is a name",
    "origins": "it says whom a session is for",
    "result": "it is a word of the language",
    "script": "it is code: pass what it needs in argument",
    "secret": "it names a secret",
    "sessionOrigins": "it says whom a session is for",
    "step": "it names an action",
    "style": "it is code",
    "totp": "it names a secret",
    "webhook": "it says who is told",
    "within": "it names an action",
}
_FREE = frozenset({"argument"})
_MAPS = frozenset({"extraHttpHeaders", "headers", "labels"})
"""Fields whose keys are a client's own."""
_SECRETS = frozenset({"extraHttpHeaders", "headers", "passphrase", "password", "username"})
"""Fields in whose texts `${secret:NAME}` may stand; and so it may in the values of cookies."""


class Kind(Enum):
    """How what a text stands in reads it."""

    TEXT = "text"
    """As it is."""
    FREE = "free"
    """As JSON of the client's own."""
    WHOLE = "whole"
    """As something in which a value could not be kept apart from what is around it."""
    URL = "url"
    SELECTOR = "selector"
    NEVER = "never"
    """As code, or as a name."""


_KINDS = {
    **dict.fromkeys(_NEVER, Kind.NEVER),
    **dict.fromkeys(_FREE, Kind.FREE),
    **dict.fromkeys(("cert", "data", "domain", "html", "key", "origin", "pattern", "pfx", "server"), Kind.WHOLE),
    **dict.fromkeys(
        ("baseUrl", "exclude", "include", "referer", "response", "targetUrl", "url", "urlPatterns"), Kind.URL
    ),
    **dict.fromkeys(("selector", "target"), Kind.SELECTOR),
}
"""How fields are read, by their names; all others are texts."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text stands."""

    path: str
    """As a client writes it, such as `actions[0].url`."""
    kind: Kind = Kind.TEXT
    get_target_by: str = ""
    """Of a selector, how it is read."""
    why: str = ""
    """Of what is code or a name: that it is."""
    in_action: bool = False
    """Whether `${name}` is looked for in it when the job has such names."""
    has_secrets: bool = False
    """Whether `${secret:NAME}` is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: what the template has written, or a placeholder."""

    text: str
    """What is written. Of a placeholder: itself."""
    steps: tuple[str | int, ...] | None = None
    """Of a placeholder: where in the parameters its value is."""
    is_literal: bool = False
    """Whether it is written as `$${parameters…`, to mean itself."""

    @property
    def parameter(self) -> str:
        """The place in the parameters, as a client writes it; "" are all of them."""
        steps = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in self.steps or ())
        return steps.removeprefix(".")


def pieces(text: str) -> list[Piece]:
    """What a text consists of."""
    found: list[Piece] = []
    end = 0
    for mark in _PLACEHOLDER.finditer(text):
        if mark.start() > end:
            found.append(Piece(text[end : mark.start()]))
        if mark["literal"]:
            found.append(Piece("${", is_literal=True))
        else:
            found.append(Piece(mark[0], references.place(mark[0][2:-1]).steps))
        end = mark.end()
    if end < len(text):
        found.append(Piece(text[end:]))
    return found


def begins_wrongly(text: str) -> bool:
    """Whether something in a text looks like a placeholder and is none, or stands in another `${…}`."""
    parts = pieces(text)
    written = "".join(one.text if one.steps is None and not one.is_literal else "\0" for one in parts)
    if _BEGUN.search(written):
        return True
    is_open = False
    for one in parts:
        if one.steps is not None and is_open:
            return True
        if one.steps is None and not one.is_literal:
            text = one.text.replace("$${", "")
            opened, closed = text.rfind("${"), text.rfind("}")
            is_open = opened > closed or (is_open and closed < 0)
    return False


def mapped(job: Any, change: Callable[[Spot, str], Any]) -> Any:
    """A job with its texts changed. OMIT: the text's field is left out."""
    return _mapped(job, change, Spot(""))


def named(job: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The names of all fields in a job whose names are the API's, with their paths."""
    match job:
        case Mapping():
            for name, value in job.items():
                inner = f"{path}.{name}" if path else name
                yield inner, name
                if name not in _FREE | _MAPS:
                    yield from named(value, inner)
        case list():
            for index, value in enumerate(job):
                yield from named(value, f"{path}[{index}]")


def keys(job: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The names of all fields, the client's own included, with their paths."""
    match job:
        case Mapping():
            for name, value in job.items():
                yield path, name
                yield from keys(value, f"{path}.{name}" if path else name)
        case list():
            for index, value in enumerate(job):
                yield from keys(value, f"{path}[{index}]")


def _mapped(value: Any, change: Callable[[Spot, str], Any], spot: Spot, of: Mapping[str, Any] | None = None) -> Any:
    match value:
        case str():
            return change(spot, value)
        case Mapping():
            changed = {name: _mapped(one, change, _inner(spot, name, value), value) for name, one in value.items()}
            return {name: one for name, one in changed.items() if one is not OMIT}
        case list():
            listed = [
                _mapped(one, change, replace(spot, path=f"{spot.path}[{index}]"), of) for index, one in enumerate(value)
            ]
            return [one for one in listed if one is not OMIT]
    return value


def _inner(spot: Spot, name: str, of: Mapping[str, Any]) -> Spot:
    """The spot of a field in what stands at another."""
    if spot.kind is Kind.FREE or spot.path.rpartition(".")[2] in _MAPS:
        return replace(spot, path=f"{spot.path}[{name}]")
    inner = replace(
        spot,
        path=f"{spot.path}.{name}" if spot.path else name,
        in_action=name == "actions" or (spot.in_action and references.are_looked_for(name)),
        has_secrets=name in _SECRETS or (name == "value" and re.search(r"cookies\[\d+\]\Z", spot.path) is not None),
    )
    if spot.kind is Kind.NEVER:
        return inner
    kind = _KINDS.get(name, Kind.TEXT)
    by = str(of.get("getTargetBy", "getBySelector")) if kind is Kind.SELECTOR else ""
    return replace(inner, kind=kind, why=_NEVER.get(name, ""), get_target_by=by)
