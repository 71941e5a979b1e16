"""What `tabwright up` becomes once everything runs: a program that keeps the parts, and nothing else.

All that starting takes is never needed again, and would stay in the memory: so this process begins anew as this
program, with its children, its lock and its ends of pipes. What it is to know comes in a file without a name, as
passwords are in it. `python -m cli.keeper FD` reads it.
"""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path
from typing import Any

from cli.exits import CommandError, ExitCode
from cli.parts import Parts
from cli.running import announced
from store.doorbell import answered
from store.own_process import keep_to_itself, stop_on_signals, unless

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


async def become(parts: Parts, lines: Sequence[str], metrics: Sequence[socket.socket], stop: asyncio.Event) -> None:
    """Goes on as this program, which says these lines first, and does not return; it does where `stop` is set by then.

    `metrics`: where it answers who asks for them. Raises OSError.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)  # the program lets those in that come meanwhile
    # Other threads block nothing, such as those that wait for children. What one of them takes is noted in a pipe.
    noted, note = os.pipe()
    os.set_blocking(note, False)
    before = signal.set_wakeup_fd(note)
    try:
        for _ in range(5):
            await asyncio.sleep(0)  # a signal that has come before is heard now
        if stop.is_set():
            return
        os.set_inheritable(noted, True)  # noqa: FBT003 - its signature
        for one in metrics:
            os.set_inheritable(one.fileno(), True)  # noqa: FBT003 - its signature
        given = {**parts.handed_over(), "lines": [*lines], "metrics": [one.fileno() for one in metrics], "noted": noted}
        file = os.memfd_create("tabwright", 0)
        os.write(file, json.dumps(given).encode())
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(sys.executable, [sys.executable, "-P", "-m", "cli.keeper", str(file)])  # noqa: S606 - no shell is wanted
    finally:
        signal.set_wakeup_fd(before)
        os.close(note)
        if _is_noted(noted):
            stop.set()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)


def _is_noted(pipe: int) -> bool:
    """Whether one of our signals has come. The pipe has no other end any more, and is closed."""
    with open(pipe, "rb") as file:
        return not set(file.read()).isdisjoint(_SIGNALS)


async def keep(given: Any) -> None:
    """Keeps the parts until a signal stops it, and leaves nothing behind. Raises CommandError when one keeps dying."""
    stop = stop_on_signals()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    if _is_noted(given["noted"]):
        stop.set()
    parts = Parts.taken_over(given)
    metrics = [socket.socket(fileno=number) for number in given["metrics"]]
    for one in metrics:
        one.set_inheritable(False)
    async with AsyncExitStack() as closing:
        closing.push_async_callback(parts.stop)
        await closing.enter_async_context(answered(metrics, _metrics))
        closing.enter_context(announced(Path(given["folder"])))
        print(*given["lines"], sep="\n", flush=True)
        if not await unless(stop, parts.wait()):
            print("stopping…", flush=True)


def _metrics(sockets: Sequence[socket.socket]) -> AbstractAsyncContextManager[None]:
    from cli.metrics import serving  # noqa: PLC0415 - it takes as much memory as all the rest

    return serving(sockets)


def main() -> int:
    keep_to_itself()
    with open(int(sys.argv[1]), "rb") as file:  # noqa: PTH123 - it has no name
        file.seek(0)
        given = json.load(file)
    try:
        asyncio.run(keep(given))
    except CommandError as error:
        from cli.text import visible_lines  # noqa: PLC0415 - it is rarely needed

        print(visible_lines(f"tabwright: {error}"), file=sys.stderr)
        return error.code
    return ExitCode.OK


if __name__ == "__main__":
    sys.exit(main())
