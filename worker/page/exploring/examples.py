"""The action to copy for an element: what one does with it, with a value that it takes."""

import re
from collections.abc import Mapping
from typing import Any

from worker.page.exploring.facts import Facts, flag, number, parts, text

_VALUES = {
    "email": "name@example.com",
    "url": "https://example.com/",
    "tel": "+15550100",
    "color": "#336699",
    "date": "2026-01-31",
    "datetime-local": "2026-01-31T12:00",
    "month": "2026-01",
    "week": "2026-W05",
    "time": "12:00",
}
_TEXTS = frozenset({"text", "search", "textarea", "contenteditable"})
_BOUNDED = frozenset({"date", "datetime-local", "month", "week", "time"})
_OTHERS: Mapping[str, dict[str, Any]] = {
    "file": {"action": "upload", "files": [{"name": "example.txt", "data": "ZXhhbXBsZQ=="}]},
    "password": {"action": "fill", "value": "your password", "sensitive": True},
}
_CHECKED = frozenset({"checkbox", "radio", "switch"})
_FILLED = frozenset({*_VALUES, *_TEXTS, "number", "range"})
_READ_ONLY_MATTERS = frozenset({*_VALUES, *_TEXTS, "number", "password"})
_MAX_LABEL = 150


def action(facts: Facts) -> dict[str, Any] | None:
    """The fields of an action besides its locator. None: one can do nothing with it now."""
    kind = text(facts, "type")
    if flag(facts, "isDisabled") or (kind in _READ_ONLY_MATTERS and flag(facts, "isReadOnly")):
        return None
    if kind in {"select", "select-multiple"}:
        return _choice(facts)
    if kind in _FILLED:
        return {"action": "fill", "value": _value(facts, kind)}
    if kind in _OTHERS:
        return dict(_OTHERS[kind])
    if text(facts, "tag") == "table":
        return {"action": "extract", "format": "table"}
    return {"action": "check" if text(facts, "role") in _CHECKED and "drawnBy" not in facts else "click"}


def _choice(facts: Facts) -> dict[str, Any] | None:
    """The first option that says something. By its label, unless that could mean another, or something else."""
    options = parts(facts, "options", 100)
    places = [place for place, one in enumerate(options) if not flag(one, "disabled")]
    if not places:
        return None
    place = next((one for one in places if text(options[one], "value")), places[0])
    label = text(options[place], "label")
    is_clear = 0 < len(label) <= _MAX_LABEL and "${" not in label
    same = [one for one in options if label in (text(one, "label"), text(one, "value"))]
    if is_clear and len(same) == 1:
        return {"action": "select", "labels": [label]}
    return {"action": "select", "indexes": [place]}


def _number(facts: Facts) -> str:
    least, most = text(facts, "min"), text(facts, "max")
    if re.fullmatch(r"-?\d+(\.\d+)?", least):
        return least
    if re.fullmatch(r"-?\d+(\.\d+)?", most) and float(most) < 1:
        return most
    return "1"


def _value(facts: Facts, kind: str) -> str:
    if kind in {"number", "range"}:
        return _number(facts)
    value = _VALUES.get(kind, "text")
    if kind in _BOUNDED:
        least, most = text(facts, "min"), text(facts, "max")
        # They are compared as texts, which for these forms is the order of time.
        value = least if least and value < least else most if most and value > most else value
        return value if re.fullmatch(r"[\dTW:.+-]{1,30}", value) else _VALUES[kind]
    longest = number(facts, "maxLength")
    return value[:longest] if longest > 0 and kind in _TEXTS else value
