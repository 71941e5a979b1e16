"""File choosers of pages, which a person answers with files of their own. One at a time: the newest."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.async_api import FileChooser, FilePayload, Page
from tabwright.v1.live_pb2 import AttachResponse, LiveChooser, LiveFile

from worker.live.calls import Calls, quietly
from worker.live.deeds import Refused, Tell
from worker.page.files import downloaded

MAX_FILES = 100
MAX_PIECE_BYTES = 48_000
MAX_BYTES = 50_000_000
"""All files of one chooser together: what Playwright takes from memory."""
MAX_CHOOSERS = 200
"""How many a person can have in one go; then pages open no more."""
MAX_PAGES = 100
"""Of how many tabs they are heard: pages open as many as they like."""
MAX_ACCEPT_CHARS = 500
SET_LIMIT_S = 30.0
_TAKES_FOLDER = "webkitdirectory"


@dataclass(slots=True)
class _File:
    name: str
    mime_type: str
    data: bytearray = field(default_factory=bytearray)


class Choosers:
    """The chooser that is open, and what has come for it."""

    def __init__(
        self,
        calls: Calls,
        tell: Tell,
        number: Callable[[Page], int],
        notice: Callable[[str, str], None],
        max_file_bytes: int,
    ) -> None:
        self._calls = calls
        self._tell = tell
        self._number = number
        self._notice = notice
        self._max_bytes = min(max_file_bytes, MAX_BYTES)
        self._id = 0
        self._opened = 0
        self._chooser: FileChooser | None = None
        self._files: list[_File] = []
        self._size = 0
        self._pages: set[Page] = set()
        self._offering: asyncio.Task[None] | None = None

    def listen(self, page: Page) -> None:
        """Hears of a page's choosers; while anybody does, the browser opens none itself."""
        if page not in self._pages and len(self._pages) < MAX_PAGES:
            self._pages.add(page)
            page.on("filechooser", self._hear)

    def close(self) -> None:
        """Hears of no more, and leaves none open: the page's field stays as it is."""
        for page in self._pages:
            page.remove_listener("filechooser", self._hear)
        self._pages.clear()
        self._opened = 0
        self.shut()

    def shut(self) -> None:
        """Ends the chooser that is open."""
        if self._chooser is not None:
            told = LiveChooser(id=self._id, tab=self._number(self._chooser.page), closed=True)
            self._chooser, self._files, self._size = None, [], 0
            self._tell(AttachResponse(chooser=told))

    def receive(self, piece: LiveFile) -> None:
        """Takes a piece of a file; after the last one, has the page get all of them. Raises Refused."""
        chooser = self._chooser
        if chooser is None or piece.id != self._id:
            raise Refused("the file chooser is no longer open")
        if piece.cancelled:
            self.shut()
            return
        try:
            self._take(chooser, piece)
        except Refused:
            self.shut()
            raise
        if piece.done:
            files = [FilePayload(name=one.name, mimeType=one.mime_type, buffer=bytes(one.data)) for one in self._files]
            self.shut()
            self._calls.begin(self._give(chooser, files))

    async def _give(self, chooser: FileChooser, files: list[FilePayload]) -> None:
        async def give() -> None:
            await chooser.set_files(files)

        try:
            await self._calls.ask(give(), limit_s=SET_LIMIT_S)
        except Refused as refused:
            self._notice("error", str(refused))

    def _take(self, chooser: FileChooser, piece: LiveFile) -> None:
        if len(piece.data) > MAX_PIECE_BYTES:
            raise Refused(f"file.data must have at most {MAX_PIECE_BYTES} bytes")
        if piece.done and not piece.data and not piece.name:
            return
        if piece.index == len(self._files):
            if piece.index >= (MAX_FILES if chooser.is_multiple() else 1):
                most = f"{MAX_FILES} files" if chooser.is_multiple() else "one file"
                raise Refused(f"the file chooser takes {most}")
            self._files.append(_named(piece))
        elif piece.index != len(self._files) - 1:
            raise Refused("files must be sent one after the other, with file.index from 0")
        self._size += len(piece.data)
        if self._size > self._max_bytes:
            raise Refused(f"the files are too large: {self._max_bytes} bytes in all at most")
        self._files[-1].data += piece.data

    def _hear(self, chooser: FileChooser) -> None:
        self._opened += 1
        if self._opened <= MAX_CHOOSERS and (self._offering is None or self._offering.done()):
            self._offering = self._calls.begin(quietly(self._offer(chooser)))

    async def _offer(self, chooser: FileChooser) -> None:
        element = chooser.element
        accept = await self._calls.ask(element.get_attribute("accept"))
        takes_folder = await self._calls.ask(element.get_attribute(_TAKES_FOLDER)) is not None
        if chooser.page not in self._pages:  # it has been given back meanwhile
            return
        self.shut()
        if takes_folder:
            self._notice("warning", "The page asks for a folder, which cannot be given here.")
            return
        self._id += 1
        self._chooser = chooser
        self._tell(
            AttachResponse(
                chooser=LiveChooser(
                    id=self._id,
                    tab=self._number(chooser.page),
                    multiple=chooser.is_multiple(),
                    accept=(accept or "")[:MAX_ACCEPT_CHARS],
                )
            )
        )


def _named(piece: LiveFile) -> _File:
    """A file whose name has nothing but a name in it."""
    file = downloaded(piece.name.replace("\\", "/").rpartition("/")[2] or "file", b"", piece.mime_type or None)
    return _File(f"{file.stem}.{file.extension}".rstrip("."), file.mime_type)
