"""A page in the fast lane, and the same page by Playwright."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError

from tests.lanes.comparing import pictures
from worker.browsers.launching import Launched, Launcher
from worker.egress.guard import Gate
from worker.processes.folder import Folder

Ask = Callable[[Any], Awaitable[Any]]

_OF_ONE_LANE = [
    (re.compile(r"^[A-Z]\w+\.\w+: "), ""),  # the method's name
    (re.compile(r"\n    at .*"), ""),  # where a script has failed
    (re.compile(r"\nCall log:\n.*", re.DOTALL), ""),
    (re.compile(r"Timeout \d+ms"), "Timeout"),  # what was left of it
]


class BothPages:
    """What is asked of both must have the same outcome: a value, pixels, or an error's words."""

    def __init__(self, fast: Any, slow: Any) -> None:
        self.fast = fast
        self.slow = slow

    async def goto(self, url: str) -> None:
        await self.fast.goto(url)
        await self.slow.goto(url)

    async def show(self, html: str) -> None:
        await self.fast.set_content(html)
        await self.slow.set_content(html)

    async def ask(self, ask: Ask) -> Any:
        """What comes of it, once it is known to be the same in both."""
        ours, theirs = await _outcome(ask(self.fast)), await _outcome(ask(self.slow))
        if isinstance(ours, bytes) and isinstance(theirs, bytes):
            assert_same_picture(ours, theirs)
        else:
            assert ours == theirs or (ours != ours and theirs != theirs)  # noqa: PLR0124 - as NaN is
        return ours


def assert_same_picture(ours: bytes, theirs: bytes) -> None:
    assert ours == theirs or [*pictures(ours, theirs)] == []


async def _outcome(asked: Awaitable[Any]) -> Any:
    try:
        return await asked
    except PlaywrightError as error:
        words = error.message
        for pattern, instead in _OF_ONE_LANE:
            words = pattern.sub(instead, words)
        return type(error).__name__, words.strip()


@pytest.fixture(scope="session")
async def lanes(open_gate: Callable[[], Awaitable[Gate]]) -> AsyncIterator[tuple[Launched, Launched]]:
    """The fast one's browser, and Playwright's."""
    folder = Folder()
    launcher = Launcher(folder, 2**26, lambda: None, needs_sandbox=False, open_gate=open_gate)
    engine, fast = await launcher.find("chromium", None, fast=True)
    slow = await launcher.launch(engine)
    yield fast, slow
    await fast.close()
    await slow.close()
    folder.remove()


@pytest.fixture
async def open_both(lanes: tuple[Launched, Launched]) -> AsyncIterator[Callable[..., Awaitable[BothPages]]]:
    """Opens pages with options of their contexts."""
    contexts = []

    async def open_both(**options: Any) -> BothPages:
        pages = []
        for lane in lanes:
            context = await lane.browser.new_context(**options)
            contexts.append(context)
            pages.append(await context.new_page())
        return BothPages(*pages)

    yield open_both
    for context in contexts:
        await context.close()


@pytest.fixture
async def pages(open_both: Callable[..., Awaitable[BothPages]]) -> BothPages:
    return await open_both(viewport={"width": 500, "height": 400})
