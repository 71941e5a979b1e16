"""The actions, a module each, registered by name.

A new action is a new module here, its fields and rules in proto/tabwright/v1/action.proto, and a page to
test it on.
"""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable

from worker.step import Produced, Step

Perform = Callable[[Step], Awaitable[Produced | None]]
"""Performs an action. Raises StepFailed, or lets Playwright's exceptions out."""

_performers: dict[str, Perform] = {}


def performs(name: str) -> Callable[[Perform], Perform]:
    """Registers a function under the action's name."""

    def register(perform: Perform) -> Perform:
        _performers[name] = perform
        return perform

    return register


def performer(name: str) -> Perform:
    return _performers[name]


def names() -> frozenset[str]:
    return frozenset(_performers)


for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
