"""How long one call takes that answers with the file itself, over REST: RenderService."""

import time

import aiohttp

from benchmarks.contest import ScreenshotFailed
from benchmarks.tabwright import CALL_TIMEOUT_S, Tabwright

PATH = "/api/v1/screenshot"
_PNG = b"\x89PNG\r\n\x1a\n"


async def measure(tabwright: Tabwright, url: str, *, samples: int) -> list[float]:
    """The seconds of calls for pictures of the page at `url`, one after the other. Raises ScreenshotFailed."""
    timeout = aiohttp.ClientTimeout(total=CALL_TIMEOUT_S)
    async with aiohttp.ClientSession(tabwright.rest, headers={"x-api-key": tabwright.key}, timeout=timeout) as session:
        await _called(session, url)  # the first one opens the connections
        return [await _called(session, url) for _ in range(samples)]


async def _called(session: aiohttp.ClientSession, url: str) -> float:
    started = time.perf_counter()
    async with session.post(PATH, json={"url": url, "waitUntil": "load"}) as answer:
        file = await answer.read()
        if not file.startswith(_PNG):
            raise ScreenshotFailed(f"Tabwright: {answer.status}: {file[:300]!r}")
    return time.perf_counter() - started
