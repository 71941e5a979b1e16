"""The process of the egress guard: what it knows, how it ends, and what is left without it."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from tests.fixtures.egress import PUBLIC, Egress, call
from worker.egress.guard import UID, EgressGuard, Gate, GuardGone, NoPort
from worker.settings import WorkerSettings

SITE = PUBLIC[0]
SECRET = "postgresql://ann:secret@db.test/jobs"


async def test_the_guard_needs_little_and_owns_nothing(egress: Egress) -> None:
    process = psutil.Process(egress.guard.pid)
    assert process.memory_full_info().pss < 40 * 1024 * 1024
    if os.geteuid() == 0:
        assert set(process.uids()) == set(process.gids()) == {UID}


@pytest.fixture
async def other_guard(
    egress: Egress, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[EgressGuard, asyncio.Event]]:
    monkeypatch.setenv("DATABASE_URL", SECRET)
    died = asyncio.Event()
    guard = await EgressGuard.start(WorkerSettings(), died.set)
    yield guard, died
    await guard.close()


async def test_the_guard_knows_nothing_of_the_workers_secrets(
    other_guard: tuple[EgressGuard, asyncio.Event],
) -> None:
    assert SECRET.encode() not in Path(f"/proc/{other_guard[0].pid}/environ").read_bytes()


async def test_signals_for_the_worker_leave_the_guard_to_its_jobs(egress: Egress) -> None:
    process = psutil.Process(egress.guard.pid)
    for number in (signal.SIGTERM, signal.SIGINT):
        process.send_signal(number)
    assert await egress.rule(SITE) is None


async def test_a_guard_that_has_no_port_for_one_more_browser_goes_on_for_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nulimit -n 40\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    died = asyncio.Event()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", str(python))
        guard = await EgressGuard.start(WorkerSettings(), died.set)
    gates: list[Gate] = []

    async def open_all() -> None:
        while len(gates) < 40:
            gates.append(await guard.open())

    with pytest.raises(NoPort, match="Too many open files"):
        await open_all()
    await gates[0].admit([], on_failure=lambda _: None)
    await gates.pop().close()
    await guard.open()
    assert not died.is_set()
    await guard.close()


async def test_without_the_guard_there_is_no_network_and_the_worker_knows(
    egress: Egress, other_guard: tuple[EgressGuard, asyncio.Event]
) -> None:
    guard, died = other_guard
    gate = await guard.open()
    psutil.Process(guard.pid).kill()
    async with asyncio.timeout(60):
        await died.wait()
    with pytest.raises(OSError):  # noqa: PT011 - refused, or reset
        await call(gate.port, SITE, egress.machine.port)
    with pytest.raises(GuardGone):
        await gate.admit([], on_failure=lambda _: None)
    assert await gate.failure(SITE, 80) is None
    await gate.close()


async def test_the_guard_ends_with_its_worker(other_guard: tuple[EgressGuard, asyncio.Event]) -> None:
    guard, died = other_guard
    process = psutil.Process(guard.pid)
    guard._writer.close()  # as the end of a worker does
    async with asyncio.timeout(60):
        await died.wait()
        await guard._process.wait()
    assert not process.is_running()
