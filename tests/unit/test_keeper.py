"""What `tabwright up` becomes: nothing is lost while it begins anew."""

import asyncio
import os
import sys
from pathlib import Path

from cli.child import TakenOver

SOON_S = 30

# The signal comes at the last moment, and the thread takes it: those that wait for children block nothing.
_STOPPED_MEANWHILE = """
import asyncio, json, os, signal, sys, threading
from pathlib import Path
from cli import keeper
from cli.parts import Parts
from store.own_process import stop_on_signals

async def main():
    parts, stop = Parts(Path(sys.argv[1])), stop_on_signals()
    parts.hold()
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    write = os.execv

    def execv(*given):
        os.kill(os.getpid(), signal.SIGTERM)
        while signal.SIGTERM in signal.sigpending():
            pass
        write(*given)

    os.execv = execv
    await keeper.become(parts, ["ready"], [], stop)

asyncio.run(main())
"""


async def test_a_signal_that_comes_at_the_last_moment_stops_what_it_becomes(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", _STOPPED_MEANWHILE, str(tmp_path)),
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path)},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(SOON_S):
            told, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert told.decode().splitlines() == ["ready", "stopping…"]
    assert process.returncode == 0


async def test_a_child_that_has_ended_and_been_buried_before_is_one_that_has_ended() -> None:
    process = await asyncio.create_subprocess_exec("true")
    await process.wait()
    async with asyncio.timeout(SOON_S):
        assert await TakenOver(process.pid).wait() != 0
