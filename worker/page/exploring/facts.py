"""What a page has told of an element. It may tell anything: nothing here relies on it."""

from typing import Any

MAX_TEXT = 200
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


def flag(facts: Any, name: str) -> bool:
    """Whether something is so."""
    return isinstance(facts, dict) and facts.get(name) is True


def parts(facts: Any, name: str, most: int) -> list[Any]:
    """One of its lists."""
    value = facts.get(name) if isinstance(facts, dict) else None
    return list(value[:most]) if isinstance(value, list) else []
