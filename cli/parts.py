"""The parts of an installation: started, watched, started again when they die, and stopped."""

import asyncio
import fcntl
import os
import shutil
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import IO, Any

from cli.child import Child, Command
from cli.exits import CommandError
from store.restarts import Restarts

ADDRESS_FILE = "address"
"""In the data folder while it runs: where its server is."""
GATEWAY_ADDRESS_FILE = "gateway-address"
"""And where its gateway is."""
STOP_GRACE_S = 15.0
_STOPPED_TOGETHER = (("server", "worker"), ("envoy",), ("postgres",))


class Parts:
    """The parts, and their folder, which they hold for themselves."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.logs = folder / "logs"
        self.is_ready = False
        """Whether all have started: then those that die are started again."""
        self._children: dict[str, Child] = {}
        self._watchers: dict[str, asyncio.Task[None]] = {}
        self._lock: IO[str] | None = None
        self._failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def hold(self) -> None:
        """Keeps other installations out of the folder. Raises BlockingIOError."""
        lock = (self.folder / "lock").open("w")
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._lock = lock

    async def run(self, name: str, command: Command, ready: Callable[[Child], Awaitable[None]] | None = None) -> None:
        """Starts a part, and a watcher that starts it again when it dies."""
        child = self._children[name] = await self._start(name, command)
        if ready is not None:
            await ready(child)
        self._watch(child)

    async def wait(self) -> None:
        """Never returns. Raises CommandError when a part keeps dying."""
        await asyncio.shield(self._failure)

    def check(self) -> None:
        """Raises CommandError when a part has died that is not started again."""
        if self._failure.done():
            self._failure.result()

    async def stop(self) -> None:
        """Stops all parts, each before those that it needs: the server answers its calls through the gateway, which so
        is still there. Leaves no process and no temporary file.
        """
        for watcher in self._watchers.values():
            watcher.cancel()
        await asyncio.gather(*self._watchers.values(), return_exceptions=True)
        for together in _STOPPED_TOGETHER:
            children = [self._children[name] for name in together if name in self._children]
            await asyncio.gather(*(child.stop(STOP_GRACE_S) for child in children))
        if self._lock is not None:
            shutil.rmtree(self.folder / "tmp", ignore_errors=True)
            for name in (ADDRESS_FILE, GATEWAY_ADDRESS_FILE):
                (self.folder / name).unlink(missing_ok=True)
            self._lock.close()

    def handed_over(self) -> dict[str, Any]:
        """What the program needs that this process is about to become, to go on with them."""
        if self._lock is None:
            raise RuntimeError("the folder is not held")
        os.set_inheritable(self._lock.fileno(), True)  # noqa: FBT003 - its signature
        children = [child.handed_over() for child in self._children.values()]
        return {"folder": str(self.folder), "lock": self._lock.fileno(), "children": children}

    @classmethod
    def taken_over(cls, given: Any) -> "Parts":
        """Goes on with the parts of the program that this process was before."""
        parts = cls(Path(given["folder"]))
        parts._lock = os.fdopen(given["lock"], "w")
        os.set_inheritable(given["lock"], False)  # noqa: FBT003 - its signature
        parts.is_ready = True
        for child in map(Child.taken_over, given["children"]):
            parts._children[child.name] = child
            parts._watch(child)
        return parts

    def _watch(self, child: Child) -> None:
        watching = self._watching(child.name, child.command)
        self._watchers[child.name] = asyncio.create_task(watching, name=f"watch {child.name}")

    async def _watching(self, name: str, command: Command) -> None:
        restarts = Restarts()
        while True:
            child = self._children[name]
            code = await child.wait()
            pause_s = restarts.pause_s()
            told = f"killed by signal {-code}" if code < 0 else f"exit code {code}"
            if not self.is_ready or pause_s is None:
                if not self._failure.done():
                    self._failure.set_exception(CommandError(f"{name} stopped ({told}): {child.last_words()}"))
                return
            print(f"{name} stopped ({told}): starting it again", file=sys.stderr, flush=True)
            await asyncio.sleep(pause_s)
            self._children[name] = await self._start(name, command)

    async def _start(self, name: str, command: Command) -> Child:
        # The gateway writes its access log, and nothing else, to its standard output.
        access_log = self.logs / "access.log" if name == "envoy" else None
        return await Child.start(name, command, self.logs / f"{name}.log", access_log)
