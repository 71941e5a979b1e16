"""What workers tell the audit trail: which job has used which secret, and where."""

from collections.abc import Sequence
from uuid import UUID

from store.database.auditing import Actor, Call
from store.database.connection import Database
from store.database.gathering import Gathering
from store.job import Json

USE = "secret.use"
_AT_ONCE = 500


class SecretUses:
    """Tells of the uses of secrets; those that come at the same time in one statement."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._together = Gathering(self._record, most=_AT_ONCE)

    async def record(self, *, client_id: str | None, job_id: UUID, name: str, origin: str) -> None:
        """Tells that a job uses a secret on an origin; to be awaited before the value leaves the worker. Raises
        DatabaseUnavailable.
        """
        actor = Actor(type="worker", id=str(job_id), client_id=client_id)
        resources = [f"secret/{name}", f"job/{job_id}"]
        event = Call(actor=actor, action=USE).event(resources, client_id=client_id, details={"origin": origin})
        await self._together.ask(event)

    async def _record(self, events: Sequence[Json]) -> list[None]:
        await self._database.record(events)
        return [None] * len(events)
