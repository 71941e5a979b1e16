"""What is read from the pipe to a browser: each message whole, none beyond a size, and the end of it all."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast import connection
from worker.browsers.fast.connection import TURN_S, Connection

MAX_BYTES = 1000
DEADLINE_S = 60.0


class Browser:
    """The other end of a pipe: what a browser would be told, and what it would say."""

    def __init__(self) -> None:
        self.commands_fd, self._to_browser = os.pipe()
        self._from_browser, self.answers_fd = os.pipe()
        self.has_gone = asyncio.Event()
        self.connection: Connection

    async def open(self) -> None:
        self.connection = await Connection.open(
            self._from_browser, self._to_browser, MAX_BYTES, on_close=self.has_gone.set
        )

    def says(self, *messages: dict[str, Any] | bytes) -> None:
        data = b"".join(
            (one if isinstance(one, bytes) else json.dumps(one, separators=(",", ":")).encode()) + b"\0"
            for one in messages
        )
        os.write(self.answers_fd, data)

    async def heard(self) -> list[dict[str, Any]]:
        """The commands that have come so far: those of one turn of the loop are sent together, at its end."""
        await asyncio.sleep(0)
        return [json.loads(one) for one in os.read(self.commands_fd, 65536).split(b"\0") if one]

    def dies(self) -> None:
        os.close(self.answers_fd)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    browser = Browser()
    await browser.open()
    yield browser
    browser.connection.close()
    if not browser.has_gone.is_set():
        browser.dies()
    os.close(browser.commands_fd)


async def answered(sent: asyncio.Future[dict[str, Any]]) -> dict[str, Any]:
    async with asyncio.timeout(DEADLINE_S):
        return await sent


async def test_answers_reach_their_commands_in_whatever_order_they_come(browser: Browser) -> None:
    root = browser.connection.root
    first, second = root.begin("Browser.getVersion"), root.begin("Target.getTargets", {"filter": []})
    assert [(one["method"], one["params"]) for one in await browser.heard()] == [
        ("Browser.getVersion", {}),
        ("Target.getTargets", {"filter": []}),
    ]
    browser.says({"id": 2, "result": {"n": 2}}, {"id": 1, "result": {"n": 1}})
    assert [await answered(first), await answered(second)] == [{"n": 1}, {"n": 2}]


async def test_a_message_that_comes_in_pieces_is_read_whole(browser: Browser) -> None:
    sent = browser.connection.root.begin("Page.enable")
    whole = json.dumps({"id": 1, "result": {"text": "ä" * 100}}, ensure_ascii=False).encode()
    os.write(browser.answers_fd, whole[:50])
    os.write(browser.answers_fd, whole[50:])
    os.write(browser.answers_fd, b"\0")
    assert await answered(sent) == {"text": "ä" * 100}


async def test_half_of_a_surrogate_pair_does_not_end_the_connection(browser: Browser) -> None:
    sent = browser.connection.root.begin("Runtime.evaluate")
    browser.says(b'{"id":1,"result":{"value":"\\ud800"}}')
    assert await answered(sent) == {"value": "\ud800"}


async def test_an_answer_that_is_too_large_fails_its_command_alone(browser: Browser) -> None:
    root = browser.connection.root
    large, small = root.begin("Page.captureScreenshot"), root.begin("Page.enable")
    browser.says({"id": 1, "result": {"data": "x" * MAX_BYTES}}, {"id": 2, "result": {}})
    with pytest.raises(PlaywrightError, match="sent more than a message may have: 10"):
        await answered(large)
    assert await answered(small) == {}


async def test_an_event_that_is_too_large_is_told_by_its_size(browser: Browser) -> None:
    told: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    browser.connection.on_overflow = told.set_result
    browser.says({"method": "Target.targetInfoChanged", "params": {"title": "x" * MAX_BYTES}})
    async with asyncio.timeout(DEADLINE_S):
        assert await told > MAX_BYTES


async def test_an_error_has_the_command_in_it(browser: Browser) -> None:
    sent = browser.connection.root.begin("Page.navigate")
    browser.says({"id": 1, "error": {"code": -32000, "message": "Cannot navigate to invalid URL"}})
    with pytest.raises(PlaywrightError) as told:
        await answered(sent)
    assert told.value.message == "Protocol error (Page.navigate): Cannot navigate to invalid URL"


async def test_events_reach_those_who_listen_to_their_session_and_nobody_else(browser: Browser) -> None:
    heard: list[str] = []
    done = asyncio.Event()
    first, second = browser.connection.session("A"), browser.connection.session("B")
    first.on("Page.loadEventFired", lambda _: heard.append("A"))
    second.on("Page.loadEventFired", lambda _: (heard.append("B"), done.set()))
    browser.says(
        {"method": "Page.loadEventFired", "params": {}, "sessionId": "A"},
        {"method": "Page.loadEventFired", "params": {}, "sessionId": "unknown"},
        {"method": "Page.loadEventFired", "params": {}, "sessionId": "B"},
    )
    async with asyncio.timeout(DEADLINE_S):
        await done.wait()
    assert heard == ["A", "B"]


async def test_what_waits_for_a_session_that_is_detached_is_told_that_it_has_closed(browser: Browser) -> None:
    session = browser.connection.session("A")
    sent, other = session.begin("Page.navigate"), browser.connection.root.begin("Browser.getVersion")
    browser.says(
        {"method": "Target.detachedFromTarget", "params": {"sessionId": "A"}}, {"id": 2, "result": {"product": "x"}}
    )
    with pytest.raises(PlaywrightError, match="has been closed"):
        await answered(sent)
    with pytest.raises(PlaywrightError, match="has been closed"):
        await answered(session.begin("Page.enable"))
    assert await answered(other) == {"product": "x"}


async def test_what_waits_for_a_browser_that_dies_is_told_so(browser: Browser) -> None:
    sent = browser.connection.session("A").begin("Page.navigate")
    browser.dies()
    async with asyncio.timeout(DEADLINE_S):
        await browser.has_gone.wait()
    for one in (sent, browser.connection.root.begin("Browser.getVersion")):
        with pytest.raises(PlaywrightError, match="Connection closed"):
            await answered(one)
    assert browser.connection.is_closed


async def test_what_comes_behind_an_event_whose_handler_fails_is_read(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(asyncio.get_running_loop(), "call_exception_handler", told.append)
    root = browser.connection.root
    root.on("Page.loadEventFired", lambda event: event["missing"])
    sent = root.begin("Page.enable")
    browser.says({"method": "Page.loadEventFired", "params": {}}, {"id": 1, "result": {"n": 1}})
    assert await answered(sent) == {"n": 1}
    assert [type(one["exception"]) for one in told] == [KeyError]


async def test_a_browser_that_tells_much_leaves_others_their_turn(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    now_s = 0.0

    def hear(_: dict[str, Any]) -> None:
        nonlocal now_s
        now_s += 2 * TURN_S
        seen.append("event")
        asyncio.get_running_loop().call_soon(seen.append, "others")

    monkeypatch.setattr(connection, "monotonic", lambda: now_s)
    root = browser.connection.root
    root.on("Page.loadEventFired", hear)
    sent = root.begin("Page.enable")
    browser.says(*[{"method": "Page.loadEventFired", "params": {}}] * 3, {"id": 1, "result": {}})
    await answered(sent)
    assert seen == ["event", "others"] * 3
    again = root.begin("Page.enable")
    browser.says({"id": 2, "result": {}})
    await answered(again)
