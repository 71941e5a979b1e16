"""The pipe to the driver: large messages cost what they weigh, too large ones end one call, and a busy driver lives.

It is made of parts of Playwright that are not public: here is noticed when another release has changed them.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from tests.fixtures.site import TestSite
from worker.browsers.launching import Launched, Launcher
from worker.egress.guard import Gate
from worker.failures import step_failure
from worker.processes import transport as transport_module
from worker.processes import watched
from worker.processes.driver import Driver
from worker.processes.folder import Folder
from worker.processes.transport import PIECE_BYTES, DriverTransport

pytestmark = pytest.mark.slow  # has browsers of its own

MAX_MESSAGE_BYTES = 40 * 2**20
SPEAKER = """
import json, sys
for message in [{"text": "before"}, "x" * 2000, {"text": "after"}]:
    data = json.dumps(message).encode()
    sys.stdout.buffer.write(len(data).to_bytes(4, "little") + data)
"""


@pytest.fixture
async def launched(open_gate: Callable[[], Awaitable[Gate]]) -> AsyncIterator[Launched]:
    folder = Folder()
    launcher = Launcher(folder, MAX_MESSAGE_BYTES, lambda: None, needs_sandbox=False, open_gate=open_gate)
    _, launched = await launcher.find("chromium", None)
    yield launched
    await launched.close()
    folder.remove()


@pytest.fixture
async def driver(launched: Launched) -> Driver:
    return launched.driver


@pytest.fixture
async def page(launched: Launched, site: TestSite) -> Page:
    page = await launched.browser.new_page()
    await page.goto(site.page("colours.html"))
    return page


async def test_a_large_message_is_read_in_pieces_each_once(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    size, pieces, read = 30 * 2**20, 0, DriverTransport._piece

    async def counted(self: DriverTransport, most: int) -> bytes:
        nonlocal pieces
        pieces += 1
        return await read(self, most)

    monkeypatch.setattr(DriverTransport, "_piece", counted)
    assert len(await page.evaluate(f"'x'.repeat({size})")) == size
    assert pieces < 2 * (size // 2**15)  # a pipe gives 32 KiB and more at a time
    assert PIECE_BYTES >= 2**15


async def test_an_answer_beyond_the_limit_fails_its_call_and_nothing_else(page: Page) -> None:
    with pytest.raises(PlaywrightError, match="more than a message may have") as raised:
        await page.evaluate(f"'x'.repeat({MAX_MESSAGE_BYTES})")
    assert step_failure(raised.value).error_type == "ARTIFACT_TOO_LARGE"
    assert str(MAX_MESSAGE_BYTES) in str(step_failure(raised.value))
    assert await page.evaluate("1 + 1") == 2


async def test_an_event_beyond_the_limit_is_told_of_with_its_size_and_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "driver.py").write_text(SPEAKER)
    monkeypatch.setattr(transport_module, "compute_driver_executable", lambda: (sys.executable, tmp_path / "driver.py"))
    transport = DriverTransport(asyncio.get_running_loop(), {}, 1000)
    heard: list[Any] = []
    transport.on_message, transport.on_overflow = heard.append, heard.append
    await transport.connect()
    async with asyncio.timeout(60):
        await transport.run()
    assert heard == [{"text": "before"}, 2002, {"text": "after"}]


async def test_a_driver_that_sends_something_else_before_its_answer_is_not_killed(
    driver: Driver, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "ANSWER_TIMEOUT_S", 0.5)
    asked, ask = asyncio.Event(), driver._ask

    async def ask_later() -> None:
        await asked.wait()
        await ask()

    monkeypatch.setattr(driver, "_ask", ask_later)
    checking = asyncio.create_task(driver.check())
    ends = asyncio.get_running_loop().time() + 3 * watched.ANSWER_TIMEOUT_S
    while asyncio.get_running_loop().time() < ends:
        await page.evaluate("1")
    assert not checking.done()
    asked.set()
    await checking
    assert not driver.is_dead
