"""Breaking off a step that only waits, so that it can be done again later."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from worker.waiting import Waiting


class BrokenOff(Exception):
    """The step that ran was broken off. It has done nothing but wait."""


class Breaking:
    """Breaks off the step that runs, of one attempt."""

    def __init__(self, is_wished: Callable[[], bool]) -> None:
        self._is_wished = is_wished
        self._task: asyncio.Task[Any] | None = None
        self._waiting: Waiting | None = None
        self._is_asked = False
        self._has_broken = False

    @contextmanager
    def breakable(self, waiting: Waiting) -> Iterator[None]:
        """Surrounds a step. Raises BrokenOff where it was broken off, in place of whatever that causes. What ends the
        attempt comes first.
        """
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a step needs a task to be broken off")
        self._task, self._waiting, self._has_broken, self._is_asked = task, waiting, False, False
        waiting.told = self.look
        before = task.cancelling()
        try:
            yield
        except BaseException:
            if not self._has_broken or task.uncancel() > before:
                raise
            raise BrokenOff from None
        else:
            if self._has_broken:  # it was faster
                task.uncancel()
        finally:
            self._task = self._waiting = None

    def look(self) -> None:
        """Breaks the step off if that is wished, and sure to do no harm."""
        is_sure = self._waiting is not None and self._waiting.is_sure
        if not is_sure or not (self._is_asked or self._is_wished()) or self._task is None or self._has_broken:
            return
        if (
            asyncio.current_task() is self._task
        ):  # a step that ends before it waits would leave the cancel to what comes
            asyncio.get_running_loop().call_soon(self.look)
            return
        self._has_broken = True
        self._task.cancel()

    def break_off(self) -> bool:
        """Breaks the step off, now or as soon as that is sure to do no harm. Returns whether it waits; it may still end
        before.
        """
        self._is_asked = self._waiting is not None and self._waiting.is_only
        self.look()
        return self._is_asked
