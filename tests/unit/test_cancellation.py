"""Cancellation reaches whoever waits."""

import asyncio

import store  # noqa: F401 - repairs asyncio.wait_for where that is needed


async def test_a_cancellation_is_not_lost_when_what_was_awaited_comes_at_the_same_moment() -> None:
    came = asyncio.Event()
    waiting = asyncio.create_task(asyncio.wait_for(came.wait(), timeout=10))
    await asyncio.sleep(0)
    came.set()
    await asyncio.sleep(0)
    was_waiting = waiting.cancel()
    await asyncio.wait([waiting])
    assert waiting.cancelled() == was_waiting
