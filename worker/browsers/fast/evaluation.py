"""Evaluating in pages: what Playwright's evaluate does, in one command."""

import json
import math
import re
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from worker.browsers.fast.frame import Frame

DESTROYED = "Execution context was destroyed, most likely because of a navigation"
"""Playwright's words for a document that has gone."""
_FUNCTION = re.compile(r"(async)?\s*function(\s|\()")
_NUMBERS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}
_STACK = "\n    at "
"""In the description of what something that ran has thrown."""
_PROTO = '"__proto__":'


async def evaluate(frame: "Frame", expression: str, arg: Any) -> Any:
    """What an expression in the main world of a frame gives, or, where it gives a function, what that gives for an
    argument. Raises Playwright's errors.
    """
    context_id = None if frame.is_root else await frame.main_world()
    script = f"(it => typeof it === 'function' ? it({_literal(arg)}) : it)((\n{expression.strip()}\n))"
    result = await run(frame, script, context_id)
    if _is_no_expression(result):  # it may be several statements
        text = expression.strip()
        result = await run(frame, f"({text})" if _FUNCTION.match(text) else text, context_id)
    return value_of(result)


async def run(frame: "Frame", script: str, context_id: int | None = None, *, by_value: bool = True) -> dict[str, Any]:
    """What the browser answers to a script in the current document of a frame. Raises Playwright's errors."""
    params: dict[str, Any] = {
        "expression": script,
        "returnByValue": by_value,
        "awaitPromise": True,
        "userGesture": True,
    }
    if context_id is not None:
        params["contextId"] = context_id
    try:
        return await frame.during_document(frame.session.begin("Runtime.evaluate", params))
    except PlaywrightError as error:
        return rewritten(error)


def rewritten(error: PlaywrightError) -> dict[str, Any]:
    """What Playwright makes of a browser's error: an answer, or another error, which it raises."""
    message = error.message
    if not message.startswith("Protocol error (Runtime."):
        raise error
    if "Object reference chain is too long" in message or "CBOR: stack limit exceeded" in message:
        raise PlaywrightError("Cannot serialize result: object reference chain is too long.") from error
    if "Object couldn't be returned by value" in message:
        return {"result": {"type": "undefined"}}
    if "Promise was collected" in message:
        raise PlaywrightError("Resulting promise was garbage collected.") from error
    raise PlaywrightError(f"{DESTROYED}.") from error


def value_of(answer: dict[str, Any]) -> Any:
    """The value in an answer. Raises Playwright's error for an exception."""
    if (details := answer.get("exceptionDetails")) is not None:
        raise PlaywrightError(thrown(details))
    result = answer["result"]
    if (number := result.get("unserializableValue")) is not None:
        return _NUMBERS[number] if number in _NUMBERS else int(number.removesuffix("n"))
    return result.get("value")


def thrown(details: dict[str, Any]) -> str:
    """What Playwright tells of an exception."""
    exception = details.get("exception")
    if exception is None:
        return str(details["text"])
    if description := exception.get("description"):
        return str(description)
    value = exception.get("value")
    return value if isinstance(value, str) else json.dumps(value)


def _is_no_expression(answer: dict[str, Any]) -> bool:
    """Whether a script was not even begun since it is none."""
    exception = answer.get("exceptionDetails", {}).get("exception", {})
    return exception.get("className") == "SyntaxError" and _STACK not in exception.get("description", "")


def _literal(arg: Any) -> str:
    if arg is None:
        return "null"
    text = json.dumps(arg, separators=(",", ":"))
    return text.replace(_PROTO, '["__proto__"]:') if _PROTO in text else text
