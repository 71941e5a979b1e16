"""The actions, a module each, registered by name.

A new action is a new module here, its fields and its rule in proto/tabwright/v1/action.proto, and an example
in examples/actions.
"""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable

from store.action_tree import GROUPS, PREPARING
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


def prepares(name: str) -> bool:
    """Whether an action needs no page that is open: at the head of a job it comes before the page."""
    return name in PREPARING


def names() -> frozenset[str]:
    """All that a job may ask for: those that are performed, and the groups of them."""
    return frozenset(_performers) | GROUPS


for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
