"""Evaluating in pages: what Playwright's evaluate does, in one command."""

import json
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast import worlds

if TYPE_CHECKING:
    from worker.browsers.fast.frame import Frame

_PROTO = '"__proto__":'


async def evaluate(frame: "Frame", expression: str, arg: Any) -> Any:
    """What an expression in the main world of a frame gives, or, where it gives a function, what that gives for an
    argument. Raises Playwright's errors. Statements, which Playwright takes too, are none: whether they are cannot be
    told from what a page throws.
    """
    context_id = None if frame.is_root else await frame.main_world()
    script = f"(it => typeof it === 'function' ? it({_literal(arg)}) : it)((\n{expression.strip()}\n))"
    return value_of(await run(frame, script, context_id))


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
    return {"result": worlds.refused(error)}


def value_of(answer: dict[str, Any]) -> Any:
    """The value in an answer. Raises Playwright's error for an exception."""
    if (details := answer.get("exceptionDetails")) is not None:
        raise PlaywrightError(worlds.thrown(details))
    return worlds.value_of(answer["result"])


def _literal(arg: Any) -> str:
    if arg is None:
        return "null"
    text = json.dumps(arg, separators=(",", ":"))
    return text.replace(_PROTO, '["__proto__"]:') if _PROTO in text else text
