"""What a page has told of an element. It may tell anything: nothing here relies on it."""

from typing import Any

MAX_TEXT = 200
MAX_SIDE = 1_000_000
"""Pages are not larger, in CSS pixels."""
_BOX = ("left", "top", "width", "height")
Facts = dict[str, Any]
"""What describe.js gives."""


def text(facts: Any, name: str, max_chars: int = MAX_TEXT) -> str:
    """One of its texts: "" where it has none."""
    value = facts.get(name) if isinstance(facts, dict) else None
    return value[:max_chars] if isinstance(value, str) else ""


def number(facts: Any, name: str, default: int = 0) -> int:
    """One of its numbers."""
    value = facts.get(name) if isinstance(facts, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def box(facts: Any, beside: tuple[int, int]) -> list[int] | None:
    """Where it is, as left, top, width and height; `beside`: where what it counts from is. None: nobody knows."""
    sides = parts(facts, "box", 4)
    if len(sides) != len(_BOX) or not all(type(side) is int and abs(side) <= MAX_SIDE for side in sides):
        return None
    left, top, width, height = sides
    return [left + beside[0], top + beside[1], width, height] if width > 0 and height > 0 else None


def flag(facts: Any, name: str) -> bool:
    """Whether something is so."""
    return isinstance(facts, dict) and facts.get(name) is True


def parts(facts: Any, name: str, most: int) -> list[Any]:
    """One of its lists."""
    value = facts.get(name) if isinstance(facts, dict) else None
    return list(value[:most]) if isinstance(value, list) else []
