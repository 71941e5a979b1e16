"""Finding locators on a page that takes too long for it."""

import asyncio
from typing import Any, cast

import pytest
from playwright.async_api import ElementHandle, Frame

from worker.page.exploring import locating


async def test_a_page_that_does_not_answer_in_time_is_asked_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes on with all that it was asked: a snapshot would wait for that, and the job with it."""
    asked = 0

    class Slow:
        async def evaluate_all(self, *_: Any) -> None:
            nonlocal asked
            asked += 1
            await asyncio.Event().wait()

    monkeypatch.setattr(locating, "locate", lambda *_: Slow())
    monkeypatch.setattr(locating, "ANSWER_S", 0.01)
    finding = locating.Locating(seconds=60)
    frame, handle = cast("Frame", None), cast("ElementHandle", None)
    facts = {"tag": "button", "role": "button", "name": "Send", "testId": "send", "path": "body > button"}
    found = await asyncio.gather(*[finding.locate(frame, facts, handle, []) for _ in range(20)])
    assert found == [None] * 20
    assert finding.is_out_of_time
    assert 0 < asked <= locating.MAX_AT_ONCE
