"""The actions, a module each, registered by name.

A new action is a new module here, its fields and its rule in proto/tabwright/v1/action.proto, and an example
in examples/actions.
"""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable

from store.action_tree import GROUPS
from worker.step import Produced, Step

Perform = Callable[[Step], Awaitable[Produced | None]]
"""Performs an action. Raises StepFailed, or lets Playwright's exceptions out."""

_performers: dict[str, Perform] = {}
_preparing: set[str] = set()


def performs(name: str, *, prepares: bool = False) -> Callable[[Perform], Perform]:
    """Registers a function under the action's name. One that prepares the browser needs no page that is open:
    at the head of a job it comes before the page.
    """

    def register(perform: Perform) -> Perform:
        _performers[name] = perform
        if prepares:
            _preparing.add(name)
        return perform

    return register


def performer(name: str) -> Perform:
    return _performers[name]


def prepares(name: str) -> bool:
    return name in _preparing


def names() -> frozenset[str]:
    """All that a job may ask for: those that are performed, and the groups of them."""
    return frozenset(_performers) | GROUPS


for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
