"""Entering secrets into elements: of the origins that the secrets are for, and of no others."""

from collections.abc import Awaitable, Callable

from playwright.async_api import ElementHandle, Locator
from playwright.async_api import Error as PlaywrightError
from tabwright.v1.action_pb2 import Action

from store.secret_references import Reference
from worker.page.covering import mark
from worker.processes.sight import OPAQUE
from worker.secrets import origin_of
from worker.step import Step

_REPLACED = "not attached"
"""Playwright's words for an element that the page has replaced by another one."""


def reference(action: Action) -> Reference | None:
    """The secret that an action enters."""
    if action.HasField("secret"):
        return Reference(action.secret)
    return Reference(action.totp, "totp") if action.HasField("totp") else None


Put = Callable[[ElementHandle, str, float], Awaitable[None]]
"""Puts a value into an element, in so many milliseconds."""


async def enter(step: Step, locator: Locator, secret: Reference, put: Put) -> None:
    """Has a secret put into the element of a locator. It is the element that is judged, in the document that it is in,
    and into it that `put` puts it: what is in its place a moment later gets nothing. Raises StepFailed.
    """

    async def value(element: ElementHandle) -> str:
        return await step.secrets.entered(secret, await _origin(element))

    await _enter(step, locator, value, put)


def is_hidden(step: Step) -> bool:
    """Whether the value of the step's action shows what the job hides, as a masked field of its profile does."""
    shows = step.secrets.cover
    return shows is not None and shows(step.action.value)


async def enter_hidden(step: Step, locator: Locator, put: Put) -> None:
    """Has such a value put into the element of a locator: what the element keeps of it is hidden, too."""

    async def value(_: ElementHandle) -> str:
        return step.action.value

    await _enter(step, locator, value, put)


async def _enter(step: Step, locator: Locator, value_for: Callable[[ElementHandle], Awaitable[str]], put: Put) -> None:
    while True:
        element = await locator.element_handle(timeout=max(1.0, step.left_ms))
        value = await value_for(element)
        step.secrets.hide_cut(value, await mark(element))
        try:
            await put(element, value, max(1.0, step.left_ms))
        except PlaywrightError as error:
            if _REPLACED not in error.message or step.left_ms <= 0:
                raise
        else:
            return


async def _origin(element: ElementHandle) -> str:
    """The origin of the document that an element is in."""
    frame = await element.owner_frame()
    if frame is None or await element.query_selector(f"{OPAQUE}=self"):
        return "null"
    return origin_of(frame.url)
