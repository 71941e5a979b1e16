"""Both lanes have what the modules ask for that they share."""

import inspect
from typing import TYPE_CHECKING, Any

import playwright.async_api as slow
import pytest

from worker import surface
from worker.browsers.fast import (
    browser,
    connection,
    context,
    dialogs,
    downloads,
    frame,
    handle,
    hands,
    locator,
    page,
    request,
    routes,
)

_Parts = tuple[
    surface.Browser,
    surface.Context,
    surface.Page,
    surface.Frame,
    surface.Locator,
    surface.Request,
    surface.Response,
]
_SIDES = {
    surface.Browser: (slow.Browser, browser.Browser),
    surface.BrowserType: (slow.BrowserType, browser.BrowserType),
    surface.Context: (slow.BrowserContext, context.Context),
    surface.Dialog: (slow.Dialog, dialogs.Dialog),
    surface.Download: (slow.Download, downloads.Download),
    surface.Element: (slow.ElementHandle, handle.ElementHandle),
    surface.Frame: (slow.Frame, frame.Frame),
    surface.Handle: (slow.JSHandle, handle.JSHandle),
    surface.Keyboard: (slow.Keyboard, hands.Keyboard),
    surface.Locator: (slow.Locator, locator.Locator),
    surface.Mouse: (slow.Mouse, hands.Mouse),
    surface.Page: (slow.Page, page.Page),
    surface.Request: (slow.Request, request.Request),
    surface.Response: (slow.Response, request.Response),
    surface.Route: (slow.Route, routes.Route),
    surface.Session: (slow.CDPSession, connection.Session),
    surface.Touchscreen: (slow.Touchscreen, hands.Touchscreen),
}


if TYPE_CHECKING:  # mypy holds the types of both sides to it too

    def _slow(
        one: tuple[slow.Browser, slow.BrowserContext, slow.Page, slow.Frame, slow.Locator, slow.Request, slow.Response],
    ) -> _Parts:
        return one

    def _fast(
        one: tuple[
            browser.Browser,
            context.Context,
            page.Page,
            frame.Frame,
            locator.Locator,
            request.Request,
            request.Response,
        ],
    ) -> _Parts:
        return one


def test_every_part_of_the_surface_has_two_sides() -> None:
    parts = {one for _, one in inspect.getmembers(surface, inspect.isclass) if one.__module__ == surface.__name__}

    assert parts - {surface.Emitter, surface.Place} == set(_SIDES)


@pytest.mark.parametrize(
    ("part", "side"),
    [(part, side) for part, sides in _SIDES.items() for side in sides],
    ids=lambda one: f"{one.__module__.split('.')[0]}-{one.__name__}",
)
def test_a_side_has_all_members_with_the_parameters_that_are_given(part: type, side: type) -> None:
    lacking = [f"{name}: {why}" for name, member in _members(part) if (why := _lack(name, member, side))]

    assert lacking == []


def _members(part: type) -> list[tuple[str, Any]]:
    own = [one for one in part.__mro__ if one.__module__ == surface.__name__]
    return [(name, vars(one)[name]) for one in own for name in vars(one) if not name.startswith("_")]


def _lack(name: str, wanted: Any, side: type) -> str:
    """What a class lacks of a member; "" where it lacks nothing."""
    found = inspect.getattr_static(side, name, None)
    if isinstance(wanted, property):
        return "" if _is_value(name, found, side) else "it is no value"
    if not callable(found):
        return "it is missing"
    if inspect.iscoroutinefunction(wanted) != inspect.iscoroutinefunction(found):
        return "one is a coroutine, and the other is not"
    there = inspect.signature(found).parameters
    takes_any = any(one.kind is one.VAR_KEYWORD for one in there.values())
    for place, (key, parameter) in enumerate(inspect.signature(wanted).parameters.items()):
        if parameter.kind is parameter.KEYWORD_ONLY:
            if key not in there and not takes_any:
                return f"it takes no {key}"
        elif len(there) <= place or [*there.values()][place].kind is parameter.KEYWORD_ONLY:
            return f"it takes no {key} at its place"
    return ""


def _is_value(name: str, found: Any, side: type) -> bool:
    if isinstance(found, property):
        return True
    if found is not None:
        return not callable(found) or inspect.isclass(found) or not inspect.isroutine(found)
    makers = [vars(one)["__init__"] for one in side.__mro__[:-1] if "__init__" in vars(one)]
    return any(f"self.{name}" in inspect.getsource(maker) for maker in makers)
