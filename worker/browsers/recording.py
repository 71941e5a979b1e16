"""What a job has recorded of its run: videos, a trace, an HTTP archive, and logs of console and network."""

import asyncio
import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil
import structlog
from playwright.async_api import BrowserContext, ConsoleMessage, Request, Response, WebError
from tabwright.v1.job_options_pb2 import Record

from worker.browsers.apart import is_apart
from worker.browsers.connection import hide_options
from worker.processes.folder import Folder
from worker.step import File

log = structlog.get_logger()

STOP_TIMEOUT_S = 10.0
"""How long the trace may take to be written."""
ENCODER_S = 5.0
"""How long the encoders of videos may take to end before their time."""
MAX_LOG_BYTES = 10 * 1024 * 1024
"""How large a log may grow. Its last line then says that there was more, and the driver is told to send no more."""
MAX_LOG_LINES = 10_000
"""How many lines it may have: each takes the worker half a millisecond, which others wait for."""
MAX_TEXT_CHARS = 64 * 1024
"""How much of one text stands in a log: a URL may have megabytes."""
_ARCHIVE = "network.har"
_CUT_VIDEOS = "video-cut"
_LOOK_S = 0.05


@dataclass(frozen=True, slots=True)
class Recorded:
    """A file that was recorded, as it will be called."""

    path: Path
    artifact_type: str
    stem: str
    extension: str
    mime_type: str

    def file(self) -> File:
        return File(
            artifact_type=self.artifact_type,
            stem=self.stem,
            extension=self.extension,
            mime_type=self.mime_type,
            data=self.path.read_bytes(),
        )


class Recording:
    """The recordings of one attempt at a job, in a folder that goes when they are done with."""

    def __init__(self, wanted: Record, folder: Folder, *, pictures: bool = True) -> None:
        """`pictures`: whether a trace has them."""
        self._hides_options = False
        self._ends_early = False
        self._ending: asyncio.Task[None] | None = None
        self.reason: Callable[[str, str], str] = lambda _, told: told
        """Why a request for a URL has failed, from what the browser says of it."""
        self._wanted = wanted
        self._pictures = pictures
        self._folder = folder.for_job() if self.is_wanted else None
        self._console = _Log()
        self._network = _Log()
        self._context: BrowserContext | None = None
        self._is_cut = False
        self._is_archive_lost = False
        """Whether the archive may have gone on where it was to end."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None, /) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def is_wanted(self) -> bool:
        return bool(self._wanted.ListFields())

    @property
    def of_video(self) -> bool:
        return self._wanted.video

    def context_options(self) -> dict[str, Any]:
        """What Playwright records by itself."""
        options: dict[str, Any] = {}
        if self._folder is not None and self._wanted.video:
            options["record_video_dir"] = self._folder / "video"
        return options

    def leave_out_state(self) -> None:
        """Keeps out of the recordings what a context begins with, and what is taken from it at the end."""
        self._ends_early = self._hides_options = True

    def hide_options(self) -> None:
        """Keeps the context's own options out of a trace: they have what is secret."""
        self._hides_options = True

    async def start(self, context: BrowserContext) -> None:
        """Begins to record, before the context's first page opens anything."""
        self._context = context
        if self._folder is not None and self._wanted.har:
            await context.tracing.start_har(self._folder / _ARCHIVE)
        if self._wanted.trace:
            await context.tracing.start(screenshots=self._pictures, snapshots=True)
        if self._wanted.console_log:
            self._console.follow(context, console=self._on_console, weberror=self._on_error)
        if self._wanted.network_log:
            self._network.follow(
                context,
                request=self._on_request,
                response=self._on_response,
                requestfailed=self._on_request_failed,
            )

    async def stop(self, context: BrowserContext) -> None:
        """Ends what must end before the context is closed. Videos are whole when it is."""
        if self._ends_early:
            self._end_logs()
        self._context = context
        await self._end()

    async def cut(self) -> bool:
        """Ends all that is recorded, since what comes now is a person's: what they enter must not be in it, nor what
        the pages show of that later. Returns whether anything was recorded. The logs of console and network can go on
        (`resume`).
        """
        if not self.is_wanted or self._context is None:
            return False
        for lines in self._logs():
            lines.hold()
        if self._ending is None:
            self._is_cut = True
        await self._end()
        return True

    async def _end(self) -> None:
        """Ends what must end, once, whoever asks for it, and whether they wait for it or not."""
        if self._ending is None:
            self._ending = asyncio.create_task(self._end_all())
        await asyncio.shield(self._ending)

    async def _end_all(self) -> None:
        keeping = asyncio.to_thread(self._keep_videos) if self._is_cut else asyncio.sleep(0)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(keeping)
            if self._context is not None:
                await self._end_archive(self._context)
                await self._end_trace(self._context)

    def resume(self) -> None:
        """Lets the logs go on: each of their lines is of one moment."""
        for lines in self._logs():
            lines.go_on()

    def _logs(self) -> Iterator["_Log"]:
        if self._wanted.console_log:
            yield self._console
        if self._wanted.network_log:
            yield self._network

    def _keep_videos(self) -> None:
        """Ends the videos, and keeps those that are whole then. Playwright ends none before its page closes; their
        encoders end them in order when they are told to stop. Takes a while, in a thread.
        """
        if self._folder is None or not self._wanted.video:
            return
        kept = self._folder / _CUT_VIDEOS
        kept.mkdir(exist_ok=True)
        encoders = _processes_of(self._folder)
        for pid in encoders:
            with suppress(OSError):
                os.kill(pid, signal.SIGTERM)
        ends_at = time.monotonic() + ENCODER_S
        while encoders and time.monotonic() < ends_at:
            time.sleep(_LOOK_S)
            encoders &= _processes_of(self._folder)
        for video in (self._folder / "video").glob("*.webm"):
            with suppress(OSError):  # what cannot be kept is not
                if not encoders and video.stat().st_size:
                    video.rename(kept / video.name)

    async def _end_trace(self, context: BrowserContext) -> None:
        if self._folder is None or not self._wanted.trace:
            return
        try:
            async with asyncio.timeout(STOP_TIMEOUT_S):
                await context.tracing.stop(path=self._folder / "trace.zip")
                if self._hides_options:
                    await asyncio.to_thread(hide_options, self._folder / "trace.zip")
        except Exception as error:  # noqa: BLE001 - the browser or its driver is gone, which must not hide why
            if self._hides_options:
                (self._folder / "trace.zip").unlink(missing_ok=True)
            log.warning("recording.no_trace", error=str(error))

    def _end_logs(self) -> None:
        """Ends what else would go on until the context is closed, but for videos."""
        for lines in (self._console, self._network):
            lines.end()

    async def _end_archive(self, context: BrowserContext) -> None:
        if self._folder is None or not self._wanted.har:
            return
        try:
            async with asyncio.timeout(STOP_TIMEOUT_S):
                await context.tracing.stop_har()
        except Exception as error:  # noqa: BLE001 - as for a trace
            self._is_archive_lost = self._is_cut
            log.warning("recording.no_archive", error=str(error))

    def files(self) -> Iterator[Recorded]:
        """What there is, once the context is closed."""
        if self._folder is None:
            return
        videos = self._folder / (_CUT_VIDEOS if self._is_cut else "video")
        for video in sorted(videos.glob("*.webm"), key=lambda path: path.stat().st_mtime):
            yield Recorded(video, "video", "video", "webm", "video/webm")
        yield from (one for one in self._written_at_the_end() if one.path.exists())
        for wanted, lines, stem in (
            (self._wanted.console_log, self._console, "console"),
            (self._wanted.network_log, self._network, "network"),
        ):
            if wanted:
                path = self._folder / f"{stem}.log"
                path.write_bytes(lines.text())
                yield Recorded(path, "log", stem, "log", "application/x-ndjson")

    def missing(self) -> Iterator[str]:
        """The names of the files that are wanted and not there, though the context is closed."""
        yield from (one.path.name for one in self._written_at_the_end() if not one.path.exists())

    def _written_at_the_end(self) -> Iterator[Recorded]:
        if self._folder is not None and self._wanted.trace:
            yield Recorded(self._folder / "trace.zip", "trace", "trace", "zip", "application/zip")
        if self._folder is not None and self._wanted.har and not self._is_archive_lost:
            yield Recorded(self._folder / _ARCHIVE, "har", "network", "har", "application/json")

    def _on_console(self, message: ConsoleMessage) -> None:
        place = message.location
        self._console.add(type=message.type, text=message.text, url=place["url"], line=place["lineNumber"])

    def _on_error(self, error: WebError) -> None:
        self._console.add(type="exception", text=str(error.error), url=error.page.url if error.page else "")

    def _on_request(self, request: Request) -> None:
        if is_apart(request):
            return
        self._network.add(event="request", method=request.method, url=request.url, kind=request.resource_type)

    def _on_response(self, response: Response) -> None:
        if is_apart(response.request):
            return
        self._network.add(event="response", method=response.request.method, url=response.url, status=response.status)

    def _on_request_failed(self, request: Request) -> None:
        if is_apart(request):
            return
        reason = self.reason(request.url, request.failure or "")
        self._network.add(event="failed", method=request.method, url=request.url, reason=reason)


class _Log:
    """Lines of JSON, up to a size."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._left = MAX_LOG_BYTES
        self._is_full = False
        self._is_held = False
        self._unfollow: list[Callable[[], None]] = []

    def follow(self, context: BrowserContext, **listeners: Callable[[Any], None]) -> None:
        """Listens to events of a context, until the log is full: what nobody listens to, the driver does not send."""
        for event, listener in listeners.items():
            context.on(event, listener)  # type: ignore[call-overload]  # one overload per event
            self._unfollow.append(partial(context.remove_listener, event, listener))

    def hold(self) -> None:
        """Takes nothing until it goes on, and says so."""
        if not self._is_held:
            self.add(event="stopped", reason="a person has control")
            self._is_held = True

    def go_on(self) -> None:
        """Takes lines again."""
        if self._is_held:
            self._is_held = False
            self.add(event="continued")

    def add(self, **values: str | int) -> None:
        if self._is_full or self._is_held:
            return
        line = json.dumps({"time": datetime.now(UTC).isoformat(), **{key: _cut(one) for key, one in values.items()}})
        self._left -= len(line) + 1
        self._is_full = self._left <= 0 or len(self._lines) == MAX_LOG_LINES
        self._lines.append(b'{"truncated": true}\n' if self._is_full else f"{line}\n".encode())
        if self._is_full:
            self._stop()

    def end(self) -> None:
        """Hears nothing more."""
        if not self._is_full:
            self._is_full = True
            self._stop()

    def _stop(self) -> None:
        for unfollow in self._unfollow:
            unfollow()

    def text(self) -> bytes:
        return b"".join(self._lines)


def _cut(value: str | int) -> str | int:
    return f"{value[:MAX_TEXT_CHARS]}…" if isinstance(value, str) and len(value) > MAX_TEXT_CHARS else value


def _processes_of(folder: Path) -> set[int]:
    """Those with something in a folder among their arguments."""
    return {
        process.pid
        for process in psutil.process_iter(["cmdline"])
        if any(str(folder) in one for one in process.info["cmdline"] or ())
    }
