"""What the sensitive actions of a job hide, and what is shown in its place. It is kept with the job, for its worker."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from store.job import Json

MASK = "***"
"""What is shown in place of a value."""
MIN_CHARS = 4
"""Shorter texts are found everywhere: to take them out of a recording would ruin it."""

_DATA_MASK = b64encode(MASK.encode()).decode()

_SHOWN: Mapping[str, Callable[[Any], Any]] = {
    "value": lambda _: MASK,
    "values": lambda _: [MASK],
    "labels": lambda _: [MASK],
    "keys": lambda _: [MASK],
    "promptText": lambda _: MASK,
    "script": lambda _: MASK,
    "argument": lambda _: MASK,
    "headers": lambda headers: dict.fromkeys(headers, MASK),
    "cookies": lambda cookies: [{**one, "value": MASK} for one in cookies],
    "files": lambda files: [{**one, "data": _DATA_MASK} if "data" in one else one for one in files],
}
"""How the fields that hold something to hide are shown."""
_KEYS = "keys"
_FILES = "files"


@dataclass(frozen=True, slots=True)
class Value:
    """One text that is hidden."""

    path: str
    """Of its field in the action, as a client writes it."""
    text: str
    is_findable: bool
    """Whether it can be taken out of texts that have it in them."""

    @property
    def is_mask(self) -> bool:
        """Whether it is what answers show, sent back."""
        return self.text in (MASK, _DATA_MASK)


def is_sensitive(action: Json) -> bool:
    return action.get("sensitive") is True


def shown(action: Json) -> Json:
    """An action as answers show it, with those in it."""
    if "actions" in action:
        action = {**action, "actions": [shown(one) for one in action["actions"]]}
    if not is_sensitive(action):
        return action
    return {name: _SHOWN[name](value) if name in _SHOWN else value for name, value in action.items()}


def values(action: Json) -> Iterator[Value]:
    """What an action hides; nothing when it is not sensitive. What is empty needs no hiding."""
    if not is_sensitive(action):
        return
    for name, value in action.items():
        for path, text in _texts(name, value) if name in _SHOWN else ():
            if text:
                is_findable = name not in {_KEYS, _FILES} and len(text.strip()) >= MIN_CHARS
                yield Value(path, text, is_findable)


def _texts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """The texts and numbers in a field's value."""
    match value:
        case bool() | None:
            return
        case str():
            yield path, value
        case int() | float():
            yield path, f"{value:.17g}"
        case dict() if path.startswith(("cookies[", "files[")):
            name = "value" if path.startswith("cookies[") else "data"
            yield f"{path}.{name}", value.get(name, "")
        case dict():
            for key, one in value.items():
                yield from _texts(f"{path}[{key}]", one)
        case list():
            for index, one in enumerate(value):
                yield from _texts(f"{path}[{index}]", one)
