"""What is to be read of an element, as the script in the page takes it."""

from collections.abc import Callable
from typing import Any, TypeAlias

from tabwright.v1.action_pb2 import Action, Extractor

Wanted: TypeAlias = Action | Extractor
"""An action has an extractor's fields for its own target."""

TABLES = {"table", "grid"}


def format_of(wanted: Wanted) -> str:
    return wanted.format or "text"


def any_of(wanted: Wanted, is_so: Callable[[Wanted], bool]) -> bool:
    """Whether it is so of what is wanted, or of an extractor in it."""
    return is_so(wanted) or any(any_of(child, is_so) for child in wanted.extractors)


def for_script(wanted: Wanted) -> dict[str, Any]:
    return {
        "attribute": wanted.attribute,
        "format": format_of(wanted),
        "frames": wanted.frames,
        "mainContent": wanted.main_content,
        "extractors": [
            {"name": child.name, "selector": child.selector, "multiple": child.multiple, **for_script(child)}
            for child in wanted.extractors
        ],
    }


def for_frame(kind: str) -> dict[str, Any]:
    """What is read of a frame in an element."""
    return {"attribute": "", "format": kind, "frames": True, "mainContent": False, "extractors": []}
