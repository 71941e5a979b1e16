"""Who may look at which job."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from server.calls import roles
from server.calls.authentication import RECHECK_INTERVAL_S
from server.calls.caller import Caller
from server.calls.faults import InvalidRequest, LiveTicketInvalid
from server.live.trail import Trail
from server.live.viewers import Viewer
from store.database.auditing import Call
from store.database.connection import Database
from store.errors import DatabaseUnavailable, IllegalStatus, JobNotFound
from store.job import TERMINAL
from store.live.tickets import RENEWED_TTL_S, TTL_S, Pass, Ticket, create_ticket, is_good, redeem_ticket
from store.queue import pausing
from store.records.listing import get_progress, whose_job

WITHOUT_KEY = timedelta(hours=1)
"""How long tickets are renewed that were made with a token: nobody can be asked whether that is still good. Less, where
the token itself expires earlier.
"""
MAX_NAME_CHARS = 100
WATCH = "LiveService.Attach"
"""What the audit trail calls what a viewer does."""


class Admission:
    """Knows viewers by their keys, and by tickets that were made with keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def with_key(self, who: Caller, call: Call, job_id: UUID, *, right: str, name: str) -> Viewer:
        """Raises JobNotFound, InvalidRequest or RoleTooLow."""
        granted = await self._granted(who, job_id, right, name)
        return self._viewer(granted, call)

    async def ticket(self, who: Caller, job_id: UUID, *, right: str, name: str) -> Ticket:
        """Makes a ticket. Raises JobNotFound, IllegalStatus: the job has ended, InvalidRequest, RoleTooLow or
        LiveTicketInvalid.
        """
        granted = await self._granted(who, job_id, right, name)
        progress = await get_progress(self._database, granted.client_id, job_id)
        if progress.status in TERMINAL:
            raise IllegalStatus(job_id, progress.status, "watched")
        return await self._ticket(granted)

    async def with_ticket(self, secret: str, job_id: UUID, *, address: str | None, request_id: str | None) -> Viewer:
        """Uses a ticket up. Raises LiveTicketInvalid."""
        granted = await redeem_ticket(self._database, secret, job_id)
        if granted is None:
            raise LiveTicketInvalid
        call = Call(actor=granted.made_by, action=WATCH, kind="job", request_id=request_id, address=address)
        return self._viewer(granted, call)

    async def look(self, viewer: Viewer) -> None:
        """To be awaited before a guest hears anything: it leaves its traces. Raises DatabaseUnavailable."""
        if viewer.is_guest:
            await Trail(self._database, viewer).attached()
            await pausing.record_viewed(self._database, viewer.job_id, viewer.granted.name)

    async def renewed(self, viewer: Viewer) -> Ticket:
        """Makes a ticket for when the viewer's connection is lost. Raises LiveTicketInvalid."""
        return await self._ticket(viewer.granted, RENEWED_TTL_S)

    async def stays(self, viewer: Viewer) -> None:
        """Never returns. Raises LiveTicketInvalid when the key is good no more that the viewer's first ticket was made
        with, or the user's session, or the user's role for this, as soon as other streams of theirs end, or when the
        time of that ticket's renewals is over.
        """
        while True:
            await asyncio.sleep(RECHECK_INTERVAL_S)
            with suppress(DatabaseUnavailable):
                if not await is_good(self._database, viewer.granted):
                    raise LiveTicketInvalid

    async def _ticket(self, granted: Pass, ttl_s: float = TTL_S) -> Ticket:
        ticket = await create_ticket(self._database, granted, ttl_s=ttl_s)
        if ticket is None:
            raise LiveTicketInvalid
        return ticket

    async def _granted(self, who: Caller, job_id: UUID, right: str, name: str) -> Pass:
        if right == "control":
            roles.require(who, roles.MEMBER)
        client_id = await self._client_of(who, job_id)
        if client_id != who.client_id and right == "control":
            raise InvalidRequest([("right", "must be `view` for a job of another client")])
        return Pass(
            client_id=client_id,
            job_id=job_id,
            right=right or "view",
            viewer_id=str(uuid4()),
            name=(name or who.name or who.subject or who.client_id)[:MAX_NAME_CHARS],
            made_by=who.actor,
            session_id=who.session_id,
            ends_at=_end(who),
        )

    async def _client_of(self, who: Caller, job_id: UUID) -> str:
        """Whose a job is: the caller's, or, for administrators, anybody's. Raises JobNotFound."""
        try:
            await get_progress(self._database, who.client_id, job_id)
        except JobNotFound:
            client_id = await whose_job(self._database, job_id) if who.is_admin else None
            if client_id is None:
                raise
            return client_id
        return who.client_id

    @staticmethod
    def _viewer(granted: Pass, call: Call) -> Viewer:
        return Viewer(
            granted=granted,
            call=replace(call, action=WATCH, kind="job"),
            is_guest=granted.client_id != granted.made_by.client_id,
        )


def _end(who: Caller) -> datetime | None:
    """Until when its tickets are renewed. None: as long as any, for its key or session is looked at again and again."""
    if who.key_id is not None or who.session_id is not None:
        return None
    latest = datetime.now(UTC) + WITHOUT_KEY
    return latest if who.until is None else min(latest, who.until)
