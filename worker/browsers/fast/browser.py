"""A Chromium that is spoken to without Playwright, with what of Playwright's `Browser` jobs of the fast lane need."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Self

from worker.browsers.fast import emulation
from worker.browsers.fast.connection import AUTO_ATTACH, Connection, Session
from worker.browsers.fast.context import Context


class BrowserType:
    """Which browser it is."""

    name = "chromium"


class Browser:
    """One open browser."""

    browser_type = BrowserType()

    def __init__(self, connection: Connection, version: str, user_agent: str, downloads: Path) -> None:
        self.connection = connection
        self.version = version
        """Without the product's name."""
        self.user_agent = user_agent
        """As it has it where nobody changes it."""
        self.downloads = downloads
        """Where it may write files."""
        self.end: Callable[[], Awaitable[None]] = _no_process
        self._contexts: dict[str, Context] = {}
        self._told: list[Callable[[Browser], Any]] = []
        connection.root.on("Target.attachedToTarget", self._attached)

    @classmethod
    async def open(cls, connection: Connection, downloads: Path) -> Self:
        """Begins to speak to a browser that has just been started. Raises Playwright's error."""
        attaching = connection.root.begin("Target.setAutoAttach", AUTO_ATTACH)
        told = await connection.root.send("Browser.getVersion")
        await attaching
        return cls(connection, told["product"].partition("/")[2], told["userAgent"], downloads)

    @property
    def contexts(self) -> list[Context]:
        """Those that are open."""
        return [*self._contexts.values()]

    def is_connected(self) -> bool:
        return not self.connection.is_closed

    async def new_context(self, **options: Any) -> Context:
        """A fresh context, with Playwright's options. Raises Playwright's error."""
        emulation.check(options)
        making = self.connection.root.begin("Target.createBrowserContext", {"disposeOnDetach": True})
        try:
            told = await asyncio.shield(making)
        except asyncio.CancelledError:  # it is made all the same
            making.add_done_callback(self._dispose)
            raise
        context_id = told["browserContextId"]
        context = self._contexts[context_id] = await Context.open(self, context_id, options)
        return context

    def _dispose(self, making: asyncio.Future[dict[str, Any]]) -> None:
        if not making.cancelled() and making.exception() is None:
            self.connection.root.begin("Target.disposeBrowserContext", making.result())

    def forget(self, context: Context) -> None:
        """Has no more to do with a context that is closed."""
        self._contexts = {key: one for key, one in self._contexts.items() if one is not context}

    async def new_browser_cdp_session(self) -> Session:
        """One more session of the browser itself."""
        told = await self.connection.root.send("Target.attachToBrowserTarget")
        return self.connection.session(told["sessionId"])

    async def close(self) -> None:
        """Ends the browser. Returns when it has ended."""
        await self.end()

    def on(self, event: str, told: Callable[["Browser"], Any]) -> None:
        """Has a function called when the browser is `disconnected`, of which alone it tells."""
        if event != "disconnected":
            raise ValueError(f"a browser does not tell of {event}")
        self._told.append(told)

    def ended(self) -> None:
        """Tells whoever wants to know that the browser has ended."""
        for context in self.contexts:
            context.gone()
        for told in self._told:
            told(self)

    def _attached(self, params: dict[str, Any]) -> None:
        target, is_new = params["targetInfo"], params["waitingForDebugger"]
        context = self._contexts.get(target.get("browserContextId", ""))
        if context is not None and target["type"] in {"page", "service_worker"}:
            context.attached(self.connection.session(params["sessionId"]), target, waiting=is_new)
        elif is_new:  # else somebody has asked for it
            self.connection.root.begin("Target.detachFromTarget", {"sessionId": params["sessionId"]})


async def _no_process() -> None:
    """Of a browser that somebody else ends."""
