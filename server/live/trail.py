"""What the audit trail is told of a viewer: that it looks, that it has control, that it sends files; and, when it has
control no longer, how much it has done meanwhile. Never what it has typed, where it has clicked, or what a file has.
"""

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import replace

import structlog
from tabwright.v1.live_pb2 import LiveControl, LiveFile, LiveInput, LiveTabCommand, LiveTake

from server.live.viewers import Viewer
from store.address import MalformedUrl
from store.database.auditing import Call
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.job import Json, new_id
from store.secrets.origins import origin_of

log = structlog.get_logger()

ATTACHED, TOOK, RELEASED, UPLOADED = "live.attach", "live.take", "live.release", "live.upload"
_MOST_LATE = 20
"""How many events wait for a database that does not answer."""
_MOST_ORIGINS = 10
"""How many are named of those that a viewer has opened."""


class Trail:
    """Tells of one viewer."""

    def __init__(self, database: Database, viewer: Viewer) -> None:
        self._database = database
        self._viewer = viewer
        self._has_control = False
        self._is_forced = False
        self._done: Counter[str] = Counter()
        self._opened: dict[str, None] = {}
        self._sizes: Counter[int] = Counter()
        self._types: dict[int, str] = {}
        self._late: list[Json] = []
        self._turn = asyncio.Lock()
        self._telling: set[asyncio.Task[None]] = set()

    async def attached(self) -> None:
        """To be awaited before anything is shown. Raises DatabaseUnavailable."""
        await self._database.record([self._event(ATTACHED, right=self._viewer.granted.right)])

    def wished(self, take: LiveTake) -> None:
        """It asks for control."""
        self._is_forced = take.force

    async def controlled(self, control: LiveControl) -> None:
        """The worker says who has control."""
        if control.is_you == self._has_control:
            return
        self._has_control = control.is_you
        if control.is_you:
            self._done.clear()
            self._opened.clear()
            forced = {"forced": "yes"} if self._is_forced else {}
            await self._tell(self._event(TOOK, epoch=str(control.epoch), **forced))
        else:
            taken_by = {"taken_by": control.holder} if control.holder_id else {}
            await self._tell(self._event(RELEASED, **self._deeds(), **taken_by))

    async def lost(self) -> None:
        """There is no worker any more that it could have control of."""
        if self._has_control:
            self._has_control = False
            await self._tell(self._event(RELEASED, **self._deeds(), connection="lost"))

    def acts(self, done: LiveInput) -> None:
        """It does something in the page; without control, nothing comes of it."""
        match done.WhichOneof("what") if self._has_control else None:
            case "mouse" if done.mouse.kind == "down":
                self._done["clicks"] += 1
            case "tap":
                self._done["clicks"] += 1
            case "key" if done.key.down:
                self._done["keys"] += 1
            case "text":
                self._done["texts"] += 1

    def opens(self, command: LiveTabCommand) -> None:
        """It asks for a page by its URL."""
        if self._has_control and command.url and len(self._opened) < _MOST_ORIGINS:
            with suppress(MalformedUrl):  # which the viewer is told
                self._opened[origin_of(command.url)] = None

    def _deeds(self) -> dict[str, str]:
        """What it has done while it had control."""
        opened = {"opened": ", ".join(self._opened)} if self._opened else {}
        return {name: str(count) for name, count in self._done.items()} | opened

    async def uploads(self, piece: LiveFile) -> None:
        """It sends a piece of a file."""
        if not piece.done and not piece.cancelled:
            self._sizes[piece.index] += len(piece.data)
            if piece.mime_type:
                self._types[piece.index] = piece.mime_type[:100]
            return
        for index, size in self._sizes.items() if piece.done else ():
            await self._tell(self._event(UPLOADED, size_bytes=str(size), mime_type=self._types.get(index, "")))
        self._sizes.clear()
        self._types.clear()

    def call(self, action: str, kind: str = "") -> Call:
        """The viewer's, of something that it does as a method of the API would."""
        return replace(self._viewer.call, action=action, kind=kind)

    async def _tell(self, event: Json) -> None:
        """What cannot be told now is told with what comes next: a person in the middle of something is not to wait. It
        may be told twice then, which is better than not at all: whether the database has taken it can be unknown.
        """
        self._late.append(event)
        telling = asyncio.create_task(self._tell_late())
        self._telling.add(telling)
        telling.add_done_callback(self._telling.discard)
        await asyncio.shield(telling)  # a viewer that leaves leaves its traces

    async def _tell_late(self) -> None:
        async with self._turn:
            events, self._late = self._late, []
            if not events:
                return
            try:
                await self._database.record(events)
            except DatabaseUnavailable as error:
                again = [{**event, "id": str(new_id())} for event in events]
                self._late = [*again, *self._late][-_MOST_LATE:]
                log.warning("live.untold", events=len(self._late), error=str(error))

    def _event(self, action: str, **details: str) -> Json:
        viewer = self._viewer
        return self.call(action).event(
            [f"job/{viewer.job_id}"],
            client_id=viewer.client_id,
            details={"viewer": viewer.id, "name": viewer.granted.name, **details},
        )
