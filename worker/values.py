"""Reading values from pages: as much as a job may have, in messages of a bounded size, measured where the value is.

A page may give whatever it likes, and what it gives must hold up neither the driver nor the jobs beside.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from store.database import jsonb
from store.retry import ErrorType
from worker.failures import StepFailed

INLINE_CHARS = 512 * 1024
"""About how much JSON may come as a value at once. More comes as text, which nobody needs to read here."""
SLICE_CHARS = 512 * 1024
MAX_REFUSED = 100
"""How much is told of what a script may not return."""

_MEASURED = Path(__file__).with_suffix(".js").read_text()
_WRAPPED = f"""async (...given) => {{
    const how = given.pop();
    return ({_MEASURED})(await (SCRIPT)(...given, how.argument), how);
}}"""
_CLIENTS = """async (...given) => {
    const made = (0, eval)(SOURCE);
    return typeof made === 'function' ? made(...given) : made;
}"""
# A slice ends between two characters: half of a pair would be replaced on its way.
_SLICE = """([key, start, count]) => {
    const text = globalThis[Symbol.for(key)];
    const code = text.charCodeAt(start + count - 1);
    const end = start + count - (code >= 0xD800 && code < 0xDC00 ? 1 : 0);
    if (end >= text.length) delete globalThis[Symbol.for(key)];
    return [text.slice(start, end), Math.min(end, text.length)];
}"""

MAX_LENGTH = 2.0**31
"""In CSS pixels, more than any browser counts."""

Evaluate = Callable[[str, Any], Awaitable[Any]]
"""Runs a script in a page with an argument, as Playwright's methods do."""


@dataclass(frozen=True, slots=True)
class Text:
    """A value of more than INLINE_CHARS: its JSON."""

    data: bytes


async def read_value(
    read: Evaluate, fetch: Evaluate, script: str, argument: Any, *, max_bytes: int, is_plain: bool = False
) -> Any:
    """What a script returns, or Text when that is large. `read` runs it, with what it works on before the argument
    where there is such a thing; `fetch` runs scripts in the same frame, with an argument alone. `is_plain`: what JSON
    says otherwise or not at all, such as a date or NaN, is what JavaScript makes of it then.

    Raises StepFailed with RESULT_TOO_LARGE beyond `max_bytes` of JSON.
    """
    given = {"argument": argument, "key": uuid4().hex, "inlineChars": INLINE_CHARS, "maxChars": max_bytes}
    given["isPlain"] = is_plain
    try:
        told = await read(_WRAPPED.replace("SCRIPT", script), given)
    except (ValueError, RecursionError) as error:  # Playwright cannot read what has come
        raise unreadable() from error
    if not isinstance(told, dict):  # a page may have its own ideas of all that scripts use
        raise unreadable()
    if isinstance(told.get("refused"), str):
        raise StepFailed(
            ErrorType.ACTION_FAILED,
            f"the script returned {told['refused'][:MAX_REFUSED]}, which JSON cannot say: "
            "return what you need of it, such as a text, or null",
        )
    if "value" in told:
        return told["value"]
    if told.get("tooLarge"):
        raise too_large(told["tooLarge"], max_bytes)
    if not isinstance(told.get("chars"), int):
        raise unreadable()
    pieces: list[bytes] = []
    at = size = 0
    while at < told["chars"]:
        match await fetch(_SLICE, [given["key"], at, SLICE_CHARS]):
            case [str(piece), int(end)] if end > at:
                pass
            case _:
                raise unreadable()
        pieces.append(piece.encode(errors="replace"))
        size += len(pieces[-1])
        if size > max_bytes:
            raise too_large(size, max_bytes)
        at = end
    return Text(b"".join(pieces))


async def parsed(value: Any) -> Any:
    """A value that is to be worked on, whatever its size. Raises StepFailed where a page has made its text, which is no
    JSON.
    """
    if not isinstance(value, Text):
        return value
    with as_the_page_says():
        return await asyncio.to_thread(json.loads, value.data.decode())


def joined(values: Mapping[str, Any]) -> Any:
    """An object of values, of which some may be Text: then it is Text, too."""
    if not any(isinstance(value, Text) for value in values.values()):
        return values
    parts = (
        json.dumps(name).encode() + b":" + (value.data if isinstance(value, Text) else jsonb.dumps(value).encode())
        for name, value in values.items()
    )
    return Text(b"{" + b",".join(parts) + b"}")


def client_script(script: str) -> str:
    """A client's script as a function: it may be an expression, statements, or a function of its own."""
    source = script.strip()
    if source.startswith(("function", "async function")):
        source = f"({source})"
    return _CLIENTS.replace("SOURCE", json.dumps(source))


@contextmanager
def as_the_page_says() -> Iterator[None]:
    """What a script has returned is read within, by its shape. Raises StepFailed where it has another one: a page may
    have its own ideas of all that scripts use.
    """
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise unreadable() from error


def number(value: Any, name: str, *, least: float = -MAX_LENGTH, most: float = MAX_LENGTH) -> float:
    """A number that a page says of itself, such as a length. Raises StepFailed for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        told = jsonb.dumps(value)
        raise StepFailed(
            ErrorType.ACTION_FAILED,
            f"the page says that its {name} is {told[:MAX_REFUSED]}, which is no number from {least:g} to {most:g}",
        )
    return value


def unreadable() -> StepFailed:
    return StepFailed(
        ErrorType.ACTION_FAILED, "the value cannot be represented as JSON, or the page does not return it"
    )


def too_large(size: Any, max_bytes: int) -> StepFailed:
    return StepFailed(
        ErrorType.RESULT_TOO_LARGE,
        f"the value has {size} bytes and more: MAX_ARTIFACT_SIZE_MB allows {max_bytes}",
    )
