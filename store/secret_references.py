"""What in a job stands for a secret: the fields `secret` and `totp`, and `${secret:NAME}` and `${totp:NAME}` in texts.

Only a client can refer to a secret: what a page's words become is never looked through. `$${secret:` is the text
`${secret:`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from store.action_tree import walk
from store.job import Json

Kind = Literal["text", "totp"]
"""Of the secret that is meant: its text, or a code that it gives."""

_NAME = r"[a-z0-9][a-z0-9_.-]{0,63}"
_MARK = re.compile(
    r"\$(?P<literal>\$\{(?:secret|totp):)|\$\{(?P<word>secret|totp):(?:(?P<name>" + _NAME + r")\}|(?P<wrong>))"
)
_ALONE = re.compile(r"(?:[A-Za-z]+ )?\$\{(?:secret|totp):" + _NAME + r"\}")
_FIELDS = ("secret", "totp")
_KINDS: dict[str, Kind] = {"secret": "text", "totp": "totp"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A secret, and how it is used."""

    name: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """A text in a job that may refer to secrets."""

    path: str
    """Of its field, as a client writes it."""
    text: str
    is_field: bool = False
    """Whether it is no text, but the field `secret` or `totp`."""

    @property
    def references(self) -> list[Reference]:
        """What it refers to."""
        if self.is_field:
            return [Reference(self.text, _KINDS[self.path.rpartition(".")[2]])]
        return in_text(self.text)

    @property
    def is_wrong(self) -> bool:
        """Whether it begins a reference that is none."""
        return not self.is_field and any(found["wrong"] is not None for found in _MARK.finditer(self.text))


def in_text(text: str) -> list[Reference]:
    """What a text refers to."""
    return [Reference(found["name"], _KINDS[found["word"]]) for found in _MARK.finditer(text) if found["name"]]


def is_alone(text: str) -> bool:
    """Whether a text is nothing but a reference, or one after a word such as Bearer: it hides nothing itself."""
    return _ALONE.fullmatch(text) is not None


def replaced(text: str, by: Callable[[Reference], str]) -> str:
    """A text with something else in place of its references; what means itself does so."""

    def change(found: re.Match[str]) -> str:
        if found["literal"]:
            return found["literal"]
        return by(Reference(found["name"], _KINDS[found["word"]])) if found["name"] else found[0]

    return _MARK.sub(change, text)


def mapped(action: Json, change: Callable[[str], str]) -> Json:
    """An action, without those in it, with its texts that may refer to secrets changed."""
    changed: dict[str, Any] = dict(action)
    if "headers" in action:
        changed["headers"] = {name: change(value) for name, value in action["headers"].items()}
    if "cookies" in action:
        changed["cookies"] = [
            {**cookie, "value": change(cookie["value"])} if "value" in cookie else cookie
            for cookie in action["cookies"]
        ]
    return changed


def of_actions(actions: Sequence[Json]) -> Iterator[Place]:
    """All places in actions, those in groups included."""
    for path, action in walk(actions):
        for name in _FIELDS:
            if name in action:
                yield Place(f"{path}.{name}", action[name], is_field=True)
        for header, value in action.get("headers", {}).items():
            yield Place(f"{path}.headers[{header}]", value)
        for index, cookie in enumerate(action.get("cookies", ())):
            yield Place(f"{path}.cookies[{index}].value", cookie.get("value", ""))


def of_options(options: Json) -> Iterator[Place]:
    """All places in a job's options."""
    for name, value in options.get("extraHttpHeaders", {}).items():
        yield Place(f"options.extraHttpHeaders[{name}]", value)
    for group in filter(options.__contains__, ("httpCredentials", "proxy")):
        for name in ("username", "password"):
            yield Place(f"options.{group}.{name}", cast(str, options[group].get(name, "")))
    for index, certificate in enumerate(options.get("clientCertificates", ())):
        yield Place(f"options.clientCertificates[{index}].passphrase", certificate.get("passphrase", ""))


def of_job(actions: Sequence[Json], options: Json) -> list[Place]:
    """All places in a job that refer to a secret, or seem to."""
    return [one for one in [*of_actions(actions), *of_options(options)] if one.references or one.is_wrong]
