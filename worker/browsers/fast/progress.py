"""What a call does while it waits, line by line, and the end of its time: with Playwright's words for both."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

TIMEOUT_MS = 30_000.0
"""How long a call may take that says nothing else: Playwright's own."""
_MAX_REPEATED = 8
"""How many lines that come again and again are told as one block."""

Log = list[str]


@asynccontextmanager
async def progress(timeout_ms: float | None = None) -> AsyncIterator[Log]:
    """Lends the log of a call, which is a part of its errors. 0 ms is for ever, None as long as calls take usually."""
    log: Log = []
    wanted_ms = TIMEOUT_MS if timeout_ms is None else timeout_ms
    try:
        async with asyncio.timeout(wanted_ms / 1000 if wanted_ms else None) as time:
            yield log
    except TimeoutError as error:
        if not time.expired():
            raise
        raise PlaywrightTimeoutError(f"{exceeded(wanted_ms)}{call_log(log)}") from error
    except PlaywrightTimeoutError:
        raise
    except PlaywrightError as error:
        if not log or "\nCall log:\n" in error.message:
            raise
        raise type(error)(error.message + call_log(log)) from error


def exceeded(timeout_ms: float) -> str:
    """How Playwright says that a call has taken too long."""
    return f"Timeout {timeout_ms:.15g}ms exceeded."


def call_log(log: Sequence[str]) -> str:
    """A log as errors end with it: what repeats itself once, with how often it did."""
    lines = []
    for times, block in _blocks(log):
        for place, line in enumerate(block):
            text = line.strip()
            indent = "  " + line[: len(line) - len(line.lstrip())]
            counted = f"{times} \u00d7 " if times > 1 else "- "
            lines.append(f"{indent}{counted if place == 0 else '- '.rjust(len(counted))}{text}")
    return "\nCall log:\n" + "\n".join(lines) + "\n" if lines else ""


def _blocks(log: Sequence[str]) -> list[tuple[int, Sequence[str]]]:
    """Runs of lines that come several times in a row, each with how often; the others once."""
    blocks: list[tuple[int, Sequence[str]]] = []
    at = 0
    while at < len(log):
        times, size = 1, 1
        for length in range(1, min(_MAX_REPEATED, (len(log) - at) // 2) + 1):
            block = log[at : at + length]
            found = 1
            while log[at + found * length : at + (found + 1) * length] == block:
                found += 1
            if found > 1 and found * length > times * size:
                times, size = found, length
        blocks.append((times, log[at : at + size]))
        at += times * size
    return blocks
