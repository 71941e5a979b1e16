"""The task types that this process knows: those of this package, and those that other packages bring."""

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from typing import Any

import structlog
from pydantic import BaseModel

from tasks.airbnb import Airbnb
from tasks.booking import Booking
from tasks.explore import Explore
from tasks.github import GitHub
from tasks.saudi import Saudi
from tasks.shop_invoice import ShopInvoice
from tasks.task import Task
from tasks.task_type import TaskType
from tasks.twitter import Twitter
from tasks.website import Website

log = structlog.get_logger()

GROUP = "tabwright.tasks"
"""The entry points by which other packages bring theirs: each names a subclass of TaskType."""
NAME = re.compile(r"[a-z][a-z0-9-]{0,62}")
"""What a task may be called."""
TASK_TYPES: tuple[type[TaskType[Any]], ...] = (Airbnb, Booking, Explore, GitHub, Saudi, ShopInvoice, Twitter, Website)
"""Those of this package, one file each."""


class Registry:
    """Finds task types by name. The first of a name counts."""

    def __init__(self, types: Iterable[Task]) -> None:
        self._tasks: dict[str, Task] = {}
        for task in types:
            if self._tasks.setdefault(task.name, task) is not task:
                log.warning("tasks.name_taken", name=task.name, left_out=type(task).__qualname__)

    def __iter__(self) -> Iterator[Task]:
        """All of them, by name."""
        return iter(sorted(self._tasks.values(), key=lambda task: task.name))

    def find(self, name: str) -> Task | None:
        """The task type of a name. None: there is none."""
        return self._tasks.get(name)


def nearest(name: str, known: Collection[str]) -> list[str]:
    """The names that somebody who wrote `name` may have meant, the likeliest first; at most three."""
    return get_close_matches(name, sorted(known), n=3, cutoff=0.5)


def load(reserved: Collection[str] = (), brought: Iterable[EntryPoint] | None = None) -> Registry:
    """Those of this package, and those of others (`brought`: what is installed). What is broken, or has one of the
    names that are `reserved` for paths, is left out, and the log says why: it stops no process.
    """
    found: list[Task] = [kind() for kind in TASK_TYPES]
    for point in _brought() if brought is None else brought:
        try:
            found.append(_checked(point.load(), reserved))
        except Exception as error:  # noqa: BLE001 - it is others' code
            log.warning("tasks.broken", entry_point=f"{point.name} = {point.value}", error=str(error))
    return Registry(found)


@cache
def _brought() -> EntryPoints:
    """Those of others that are installed. To look for them opens a file of each package."""
    return entry_points(group=GROUP)


@cache
def installed() -> Registry:
    """What this process has, loaded once. Names that are paths are for servers to refuse: workers get no such job."""
    return load()


def _checked(kind: Any, reserved: Collection[str]) -> Task:
    """A task of a type that somebody else has written. Raises what is wrong with it."""
    if not (isinstance(kind, type) and issubclass(kind, TaskType)):
        raise TypeError(f"{kind!r} is no subclass of tasks.task_type.TaskType")
    task = kind()
    if not isinstance(task.name, str) or not NAME.fullmatch(task.name):
        raise ValueError(f"the name {task.name!r} does not match {NAME.pattern}")
    if task.name in reserved:
        raise ValueError(f"the name {task.name!r} is a path of the API")
    if not isinstance(task.version, int) or task.version < 1:
        raise ValueError(f"the version of {task.name} is no whole number from 1: {task.version!r}")
    for model in (task.Parameters, task.Result):
        if not issubclass(model, BaseModel):
            raise TypeError(f"{model!r} of {task.name} is no pydantic model")
    if not task.title or not task.description:
        raise ValueError(f"{task.name} has no title, or no docstring that says what it promises")
    task.parameters_schema(), task.result_schema()
    return task
