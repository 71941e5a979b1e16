"""The worker's egress guard: one process at a time, and a new one when it has died."""

import asyncio
from collections.abc import Callable, Sequence

import structlog

from worker.egress.guard import EgressGuard, Gate, GuardGone, NoPort
from worker.settings import WorkerSettings

log = structlog.get_logger()


class Egress:
    """Gives browsers their gates. It is started when the first browser needs it."""

    def __init__(
        self, settings: WorkerSettings, places: Sequence[tuple[str, int]], on_death: Callable[[], None]
    ) -> None:
        """`places` are hosts and ports that no browser may reach. `on_death` is called when the guard has died, or does
        not answer: the browsers that are open have no network any more.
        """
        self._settings = settings
        self._places = places
        self._on_death = on_death
        self._guard: EgressGuard | None = None
        self._starting = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """The number of the guard's process, while there is one."""
        return self._guard.pid if self._guard is not None else None

    async def open(self) -> Gate:
        """A way out for one browser. Raises GuardGone, NoPort."""
        async with self._starting:
            if self._guard is None:
                self._guard = await EgressGuard.start(self._settings, self._lost, places=self._places)
                log.info("egress.started", process_id=self._guard.pid)
            guard = self._guard
        return await guard.open()

    async def check(self) -> None:
        """Ends a guard that does not answer."""
        guard = self._guard
        if guard is None:
            return
        try:
            await (await guard.open()).close()
        except NoPort as error:
            log.warning("egress.short", error=str(error))
        except GuardGone:
            if self._guard is guard:
                log.warning("egress.hung", process_id=guard.pid)
                self._lost()
            await guard.close()

    async def close(self) -> None:
        guard, self._guard = self._guard, None
        if guard is not None:
            await guard.close()

    def _lost(self) -> None:
        self._guard = None
        self._on_death()
