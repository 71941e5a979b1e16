"""Tells the audit trail whose call runs. What the call changes, the store writes there with the change itself
(store/database/auditing.py); a refusal is told here.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from google.protobuf.message import Message
from grpc import StatusCode

from server.calls import caller
from server.calls.around import Around, Context, headers
from server.calls.faults import FAULTS, reason
from server.calls.refusals import Refusals, names
from server.calls.sources import address
from store.database import auditing
from store.database.auditing import Call
from store.database.connection import Database
from store.errors import StoreError


class Auditing(Around):
    """Within authentication, which says whose a call is."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._refusals = Refusals(database)

    @asynccontextmanager
    async def around(self, method: str, request: Message, context: Context) -> AsyncIterator[None]:
        who = caller.current_if_known()
        if who is None:
            yield
            return
        action, kind = names(method)
        call = Call(
            actor=who.actor,
            action=action,
            kind=kind,
            request_id=structlog.contextvars.get_contextvars().get("request_id"),
            address=address(headers(context), context.peer()),
        )
        with auditing.calling(call):
            try:
                yield
            except StoreError as error:
                if type(error) in FAULTS and FAULTS[type(error)].code is StatusCode.PERMISSION_DENIED:
                    await self._refusals.denied(call, reason(error), who.client_id)
                raise
