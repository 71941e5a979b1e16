"""The Playwright driver: the Node process between us and a browser. Each browser has one of its own."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Self

import structlog
from playwright.async_api import Playwright

from worker.processes.environment import minimal
from worker.processes.home import kill
from worker.processes.sight import ENGINES
from worker.processes.transport import DriverConnection, DriverTransport
from worker.processes.watched import Watched

log = structlog.get_logger()

START_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 5.0

_PRELOAD = Path(__file__).with_name("driver_preload.js")
_COMPILED = "compiled"


class Driver(Watched):
    """One run of the driver, and the news of its death.

    Playwright does not tell: a browser of a dead driver says that it is connected. So we watch the process.
    """

    def __init__(
        self,
        connection: DriverConnection,
        transport: DriverTransport,
        playwright: Playwright,
        on_death: Callable[[], None],
    ) -> None:
        super().__init__(transport.pid, transport.max_message_bytes)
        self.playwright = playwright
        self._connection = connection
        self._transport = transport
        self._on_death = on_death
        self._pidfd = os.pidfd_open(self.pid)
        asyncio.get_running_loop().add_reader(self._pidfd, self._on_exit)

    @classmethod
    async def start(
        cls,
        folder: Path,
        *,
        max_message_bytes: int,
        on_death: Callable[[], None],
    ) -> Self:
        """Starts the driver; its temporary files and its browser's go to `folder`. Calls `on_death` should it die.

        A call whose answer is larger than `max_message_bytes` fails.
        """
        environment = {
            **minimal(folder),
            "NODE_OPTIONS": _node_options(),
            # Half of the time that a driver takes to start goes into compiling what the last one has compiled.
            "NODE_COMPILE_CACHE": str(folder.parent / _COMPILED),
            # Pictures wait for fonts as long as these say (worker/page/extent.py), and not as long as there is time.
            "PW_TEST_SCREENSHOT_NO_FONTS_READY": "1",
        }
        transport = DriverTransport(asyncio.get_running_loop(), environment, max_message_bytes)
        connection = DriverConnection(transport)
        try:
            async with asyncio.timeout(START_TIMEOUT_S):
                playwright = await connection.open()
                for name, script in ENGINES.items():
                    await playwright.selectors.register(name, script, content_script=True)
        except BaseException:
            transport.kill()
            raise
        return cls(connection, transport, playwright, on_death)

    @property
    def received_bytes(self) -> int:
        return self._transport.received_bytes

    def on_overflow(self, told: Callable[[int], None]) -> None:
        self._transport.on_overflow = told

    async def stop(self) -> None:
        self._forget_process()
        self.is_dead = True
        try:
            async with asyncio.timeout(STOP_TIMEOUT_S):
                await self._connection.close()
        except Exception as error:  # noqa: BLE001 - a broken driver may answer anything: it is killed
            log.warning("driver.killed", pid=self.pid, error=str(error))
        kill(self.pid)

    async def _ask(self) -> None:
        try:
            await (await self.playwright.request.new_context()).dispose()
        except Exception as error:  # noqa: BLE001 - it is dead, which it says with bare Exceptions
            log.debug("driver.gone", error=str(error))

    def _on_exit(self) -> None:
        self._forget_process()
        log.warning("driver.died", pid=self.pid)
        self.is_dead = True
        self._on_death()

    def _forget_process(self) -> None:
        if self._pidfd >= 0:
            asyncio.get_running_loop().remove_reader(self._pidfd)
            os.close(self._pidfd)
            self._pidfd = -1


def _node_options() -> str:
    """Those that are set already, and our own script."""
    script = str(_PRELOAD).replace("\\", "\\\\").replace('"', '\\"')
    return f'{os.environ.get("NODE_OPTIONS", "")} --require "{script}"'.strip()
