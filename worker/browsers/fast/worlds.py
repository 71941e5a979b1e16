"""Running scripts in the worlds of a page: its frames' own, which its scripts share, and those that they do not see."""

import json
import math
from asyncio import Future
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import Session

DESTROYED = "Execution context was destroyed, most likely because of a navigation"
"""Playwright's words for a document that has gone."""
_NUMBERS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}
_FUNCTION = """function(...given) {
const made = (
EXPRESSION
);
return typeof made === 'function' ? made(...given) : made;
}"""

T = TypeVar("T")
Remote = Mapping[str, Any]
"""A value in a page, as the browser tells of it: itself, or an id of it."""


class Frame(Protocol):
    """What is asked of a frame here."""

    @property
    def session(self) -> Session: ...
    @property
    def page(self) -> "Page": ...
    @property
    def id(self) -> str: ...
    @property
    def parent_frame(self) -> "Frame | None": ...
    def is_detached(self) -> bool: ...
    @property
    def pending(self) -> bool:
        """Whether it is on its way to another document."""
        ...

    def during_document(self, future: Future[T]) -> Future[T]:
        """A future that fails when the frame's document goes before it comes."""
        ...

    async def main_world(self) -> int: ...
    async def utility_world(self) -> int: ...


class Page(Protocol):
    """What is asked of a page here."""

    @property
    def session(self) -> Session: ...
    @property
    def main_frame(self) -> Frame: ...
    @property
    def frames(self) -> Sequence[Frame]: ...
    @property
    def viewport_size(self) -> Mapping[str, int] | None: ...
    @property
    def options(self) -> Mapping[str, Any]:
        """Those that the page's context was made with."""
        ...

    @property
    def is_stalled(self) -> bool:
        """Whether something keeps its scripts from answering."""
        ...

    @property
    def stalling(self) -> "Stalling":
        """The time until something does."""
        ...

    def frame_of_id(self, frame_id: str) -> Frame | None: ...


class Stalling(Protocol):
    """What is asked of a time here."""

    def during(self, future: Future[T]) -> Future[T]:
        """A future that fails when the time ends before it comes."""
        ...


@runtime_checkable
class Held(Protocol):
    """A value that stays in the page, as an argument."""

    @property
    def object_id(self) -> str | None: ...


async def evaluate(frame: Frame, world: int, expression: str, arg: Any = None) -> Any:
    """What an expression is, or what it returns if it is a function of an argument. Raises Playwright's errors."""
    target = {"executionContextId": world}
    return value_of(await call(frame, frame.session, target, function_of(expression), [arg], by_value=True))


async def call(
    frame: Frame, session: Session, target: Mapping[str, Any], declaration: str, args: Sequence[Any], *, by_value: bool
) -> Remote:
    """What a function returns in a world, or as a method of an object. Raises Playwright's errors."""
    params = {
        **target,
        "functionDeclaration": declaration,
        "arguments": [{"objectId": arg.object_id} if isinstance(arg, Held) else {"value": arg} for arg in args],
        "returnByValue": by_value,
        "awaitPromise": True,
        "userGesture": True,
    }
    try:
        told = await frame.during_document(session.begin("Runtime.callFunctionOn", params))
    except PlaywrightError as error:
        return refused(error)
    if (failed := told.get("exceptionDetails")) is not None:
        raise PlaywrightError(thrown(failed))
    return cast(Remote, told["result"])


def function_of(expression: str) -> str:
    """A function that runs an expression, and calls it if it is a function."""
    return _FUNCTION.replace("EXPRESSION", expression)


def value_of(remote: Remote) -> Any:
    """What was returned by value. What JavaScript calls undefined is None."""
    if "unserializableValue" not in remote:
        return remote.get("value")
    told = remote["unserializableValue"]
    return _NUMBERS[told] if told in _NUMBERS else int(told.removesuffix("n"))


def refused(error: PlaywrightError) -> Remote:
    """What Playwright makes of it that the browser has not run a script: a value, or another error, which it raises."""
    message = error.message
    if not message.startswith("Protocol error"):  # the page or the browser has gone, or its answer was too large
        raise error
    if "Object reference chain is too long" in message or "CBOR: stack limit exceeded" in message:
        raise PlaywrightError("Cannot serialize result: object reference chain is too long.") from error
    if "Object couldn't be returned by value" in message:
        return {"type": "undefined"}
    if "Promise was collected" in message:
        raise PlaywrightError("Resulting promise was garbage collected.") from error
    raise PlaywrightError(f"{DESTROYED}.") from error


def thrown(failed: Mapping[str, Any]) -> str:
    """What Playwright tells of what a script has thrown."""
    exception = failed.get("exception")
    if exception is None:
        return str(failed["text"])
    if description := exception.get("description"):
        return str(description)
    value = exception.get("value")
    if value is None and exception.get("type") == "undefined":
        return "undefined"
    return value if isinstance(value, str) else json.dumps(value)
