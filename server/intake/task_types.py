"""The task types that a client has: its own, and those of the installation."""

from collections.abc import Collection, Sequence
from typing import Protocol

import structlog

from server.calls.faults import InvalidRequest
from store.errors import TaskRestricted, TaskTypeNotFound, TaskVersionNotFound
from tasks.registry import Registry, nearest
from tasks.task import Task

log = structlog.get_logger()


class OwnTasks(Protocol):
    """Knows the task types that clients have made."""

    async def find(self, client_id: str, name: str, version: int | None) -> Task | None:
        """The client's own task type of a name, in this version or the newest. None: it has none of this name.
        Raises TaskVersionNotFound.
        """

    async def all(self, client_id: str) -> Sequence[Task]:
        """Those of a client, by name, in their newest versions."""


class NoOwnTasks:
    """Nobody has made any."""

    async def find(self, client_id: str, name: str, version: int | None) -> Task | None:
        return None

    async def all(self, client_id: str) -> Sequence[Task]:
        return []


class TaskTypes:
    """Finds task types for clients. A client's own has precedence over one of the installation with its name."""

    def __init__(
        self,
        registry: Registry,
        enabled: Collection[str],
        own: OwnTasks | None = None,
        reserved: Collection[str] = (),
    ) -> None:
        """`enabled`: the restricted ones that the operator has enabled. `reserved`: names that are paths of the API."""
        self._registry = registry
        self._reserved = frozenset(reserved)
        self._enabled = frozenset(enabled)
        self._own = own or NoOwnTasks()
        restricted = {task.name for task in registry if task.restricted}
        if unknown := sorted(self._enabled - restricted):
            log.warning("tasks.not_restricted", setting="RESTRICTED_TASKS_ENABLED", names=unknown)

    async def find(self, client_id: str, name: str, version: int | None = None, *, may_be_own: bool = True) -> Task:
        """The task type of a name. Raises TaskTypeNotFound, with the nearest names, or TaskVersionNotFound."""
        if may_be_own and (own := await self._own.find(client_id, name, version)):
            return own
        task = self._registry.find(name)
        if task is None:
            raise TaskTypeNotFound(name, nearest(name, [one.name for one in await self.all(client_id)]))
        if version not in {None, task.version}:
            raise TaskVersionNotFound(name, version or 0, task.version)
        return task

    async def all(self, client_id: str) -> list[Task]:
        """All that the client has, by name."""
        found = {task.name: task for task in (*self._registry, *await self._own.all(client_id))}
        return [found[name] for name in sorted(found)]

    async def none_of_own(self, client_id: str, name: str) -> TaskTypeNotFound:
        """Why a client has no task type of its own with a name, with the nearest names of its own."""
        near = nearest(name, [one.name for one in await self._own.all(client_id)])
        return TaskTypeNotFound(name, near, is_of_installation=self._registry.find(name) is not None)

    def require_free(self, name: str) -> None:
        """Raises InvalidRequest for what no task type can be called."""
        if name in self._reserved:
            raise InvalidRequest([("name", f"must not be {name}, which is a word in a path of the API")])

    def why_not(self, task: Task) -> str | None:
        """Why a task cannot be run. None: it can."""
        if task.restricted is None or task.is_own or task.name in self._enabled:
            return None
        return (
            f"the task {task.name} is off until the operator of this installation names it in"
            f" RESTRICTED_TASKS_ENABLED: {task.restricted}"
        )

    def require_enabled(self, task: Task) -> None:
        """Raises TaskRestricted."""
        if why_not := self.why_not(task):
            raise TaskRestricted(task.name, why_not)
