"""What pages of the fast lane download: files that their browser writes to its folder."""

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.scope import heard
from worker.browsers.fast.telling import told

if TYPE_CHECKING:
    from worker.browsers.fast.context import Context
    from worker.browsers.fast.page import Page

_NAME = re.compile(r"[\w-]{1,100}", re.ASCII)
"""What a file may be called that the browser names: it must not lead out of the folder."""
_UNFINISHED = ".crdownload"
"""How Chromium calls what it has not the whole of."""
_CANCELED = "canceled"


class Download:
    """One file, which is there until it is deleted or its context closes."""

    def __init__(self, page: "Page", guid: str, url: str, suggested_filename: str) -> None:
        self.page = page
        self.url = url
        self.suggested_filename = suggested_filename
        self._guid = guid
        self._file: Path = page.context.browser.downloads / guid
        self._whole: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._whole.add_done_callback(heard)

    async def path(self) -> Path:
        """Where it is, once it is whole. Raises Playwright's error where it does not become that."""
        return await told("Download.path", self._arrived())

    async def failure(self) -> str | None:
        """Why it does not become whole, once that is known. None: it has."""
        await asyncio.wait([self._whole])
        error = self._whole.exception()
        return error.message if isinstance(error, PlaywrightError) else None

    async def cancel(self) -> None:
        """Has no more of it arrive. What is whole stays."""
        await told("Download.cancel", self._cancel())

    async def delete(self) -> None:
        """Leaves nothing of it, once it is whole or does not become that."""
        await asyncio.wait([self._whole])
        self.page.context.downloads.forget(self._guid)
        await asyncio.to_thread(self.remove)

    def end(self, error: PlaywrightError | None) -> None:
        """It is whole, or does not become that."""
        if self._whole.done():
            return
        if error is None:
            self._whole.set_result(None)
        else:
            self._whole.set_exception(error)

    def remove(self) -> None:
        for file in (self._file, self._file.with_suffix(_UNFINISHED)):
            file.unlink(missing_ok=True)

    async def _arrived(self) -> Path:
        await asyncio.shield(self._whole)
        return self._file

    async def _cancel(self) -> None:
        context = self.page.context
        try:
            if not self._whole.done():
                await context.root.send("Browser.cancelDownload", {"guid": self._guid, "browserContextId": context.id})
        except PlaywrightError:
            if not self._whole.done():  # else it has become whole meanwhile
                raise


class Downloads:
    """Those of one context."""

    def __init__(self, context: "Context") -> None:
        self._context = context
        self._there: dict[str, Download] = {}
        """Those that have not been deleted."""
        self._handlers = {
            "Browser.downloadWillBegin": self._begins,
            "Browser.downloadProgress": self._goes_on,
        }
        for event, handler in self._handlers.items():
            context.root.on(event, handler)

    def forget(self, guid: str) -> None:
        """It is deleted."""
        self._there.pop(guid, None)

    def end(self, error: PlaywrightError) -> None:
        """Leaves nothing: their context is no more."""
        for event, handler in self._handlers.items():
            self._context.root.remove_listener(event, handler)
        for download in self._there.values():
            download.end(error)
            download.remove()
        self._there.clear()

    def _begins(self, event: dict[str, Any]) -> None:
        page = self._context.page_of_frame(event["frameId"])
        if page is None:
            return
        page.tree.is_there()  # a page that was opened for it has no document to wait for
        if _NAME.fullmatch(event["guid"]):
            download = Download(page, event["guid"], event["url"], event["suggestedFilename"])
            self._there[event["guid"]] = download
            self._context.emit("download", download)

    def _goes_on(self, event: dict[str, Any]) -> None:
        if (download := self._there.get(event["guid"])) is not None and event["state"] != "inProgress":
            download.end(None if event["state"] == "completed" else PlaywrightError(_CANCELED))
