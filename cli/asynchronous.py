"""Commands that wait for several things: SIGTERM ends them as Ctrl-C does."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """asyncio.run, whose `work` SIGTERM cancels, as Ctrl-C does: it gives back what it holds. To raise an exception
    from a handler of the signal instead would break off whatever the loop is doing then.
    """
    with asyncio.Runner() as runner:
        try:
            return runner.run(_cancelled_by_sigterm(work))
        except asyncio.CancelledError:
            raise SystemExit(128 + signal.SIGTERM) from None


async def _cancelled_by_sigterm(work: Coroutine[Any, Any, Result]) -> Result:
    task = asyncio.create_task(work)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await task
