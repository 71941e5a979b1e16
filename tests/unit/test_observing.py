"""Looks that go on whatever comes of one."""

import asyncio
from contextlib import suppress

from structlog.testing import capture_logs

from store.database.observing import observe
from store.errors import DatabaseUnavailable


async def test_a_look_goes_on_when_the_database_is_away_and_when_it_was_our_mistake() -> None:
    outcomes = [DatabaseUnavailable(OSError("gone")), ValueError("ours"), None]
    looked, all_done = 0, asyncio.Event()

    async def look() -> None:
        nonlocal looked
        outcome, looked = outcomes[looked], looked + 1
        if outcome is None:
            all_done.set()
            await asyncio.Event().wait()
        raise outcome  # type: ignore[misc]

    with capture_logs() as logs:
        task = asyncio.create_task(observe(look, interval_s=0, name="score"))
        async with asyncio.timeout(60):
            await all_done.wait()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert [(line["event"], line["of"]) for line in logs] == [("look.unavailable", "score"), ("look.broken", "score")]
