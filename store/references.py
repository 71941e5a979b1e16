"""`${name}` in the fields of actions: what stands for something that an earlier action has read.

Data, never a language: a name, and where in the value. Servers check it, and workers put in what was read. It is only
looked for where there is something that it could name, so that what looks like it means itself everywhere else.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from store.action_tree import GROUPS, walk
from store.job import Json

READERS = frozenset({"collectUrls", "evaluate", "extract", "find", "inspect", "snapshot"})
"""Actions that read something; wait does when it waits for a response."""
DEFAULT_ITEM = "item"
CONDITIONS = ("when", "until", "while")
MAX_EXACT = 2**53
"""Up to it, real numbers have all digits of whole ones."""
PROFILE = "profile"
"""What the profile of a job is called in it, where it names one in its options."""

_NAME = r"(?P<name>[A-Za-z0-9][A-Za-z0-9_-]{0,63})(?P<steps>(?:\.[^.\[\]{}]+|\[[0-9]{1,6}\])*)"
_MARK = re.compile(r"\$(?P<literal>\$\{)|\$\{" + _NAME + r"\}")
_PLACE = re.compile(_NAME)
_STEP = re.compile(r"\.([^.\[\]{}]+)|\[([0-9]+)\]")

_FREE = frozenset({"argument", "headers"})
"""Fields whose keys are a client's own."""
_NEVER = frozenset(
    {
        "action",
        "actions",
        "files",
        "footerTemplate",
        "headerTemplate",
        "item",
        "items",
        "name",
        "pattern",
        "result",
        "script",
        "secret",
        "step",
        "totp",
        "within",
        *CONDITIONS,
    }
)
"""Fields in which nothing is looked for: names, and what is code. A page's words must not become that."""


@dataclass(frozen=True, slots=True)
class Place:
    """A name, and where in its value."""

    name: str
    steps: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        return self.name + "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in self.steps)


def place(text: str) -> Place:
    """Reads a place such as `page.products[0]`, which validation has checked."""
    found = _PLACE.match(text)
    return _place(found) if found else Place(text)


def reads(action: Json) -> bool:
    """Whether an action reads something that others may use."""
    return action["action"] in READERS or (action["action"] == "wait" and "response" in action)


def are_looked_for(field: str) -> bool:
    """Whether references are looked for in what an action's field of this name holds, but for actions in it."""
    return field in CONDITIONS or field not in _NEVER


def literal(text: str) -> str:
    """A text that stands for itself in a job in which references are looked for."""
    return text.replace("${", "$${")


def item_of(action: Json) -> str:
    """The name that a group has for what differs from pass to pass; "" where it has none."""
    default = DEFAULT_ITEM if action["action"] == "forEach" else ""
    return str(action.get("item", default))


def names(actions: Sequence[Json], *, has_profile: bool = False) -> frozenset[str]:
    """All that references could name. None: the job has no references, whatever its fields hold."""
    found = {PROFILE} if has_profile else set()
    found |= {action["name"] for _, action in walk(actions) if "name" in action and reads(action)}
    return frozenset(found | {item_of(action) for _, action in walk(actions) if action["action"] in GROUPS} - {""})


def texts(action: Json) -> Iterator[tuple[str, str]]:
    """The fields of an action, or of a condition, in which references are looked for, those of its conditions
    included, by their paths as a client writes them.
    """
    found: list[tuple[str, str]] = []

    def note(path: str, text: str) -> str:
        if "${" in text:
            found.append((path, text))
        return text

    _mapped(action, note)
    for name in CONDITIONS:
        if name in action:
            _mapped(action[name], note, f"{name}.")
    yield from found


def references(text: str) -> list[Place]:
    """What a text refers to."""
    return [_place(found) for found in _MARK.finditer(text) if not found["literal"]]


def of_profile(actions: Sequence[Json]) -> Iterator[tuple[str, Place, bool]]:
    """What the actions of a job that names a profile refer to in it: the path of the field, the place in the profile,
    and whether the field takes any value, or else a text or a number. What `items` names is a list.
    """
    for path, action in walk(actions):
        for field, text in texts(action):
            whole = _MARK.fullmatch(text)
            takes_any = whole is not None and field.startswith("argument")
            for one in references(text):
                if one.name == PROFILE:
                    yield f"{path}.{field}", one, takes_any
        if "items" in action and (one := place(action["items"])).name == PROFILE:
            yield f"{path}.items", one, True


def resolved(action: Json, value_of: Callable[[Place], Any], text_of: Callable[[str, Place], str | None]) -> Json:
    """An action, or a condition, with what its references stand for. `text_of` gives it as a text for the field of a
    path, or None for what is no reference. In `argument`, a text that is nothing but a reference becomes the value
    itself, which `value_of` gives.
    """

    def change(path: str, text: str) -> Any:
        if "${" not in text:
            return text
        whole = _MARK.fullmatch(text)
        if whole and not whole["literal"] and path.startswith("argument"):
            return value_of(_place(whole))
        return _MARK.sub(lambda found: _put(found, path), text)

    def _put(found: re.Match[str], path: str) -> str:
        if found["literal"]:
            return "${"
        text = text_of(path, _place(found))
        return found[0] if text is None else text

    return dict(_mapped(action, change))


def number_text(value: float) -> str:
    """A number, or true or false, as it stands in a text."""
    if isinstance(value, float) and value.is_integer() and abs(value) < MAX_EXACT:
        value = int(value)
    return json.dumps(value)


def _place(found: re.Match[str]) -> Place:
    steps = tuple(one[1] or int(one[2]) for one in _STEP.finditer(found["steps"]))
    return Place(found["name"], steps)


def _mapped(value: Any, change: Callable[[str, str], Any], path: str = "", *, is_free: bool = False) -> Any:
    match value:
        case str():
            return change(path, value)
        case dict():
            return {
                name: one
                if not is_free and name in _NEVER
                else _mapped(one, change, _joined(path, name, is_free=is_free), is_free=is_free or name in _FREE)
                for name, one in value.items()
            }
        case list():
            return [_mapped(one, change, f"{path}[{index}]", is_free=is_free) for index, one in enumerate(value)]
    return value


def _joined(path: str, name: str, *, is_free: bool) -> str:
    if is_free:
        return f"{path}[{name}]"
    return path + name if not path or path.endswith(".") else f"{path}.{name}"
