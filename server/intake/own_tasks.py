"""The task types that clients have made, as TaskTypes asks for them."""

from collections.abc import Sequence

from store.database.connection import Database
from store.task_types.task_types import TaskType, find_task_type, list_task_types
from tasks.own import OwnTask


class StoredTasks:
    """Those in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, client_id: str, name: str, version: int | None) -> OwnTask | None:
        """Raises TaskVersionNotFound."""
        stored = await find_task_type(self._database, client_id, name, version)
        return own_task(stored) if stored is not None else None

    async def all(self, client_id: str) -> Sequence[OwnTask]:
        return [own_task(stored) for stored in await list_task_types(self._database, client_id)]


def own_task(stored: TaskType) -> OwnTask:
    """A version as it is stored, as a task."""
    return OwnTask(
        stored.name,
        stored.version,
        stored.content or {},
        title=stored.title,
        description=stored.description,
        needs=stored.needs,
        created_at=stored.created_at,
    )
