"""`python -m worker.fallbacks [UID]`: reads one page's source and ends. Who has written that source, and the selectors,
may be hostile: they have this process, a few seconds of it, and nothing else.

On its input there is a line of JSON (charset, url, actions), and then the source; on its output, a line of JSON: title
and values, or `unreadable`, which says why.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys

from worker.fallbacks.reading import MAX_VALUES_BYTES, Unreadable, read_page

CPU_S = 6
MEMORY_BYTES = 1024 * 1024 * 1024
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38


def restrict(uid: int | None) -> None:
    """Gives up what the process does not need, and has it end with its worker."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if uid is not None:
        with contextlib.suppress(OSError):  # a container whose root may not: it stays what it is
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    asked = json.loads(sys.stdin.buffer.readline())
    try:
        told = read_page(sys.stdin.buffer.read(), asked["charset"], asked["url"], asked["actions"])
    except Unreadable as error:
        told = {"unreadable": str(error)}
    except (MemoryError, RecursionError):
        told = {"unreadable": "the page is nested too deeply, or takes too much memory"}
    text = json.dumps(told)
    if len(text) > MAX_VALUES_BYTES:
        text = json.dumps({"unreadable": f"what is read of it has more than {MAX_VALUES_BYTES} bytes"})
    sys.stdout.write(text)


if __name__ == "__main__":
    restrict(int(sys.argv[1]) if sys.argv[1:] else None)
    main()
