"""The words of the API about the mouse, as Playwright's."""

from collections.abc import Sequence
from typing import Literal, cast

from playwright.async_api import FloatRect, Locator, Position
from tabwright.v1.action_pb2 import Point

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.step import Step

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


async def box(locator: Locator, step: Step) -> FloatRect:
    """Where an element lies in the viewport. Raises StepFailed when it is not shown."""
    found = await locator.bounding_box(timeout=step.timeout_ms)
    if found is None:
        raise StepFailed(ErrorType.ACTION_FAILED, "the element is not shown")
    return found


def middle(box: FloatRect, position: Position | None = None) -> tuple[float, float]:
    """A point of an element in the viewport."""
    at = position or Position(x=box["width"] / 2, y=box["height"] / 2)
    return box["x"] + at["x"], box["y"] + at["y"]
