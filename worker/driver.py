"""The Playwright driver: the Node process between us and the browsers."""

import asyncio
import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Self

import psutil
import structlog
from playwright.async_api import Playwright, async_playwright

from worker.engines import TAG
from worker.environment import environment
from worker.folder import Folder

log = structlog.get_logger()

START_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 5.0
ANSWER_TIMEOUT_S = 10.0

_PRELOAD = Path(__file__).with_name("driver_preload.js")


class Driver:
    """One run of the driver, and the news of its death.

    Playwright does not tell: a browser of a dead driver says that it is connected. So we watch the process.
    """

    def __init__(self, playwright: Playwright, pid: int, on_death: Callable[[], None]) -> None:
        self.playwright = playwright
        self.pid = pid
        self.is_dead = False
        self._on_death = on_death
        self._pidfd = os.pidfd_open(pid)
        asyncio.get_running_loop().add_reader(self._pidfd, self._on_exit)

    @classmethod
    async def start(cls, folder: Folder, on_death: Callable[[], None]) -> Self:
        """Starts the driver; its temporary files and its browsers' go to `folder`. Calls `on_death` should it die."""
        ours = psutil.Process()
        before = {child.pid for child in ours.children()}
        with environment(TMPDIR=str(folder.path), NODE_OPTIONS=_node_options()):
            async with asyncio.timeout(START_TIMEOUT_S):
                playwright = await async_playwright().start()
        (pid,) = {child.pid for child in ours.children()} - before
        return cls(playwright, pid, on_death)

    async def stop(self) -> None:
        """Ends the driver, and with it every browser of its."""
        self._forget_process()
        self.is_dead = True
        try:
            async with asyncio.timeout(STOP_TIMEOUT_S):
                await self.playwright.stop()
        except Exception as error:  # noqa: BLE001 - a broken driver may answer anything: it is killed
            log.warning("driver.killed", pid=self.pid, error=str(error))
        kill(self.pid)

    async def check(self) -> None:
        """Kills the driver, and with it its browsers, when it does not answer.

        No other deadline helps then: Playwright's calls, when they are cancelled, wait for the driver to hear of it.
        """
        asking = asyncio.create_task(self._ask())
        answered, _ = await asyncio.wait({asking}, timeout=ANSWER_TIMEOUT_S)
        if not answered:
            log.warning("driver.hung", pid=self.pid)
            kill(self.pid)
            await asking

    async def _ask(self) -> None:
        try:
            await (await self.playwright.request.new_context()).dispose()
        except Exception as error:  # noqa: BLE001 - it is dead, which it says with bare Exceptions
            log.debug("driver.gone", error=str(error))

    def browser_pid(self, tag: str) -> int:
        """The browser that was launched with this tag, one of the driver's child processes. Raises ValueError."""
        with contextlib.suppress(psutil.NoSuchProcess):
            for child in psutil.Process(self.pid).children():
                with contextlib.suppress(psutil.Error):
                    if child.environ().get(TAG) == tag:
                        return child.pid
        raise ValueError("the browser is gone")

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


def kill(pid: int) -> None:
    """Kills a process and all that it has started."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for one in [process, *process.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
