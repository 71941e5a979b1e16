"""What each process of ours does with itself, also one that loads nothing else: keeping to itself, stopping on a
signal, and leaving no child behind.
"""

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4


def keep_to_itself() -> None:
    """Has nobody else read what this process and those that it starts write, nor its environment and memory, even those
    who run as the same user: browsers may. A process that becomes another program does it anew.
    """
    os.umask(0o077)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0)


def dies_with_us(number: signal.Signals = signal.SIGKILL) -> Callable[[], None]:
    """Makes the function by which a child that was just forked has the kernel send it a signal when this process dies.

    The kernel binds that to the thread that forks: fork from the main thread only. It forgets it when the user changes,
    so that comes first.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def child() -> None:
        if sys.platform == "linux":
            libc.prctl(_PR_SET_PDEATHSIG, number)
            if os.getppid() != parent:  # we died in between
                os._exit(1)

    return child


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, object]) -> bool:
    """Does the work, or cancels it when `stop` is set, and waits until it has cleaned up.

    Returns whether it was done.
    """
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        if not working.done():
            working.cancel()
    try:
        await working
    except asyncio.CancelledError:
        return False
    return True
