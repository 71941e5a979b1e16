"""The names of all commands and groups, and where each is: the module of one is imported when it is called, as all
together take longer to load than a call.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

import typer

from cli.start import loading


class Place(NamedTuple):
    """Where a command, or a group of commands, is."""

    module: str
    is_group: bool
    attribute: str = "app"
    """The module's typer.Typer."""


def _commands(module: str, *names: str, attribute: str = "app") -> dict[str, Place]:
    """Commands that stand beside the groups."""
    return dict.fromkeys(names, Place(module, is_group=False, attribute=attribute))


def _group(module: str, name: str, *, attribute: str = "app") -> dict[str, Place]:
    return {name: Place(module, is_group=True, attribute=attribute)}


PLACES = {
    **_commands("run", "run", "screenshot", "pdf", "extract"),
    **_commands("render", "content", "markdown"),
    **_commands("explore", "explore"),
    **_group("jobs", "jobs"),
    **_group("tasks", "task"),
    **_group("browsers", "browsers"),
    **_group("browsers", "workers", attribute="workers"),
    **_group("schedules", "schedules"),
    **_group("secrets", "secrets"),
    **_group("sessions", "sessions"),
    **_group("form_profiles", "form-profiles"),
    **_group("webhooks", "webhooks"),
    **_group("dead_letters", "dlq"),
    **_group("policies", "policies"),
    **_group("circuits", "circuits"),
    **_group("keys", "keys"),
    **_group("users", "users"),
    **_commands("health", "health", "alerts", "settings"),
    **_group("service_level", "level"),
    **_commands("service_level", "fallbacks", attribute="fallbacks"),
    **_group("audit", "audit"),
    **_commands("machine", "up", "demo", "install", "gateway-config", "migrate"),
    **_commands("doctor", "doctor"),
}
"""In the order of `tabwright --help`."""


class Commands(Mapping[str, Any]):
    """All of PLACES by name, each made when it is asked for."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            with loading():
                self._made[name] = _made(name, PLACES[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)


def app_at(place: Place) -> typer.Typer:
    """What a module has of commands. Imports it."""
    found = getattr(import_module(f"cli.{place.module}"), place.attribute)
    assert isinstance(found, typer.Typer)  # noqa: S101
    return found


def _made(name: str, place: Place) -> Any:
    group = typer.main.get_group(app_at(place))
    if not place.is_group:
        return group.commands[name]
    group.name = name
    return group
