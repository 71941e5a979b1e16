"""Calls to a browser for a person: none of them is waited for long, whatever the page does."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from worker.live.deeds import Refused

LIMIT_S = 2.0
"""How long a page may take."""
ABORT_S = 1.0
"""How long its driver may take to give a call up."""
MOST_STUCK = 4
"""How many calls may be neither answered nor given up. Who hangs so is killed by those who look after drivers."""

Answer = TypeVar("Answer")

SILENT = "the page does not answer"
FAILED = "the page could not do that"


class Calls:
    """The calls for one job. None of them outlives it."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._stuck: set[asyncio.Task[Any]] = set()

    async def ask(
        self, call: Coroutine[Any, Any, Answer], *, unless: asyncio.Event | None = None, limit_s: float = LIMIT_S
    ) -> Answer | None:
        """What a call answers. None, too, once `unless` is set: the call then ends when it will. Raises Refused where
        the page takes too long or cannot do it; what the browser says about it may have what was entered, and is told
        nobody.
        """
        if len(self._stuck) >= MOST_STUCK:
            call.close()
            raise Refused(SILENT)
        task = self.begin(call)
        waiting: set[asyncio.Task[Any]] = {task}
        if unless is not None:
            waiting.add(asyncio.ensure_future(unless.wait()))
        try:
            await asyncio.wait(waiting, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            task.cancel()
            raise
        finally:
            for one in waiting - {task}:
                one.cancel()
        if not task.done() and unless is not None and unless.is_set():
            return None
        if not task.done():
            await self._give_up(task)
            raise Refused(SILENT)
        return _result(task)

    def begin(self, call: Coroutine[Any, Any, Answer]) -> asyncio.Task[Answer]:
        """Has something done for which nobody waits."""
        task = asyncio.create_task(call)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def close(self) -> None:
        """Gives up all that is under way."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=LIMIT_S)

    async def _give_up(self, task: asyncio.Task[Any]) -> None:
        task.cancel()
        self._stuck.add(task)
        await asyncio.wait({task}, timeout=ABORT_S)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        self._stuck.discard(task)
        if not task.cancelled():
            task.exception()  # it has been told where anybody waited


def _result(task: asyncio.Task[Answer]) -> Answer:
    if task.cancelled():
        raise Refused(FAILED)
    error = task.exception()
    if isinstance(error, Refused):
        raise error
    if error is not None:  # Playwright's errors; a dead driver says so with bare Exceptions
        raise Refused(FAILED) from None
    return task.result()


async def quietly(call: Coroutine[Any, Any, Any]) -> None:
    """Does what need not succeed."""
    with suppress(Refused):
        await call
