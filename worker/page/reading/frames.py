"""What frames show, put in the place of the tokens that the script has left for them.

It is put together here: a page must not see what frames of other sites show in it.
"""

import asyncio
import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import ElementHandle, Frame

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.page.reading import script
from worker.page.reading.wanted import for_frame
from worker.page.real import REAL
from worker.values import Text, parsed, read_value, unreadable

MAX_FRAMES = 100
MAX_DEPTH = 10
ANSWER_S = 10
"""How long a frame may take to be read."""
_KINDS = {"text", "markdown", "links", "table"}

_SEEN = "key => globalThis[Symbol.for(key)] ?? []"
_TAKEN = f"""key => {{
    const seen = ({_SEEN})(key);
    delete globalThis[Symbol.for(key)];
    return seen.flatMap(({{ element, kind }}) => [element, kind]);
}}"""

# A document may have no element.
_OF_THE_DOCUMENT = f"""wanted => {{
    {REAL}
    const root = real(document, 'body') ?? real(document, 'documentElement');
    return root && (READ)(root, wanted);
}}"""


class Frames:
    """Reads frames in frames, as many bytes as one value may have, and as many frames as one step may read."""

    def __init__(self, max_bytes: int) -> None:
        self._left_bytes = max_bytes
        self._left = MAX_FRAMES

    async def put_in(self, value: Any, frame: Frame, key: str, depth: int = 1) -> Any:
        """The value with what the frames show that the script has seen in this one. Raises StepFailed."""
        shown = [await self._shown(element, kind, depth) for element, kind in await _seen(frame, key)]
        return await asyncio.to_thread(_put_in, value, key, shown) if shown else value

    async def _shown(self, element: ElementHandle, kind: str, depth: int) -> Any:
        self._left -= 1
        if self._left < 0 or depth > MAX_DEPTH:
            raise StepFailed(
                ErrorType.ACTION_FAILED,
                f"the element shows more than {MAX_FRAMES} frames, or frames in each other more than {MAX_DEPTH} deep",
            )
        frame = await element.content_frame()
        if frame is None:  # it has gone
            return None
        try:
            async with asyncio.timeout(ANSWER_S):
                return await self._read(frame, kind, depth)
        except TimeoutError as error:
            raise StepFailed(
                ErrorType.ACTION_FAILED, f"the frame {frame.url[:300]} did not answer within {ANSWER_S} s"
            ) from error

    async def _read(self, frame: Frame, kind: str, depth: int) -> Any:
        read = script.read_one(main_content=False)
        key = script.new_key()
        source = _OF_THE_DOCUMENT.replace("READ", read)
        argument = {**for_frame(kind), "key": key}
        value = await read_value(
            frame.evaluate, frame.evaluate, source, argument, max_bytes=self._left_bytes, is_plain=True
        )
        if isinstance(value, Text):
            self._left_bytes -= len(value.data)
            value = await parsed(value)
        value = await self.put_in(value, frame, key, depth + 1)
        return value["tables"] if kind == "table" and value is not None else value


async def _seen(frame: Frame, key: str) -> list[tuple[ElementHandle, str]]:
    """The frames' elements, and what is wanted of each."""
    handle = await frame.evaluate_handle(_TAKEN, key)
    try:
        parts = list((await handle.get_properties()).values())
    finally:
        await handle.dispose()
    seen = []
    for one, kind in zip(parts[::2], parts[1::2], strict=False):
        element, told = one.as_element(), await kind.json_value()
        if element is None or told not in _KINDS:
            raise unreadable()
        seen.append((element, told))
    return seen


def _put_in(value: Any, key: str, shown: list[Any]) -> Any:
    token = re.compile(rf"{key}\.(\d+)\.(\n?)")
    left = dict(enumerate(shown))

    # Each once: a page that repeats a token must not repeat what its frame shows.
    def taken(match: re.Match[str]) -> Any:
        return left.pop(int(match[1]), None)

    return _walked(value, token, taken)


def _walked(value: Any, token: re.Pattern[str], taken: Callable[[re.Match[str]], Any]) -> Any:
    match value:
        case str():
            # Nothing has no line of its own.
            return token.sub(lambda found: f"{text}{found[2]}" if (text := taken(found)) else "", value)
        case list():
            parts: list[Any] = []
            for part in value:
                found = token.fullmatch(part) if isinstance(part, str) else None
                instead = taken(found) if found else _walked(part, token, taken)
                parts.extend(
                    instead if found and isinstance(instead, list) else [instead] if instead is not None else []
                )
            return parts
        case dict():
            return {name: _walked(part, token, taken) for name, part in value.items()}
        case _:
            return value
