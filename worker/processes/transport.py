"""The pipe to the Playwright driver, in place of Playwright's own, which takes quadratic time for large messages.

It is made of parts of Playwright that are not public: tests/integration/test_transport.py notices when they change.
"""

import asyncio
import json
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from playwright._impl._connection import Connection
from playwright._impl._driver import compute_driver_executable
from playwright._impl._object_factory import create_remote_object
from playwright._impl._transport import PipeTransport
from playwright._repo_version import version
from playwright.async_api import Playwright

from worker.failures import TOO_LARGE

log = structlog.get_logger()

PIECE_BYTES = 256 * 1024
_ANSWER = re.compile(rb'\{"id":("[^"]*"|\d+),')
"""How an answer begins; what begins otherwise is an event."""


class DriverTransport(PipeTransport):
    """Reads what the driver sends: each message in time proportional to its size, and none beyond a size."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        environment: Mapping[str, str],
        max_message_bytes: int,
    ) -> None:
        """A call whose answer is larger than `max_message_bytes` fails, and nothing of it is kept."""
        super().__init__(loop)
        self._environment = environment
        self.max_message_bytes = max_message_bytes
        self.on_overflow: Callable[[int], None] = lambda _: None
        """Told the size of an event that is larger, of which nothing is kept either. The driver cannot be used any more
        then: what comes after it may be about what it has told.
        """
        self._process: asyncio.subprocess.Process | None = None
        self.received_bytes = 0
        """What has come so far: as long as it grows, the driver lives."""

    @property
    def pid(self) -> int:
        """The driver's process, once connected."""
        if self._process is None:
            raise RuntimeError("the driver has not been started")
        return self._process.pid

    async def connect(self) -> None:
        """Starts the driver."""
        self._stopped_future = self._loop.create_future()
        try:
            self._process = await asyncio.create_subprocess_exec(
                *compute_driver_executable(),
                "run-driver",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=PIECE_BYTES,
                env={
                    **self._environment,
                    "PW_LANG_NAME": "python",
                    "PW_LANG_NAME_VERSION": f"{sys.version_info.major}.{sys.version_info.minor}",
                    "PW_CLI_DISPLAY_VERSION": version,
                },
            )
        except Exception as error:
            self.on_error_future.set_exception(error)
            raise
        self._output = self._process.stdin

    def kill(self) -> None:
        """Ends the driver at once, if it has been started."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def run(self) -> None:
        """Hands on what the driver sends, until it ends or the connection is stopped."""
        try:
            while not self._stopped:
                message = await self._next()
                if message is not None and not self._stopped:
                    self.on_message(message)
                await asyncio.sleep(0)
        except asyncio.IncompleteReadError:
            if not self._stopped and not self.on_error_future.done():
                self.on_error_future.set_exception(Exception("Connection closed while reading from the driver"))
        except Exception as error:  # otherwise all that is waited for would be waited for in vain
            log.exception("driver.misread")
            self.on_error_future.set_exception(error)
            self.kill()
        try:
            if self._process is not None:
                await self._process.communicate()  # a driver that is stopped may have more to send before it ends
        finally:
            if not self._stopped_future.done():
                self._stopped_future.set_result(None)

    async def _next(self) -> Any:
        """The next message; None for one that is left out. Raises IncompleteReadError."""
        size = int.from_bytes(await self._read(4), "little")
        if size <= self.max_message_bytes:
            return json.loads(await self._read(size))
        head = await self._read(64)
        await self._leave_out(size - len(head))
        if answer := _ANSWER.match(head):
            text = f"the browser {TOO_LARGE}: {size} bytes, {self.max_message_bytes} at most"
            return {"id": json.loads(answer[1]), "error": {"error": {"name": "Error", "message": text, "stack": ""}}}
        self.on_overflow(size)
        return None

    async def _read(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            data += await self._piece(size - len(data))
        return bytes(data)

    async def _leave_out(self, size: int) -> None:
        while size:
            size -= len(await self._piece(size))

    async def _piece(self, most: int) -> bytes:
        reader = self._process.stdout if self._process is not None else None
        piece = await reader.read(min(most, PIECE_BYTES)) if reader is not None else b""
        if not piece:
            raise asyncio.IncompleteReadError(piece, most)
        self.received_bytes += len(piece)
        return piece


class DriverConnection:
    """Playwright, over a transport of ours."""

    def __init__(self, transport: DriverTransport) -> None:
        self._connection = Connection(None, create_remote_object, transport, asyncio.get_running_loop())
        self._transport = transport
        self._running: asyncio.Task[None] | None = None

    async def open(self) -> Playwright:
        """Starts the driver. Raises OSError, or what Playwright says."""
        self._running = asyncio.create_task(self._connection.run(), name="driver")
        opened, failed = self._connection.playwright_future, self._transport.on_error_future
        try:
            await asyncio.wait({opened, failed, self._running}, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            opened.cancel()  # else asyncio logs that nobody has asked why it failed
            raise
        if not opened.done():
            opened.cancel()
            await self._running
            raise failed.exception() or ConnectionError("the driver has ended")
        return Playwright(opened.result())

    async def close(self) -> None:
        """Ends the driver, and waits until it has ended."""
        await self._connection.stop_async()
