"""The process of a browser that we speak to ourselves, in place of Playwright's driver."""

import asyncio
import os
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from fcntl import F_SETPIPE_SZ, fcntl
from pathlib import Path
from typing import Self

import structlog
from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import Connection
from worker.processes.home import kill
from worker.processes.watched import Watched

log = structlog.get_logger()

STOP_TIMEOUT_S = 5.0
_PIPE_BYTES = 2**20
"""How much of a picture the pipe holds: with the usual 64 KiB, browser and worker wake each other up more often."""
_COMPLAINT_LINES = 50
_COMPLAINT_BYTES = 2000
"""What is kept of what a browser complains about, and of each line."""
# The browser's ends of the pipe come as its standard input and output, which every shell can name.
_SHELL = 'exec "$@" 3<&0 4>&1 0</dev/null 1>/dev/null'


class FastDriver(Watched):
    """One browser, and the news of its death."""

    def __init__(
        self, process: asyncio.subprocess.Process, max_message_bytes: int, on_death: Callable[[], None]
    ) -> None:
        super().__init__(process.pid, max_message_bytes)
        self._process = process
        self._on_death = on_death
        self.on_end: Callable[[], None] = lambda: None
        """Told that the browser has ended, however it has."""
        self._connection: Connection | None = None
        self._complaints: deque[str] = deque(maxlen=_COMPLAINT_LINES)
        self._listening = asyncio.create_task(self._listen(), name="browser's complaints")

    @classmethod
    async def start(
        cls,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        *,
        max_message_bytes: int,
        on_death: Callable[[], None],
    ) -> Self:
        """Starts a browser in a folder, by a command that leaves it in its own process. Calls `on_death` should it die.

        A call whose answer is larger than `max_message_bytes` fails. Raises OSError.
        """
        its_input, our_output = os.pipe()
        our_input, its_output = os.pipe()
        with suppress(OSError):  # users may have so much in pipes, and no more
            fcntl(our_input, F_SETPIPE_SZ, _PIPE_BYTES)
        try:
            process = await asyncio.create_subprocess_exec(
                *("sh", "-c", _SHELL, "sh", *command),
                stdin=its_input,
                stdout=its_output,
                stderr=asyncio.subprocess.PIPE,
                env=environment,
                cwd=folder,
                start_new_session=True,
            )
        except BaseException:
            os.close(our_input)
            os.close(our_output)
            raise
        finally:
            os.close(its_input)
            os.close(its_output)
        driver = cls(process, max_message_bytes, on_death)
        try:
            driver._connection = await Connection.open(our_input, our_output, max_message_bytes, driver._on_exit)
        except BaseException:
            kill(driver.pid)
            raise
        return driver

    @property
    def connection(self) -> Connection:
        """The pipe."""
        if self._connection is None:
            raise RuntimeError("the browser has not been started")
        return self._connection

    @property
    def received_bytes(self) -> int:
        return self.connection.received_bytes

    def on_overflow(self, told: Callable[[int], None]) -> None:
        self.connection.on_overflow = told

    async def complaints(self) -> list[str]:
        """What a browser that has ended has complained about; of one that has hung up and stays, or has left something
        behind that could complain yet, what has come in good time.
        """
        await asyncio.wait([self._listening], timeout=STOP_TIMEOUT_S)
        return [*self._complaints]

    async def stop(self) -> None:
        """Ends the browser at once: nothing that it has written is to be kept. May be called again."""
        self.is_dead = True
        self.connection.close()
        if self._process.returncode is None:
            kill(self.pid)
        try:
            async with asyncio.timeout(STOP_TIMEOUT_S):
                await self._process.wait()
        except TimeoutError:
            log.warning("browser.stays", pid=self.pid)
        self._listening.cancel()

    async def _ask(self) -> None:
        with suppress(PlaywrightError):
            await self.connection.root.send("Browser.getVersion")

    async def _listen(self) -> None:
        """Reads what the browser complains about: else it would wait at a full pipe some time."""
        reader = self._process.stderr
        if reader is None:
            return
        rest = b""
        while piece := await reader.read(2**16):
            *lines, rest = (rest + piece).split(b"\n")
            self._complaints.extend(line[:_COMPLAINT_BYTES].decode(errors="replace") for line in lines)
            rest = rest[:_COMPLAINT_BYTES]

    def _on_exit(self) -> None:
        self.on_end()
        if not self.is_dead:
            log.warning("driver.died", pid=self.pid)
            self.is_dead = True
            self._on_death()
