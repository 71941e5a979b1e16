"""The words of the API about the mouse, as Playwright's."""

from collections.abc import Sequence
from typing import Literal, cast

from playwright.async_api import Position
from tabwright.v1.action_pb2 import Point

Button = Literal["left", "middle", "right"]
Modifier = Literal["Alt", "Control", "ControlOrMeta", "Meta", "Shift"]


def position(point: Point, *, given: bool) -> Position | None:
    """A point of an element; None, its middle, when none is given."""
    return Position(x=point.x, y=point.y) if given else None


def modifiers(names: Sequence[str]) -> list[Modifier]:
    """Keys to hold, which validation has checked."""
    return cast(list[Modifier], list(names))


def button(name: str) -> Button:
    """A button of the mouse, which validation has checked."""
    return cast(Button, name or "left")
