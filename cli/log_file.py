"""The log of a child: what it writes, in a file that does not grow without end."""

import asyncio
import os
from collections import deque
from contextlib import suppress
from logging import LogRecord, makeLogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

MAX_BYTES = 20 * 2**20
KEPT = 4
"""How many full files are kept beside the one that is written: `server.log.1` is the youngest of them."""
PIPE_BYTES = 2**16
"""What fits into a pipe: one reading gets all of it."""
_LAST_LINES = 100


class _Handler(RotatingFileHandler):
    terminator = ""

    def handleError(self, record: LogRecord) -> None:  # noqa: N802 - its name
        """A full disk must not stop what writes; what cannot be kept is lost."""


class LogFile:
    """A pipe for a child to write into, and the file that gets what comes out of it.

    The event loop reads it: a child that writes much waits while the loop stands still.
    """

    def __init__(self, path: Path, pipe: tuple[int, int] | None = None) -> None:
        """`pipe`: its two ends, where there is one already."""
        self.path = path
        self.last_lines: deque[str] = deque(maxlen=_LAST_LINES)
        self._handler = _Handler(path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8")
        self._rest = b""
        self._reader, self.writer = pipe or os.pipe()
        """`writer` is the child's end."""
        os.set_blocking(self._reader, False)
        asyncio.get_running_loop().add_reader(self._reader, self.read)

    def handed_over(self) -> dict[str, Any]:
        """What the program needs that this process is about to become, to go on with it."""
        os.set_inheritable(self._reader, True)  # noqa: FBT003 - its signature
        text = self._rest.decode(errors="surrogateescape")
        return {"path": str(self.path), "reader": self._reader, "rest": text, "lastLines": [*self.last_lines]}

    @classmethod
    def taken_over(cls, given: Any) -> "LogFile":
        os.set_inheritable(given["reader"], False)  # noqa: FBT003 - its signature
        log = cls(Path(given["path"]), (given["reader"], -1))
        log._rest = given["rest"].encode(errors="surrogateescape")
        log.last_lines.extend(given["lastLines"])
        return log

    def close_writer(self) -> None:
        """Due when the child has its end: from then on the pipe ends with the child."""
        os.close(self.writer)

    def read(self) -> None:
        """Writes down what there is."""
        if self._reader < 0:
            return
        with suppress(BlockingIOError):
            chunk = os.read(self._reader, PIPE_BYTES)
            lines, newline, rest = (self._rest + chunk).rpartition(b"\n")
            if chunk:
                self._rest = rest
                self._write(lines + newline)
            else:
                self._write(self._rest)
                self._close()

    def _write(self, data: bytes) -> None:
        if data:
            text = data.decode(errors="backslashreplace")
            self.last_lines.extend(text.splitlines()[-_LAST_LINES:])
            self._handler.handle(makeLogRecord({"msg": text}))

    def _close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._reader)
        os.close(self._reader)
        self._reader = -1
        self._handler.close()
