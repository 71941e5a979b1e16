"""What a session says to a worker whose stream ends meanwhile."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from tabwright.v1.live_pb2 import AttachRequest

from server.live.session import _Worker


async def test_a_stream_that_ends_while_something_is_said_to_it_does_not_end_the_view() -> None:
    async def write(_: bytes) -> None:
        raise asyncio.CancelledError  # as gRPC does where the call was cancelled, and not the task

    await _Worker(cast(Any, SimpleNamespace(write=write))).write(AttachRequest())


async def test_a_view_that_ends_while_something_is_said_to_its_worker_ends() -> None:
    begun = asyncio.Event()

    async def write(_: bytes) -> None:
        begun.set()
        await asyncio.Event().wait()

    telling = asyncio.create_task(_Worker(cast(Any, SimpleNamespace(write=write))).write(AttachRequest()))
    await begun.wait()
    telling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await telling
