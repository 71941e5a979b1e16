"""`python -m worker.egress FD UID`: the guard's process, started by a worker with one end of a channel."""

import asyncio
import contextlib
import ctypes
import os
import resource
import signal
import socket
import sys

from worker.egress.control import LONGEST_MESSAGE, Control

FILES = 65_536
"""Of these each connection needs two."""
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38


def restrict(uid: int | None) -> None:
    """Gives up what the process does not need, and has it end with its worker."""
    with contextlib.suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    if uid is not None:
        with contextlib.suppress(OSError):  # a container whose root may not: it stays what it is
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        library.prctl(_PR_SET_DUMPABLE, 0)
        library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


async def main(channel: socket.socket) -> None:
    reader, writer = await asyncio.open_connection(sock=channel, limit=LONGEST_MESSAGE)
    await Control(reader, writer).run()


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # they are for the worker, whose jobs go on for a while: it says when
    uid = int(sys.argv[2]) if sys.argv[2:] else None
    restrict(uid)
    asyncio.run(main(socket.socket(fileno=int(sys.argv[1]))))
    os._exit(0)  # threads of c-ares are not waited for
