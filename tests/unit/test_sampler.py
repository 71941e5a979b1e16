"""Samples of the load of this machine."""

import asyncio
import time

import pytest

from worker.load import sampler as sampler_module
from worker.load.machine import Machine
from worker.load.sampler import Sample, Sampler


async def test_a_sample_tells_of_this_machine_and_how_late_the_loop_was_since_the_last_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sampler_module, "INTERVAL_S", 0.01)
    monkeypatch.setattr(sampler_module, "_LAG_INTERVAL_S", 0.01)
    seen: asyncio.Queue[Sample] = asyncio.Queue()
    running = asyncio.create_task(Sampler(Machine(), lambda: True).run(seen.put_nowait))
    first = await seen.get()
    assert first.memory
    assert all(0 < one.share <= 1 for one in first.memory)
    await seen.get()
    time.sleep(0.3)  # noqa: ASYNC251 - the loop shall stand still
    lags = [(await seen.get()).lag_s for _ in range(3)]
    assert max(lags) >= 0.2
    last = await seen.get()
    assert last.is_slow
    assert last.cpu is None or 0 <= last.cpu <= 1
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
