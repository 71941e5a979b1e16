"""Starting Playwright's driver."""

import asyncio
import gc
from pathlib import Path
from typing import Any

import pytest

from worker.processes.driver import Driver
from worker.processes.transport import DriverTransport


async def test_a_start_that_is_cancelled_leaves_no_error_that_nobody_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    before = asyncio.all_tasks()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: told.append(context))
    starting = [asyncio.create_task(Driver.start(tmp_path, max_message_bytes=2**20, on_death=lambda: None))]
    monkeypatch.setattr(DriverTransport, "send", lambda *_: starting[0].cancel())
    try:
        with pytest.raises(asyncio.CancelledError):
            await starting[0]
        starting.clear()
        await asyncio.wait([task for task in asyncio.all_tasks() - before if task.get_name() == "driver"])
        await asyncio.sleep(0)
        gc.collect()
    finally:
        loop.set_exception_handler(None)
    assert told == []
