"""Finding the element that an action names."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import TypeAlias

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, FrameLocator, Locator, Page
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from tabwright.v1.action_pb2 import Action
from tabwright.v1.flow_pb2 import Condition
from tabwright.v1.locator_pb2 import Locator as LocatorMessage

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.page.obstacles import refused, waited_in_vain
from worker.step import Around, Step

DEFAULT_GET_TARGET_BY = "getBySelector"
MAX_TOLD = 300
"""How much of a target or text messages tell: what is said of it comes after."""

Place: TypeAlias = Page | Frame | FrameLocator | Locator
"""Where an element is looked for."""
Words: TypeAlias = Action | LocatorMessage | Condition
"""What says which element: an action has a locator's fields for its own target."""
ITSELF = "."
"""As a target, the element that it is looked for in."""

_FINDERS: dict[str, Callable[[Place, str, bool], Locator]] = {
    "getBySelector": lambda place, text, _: place.locator(text),
    "getByCss": lambda place, text, _: place.locator(f"css={text}"),
    "getByXPath": lambda place, text, _: place.locator(f"xpath={text}"),
    "getByText": lambda place, text, exact: place.get_by_text(text, exact=exact),
    "getByLabel": lambda place, text, exact: place.get_by_label(text, exact=exact),
    "getByPlaceholder": lambda place, text, exact: place.get_by_placeholder(text, exact=exact),
    "getByAltText": lambda place, text, exact: place.get_by_alt_text(text, exact=exact),
    "getByTitle": lambda place, text, exact: place.get_by_title(text, exact=exact),
    "getByTestId": lambda place, text, _: place.get_by_test_id(text),
    # The selector engine behind get_by_role: it takes the role's attributes in brackets.
    "getByRole": lambda place, text, _: place.locator(f"role={text}"),
}


def place(step: Step) -> Place:
    """The page, or the element and the frame in it that the action names."""
    where: Place = step.page if step.around is None else _element(step.page, step.around)
    for frame in step.action.frame:
        where = locate(where, frame).content_frame
    return where


async def frame(step: Step) -> Frame:
    """The frame that `place` names: where scripts run that need no element. Raises StepFailed when it has gone."""
    where = step.page.main_frame
    if step.around is not None:
        element = await locate(place(step), step.action).first.element_handle(timeout=step.timeout_ms)
        return await element.owner_frame() or where
    for words in step.action.frame:
        element = await locate(where, words).element_handle(timeout=step.timeout_ms)
        inner = await element.content_frame()
        if inner is None:
            raise StepFailed(ErrorType.SELECTOR_NOT_FOUND, f"{describe(words)} is no frame")
        where = inner
    return where


def _frame_of(page: Page, around: Around) -> Place:
    """The page or the frame that an element is in."""
    if around.around is not None and not around.action.frame:
        return _frame_of(page, around.around)
    where: Place = page if around.around is None else _element(page, around.around)
    for frame in around.action.frame:
        where = locate(where, frame).content_frame
    return where


def _element(page: Page, around: Around) -> Locator:
    where: Place = page if around.around is None else _element(page, around.around)
    for frame in around.action.frame:
        where = locate(where, frame).content_frame
    return locate(where, around.action).nth(around.nth)


def locate(where: Place, words: Words) -> Locator:
    """The locator that target, getTargetBy, exact, hasText and nth describe."""
    target = words.target
    if target == ITSELF and hasattr(where, "content_frame"):  # of the places, locators alone have it, in both lanes
        target = "xpath=."
    locator = _FINDERS[words.get_target_by or DEFAULT_GET_TARGET_BY](where, target, words.exact)
    if words.HasField("has_text"):
        locator = locator.filter(has_text=words.has_text)
    if words.HasField("nth"):
        locator = locator.nth(words.nth)
    return locator


def locate_all(step: Step, words: Iterable[Words]) -> list[Locator]:
    """Locators in the page or frame of the step's target, be they in the element around it or not."""
    where = place(step) if step.around is None or step.action.frame else _frame_of(step.page, step.around)
    return [locate(where, one) for one in words]


def describe(words: Words) -> str:
    """What is looked for, for messages."""
    more = f" with text {words.has_text[:MAX_TOLD]!r}" if words.HasField("has_text") else ""
    more += f", number {words.nth} of them" if words.HasField("nth") else ""
    frames = "".join(f" in frame {describe(frame)}" for frame in getattr(words, "frame", ()))
    return f"{words.get_target_by or DEFAULT_GET_TARGET_BY} {words.target[:MAX_TOLD]!r}{more}{frames}"


@asynccontextmanager
async def awaited(locator: Locator, description: str) -> AsyncIterator[Locator]:
    """Lends a locator for a call that waits for its element.

    When the call fails, says why: that the element is missing, that it is not the only one, or what is in its way.
    """
    try:
        yield locator
    except PlaywrightTimeoutError as error:
        if failure := await waited_in_vain(locator, description, error):
            raise failure from error
        raise
    except PlaywrightError as error:
        if failure := refused(description, error):
            raise failure from error
        raise


@asynccontextmanager
async def target(step: Step) -> AsyncIterator[Locator]:
    """Lends the locator of the step's target."""
    try:
        async with (
            awaited(locate(place(step), step.action), describe(step.action)) as locator,
            step.waiting.until_found(locator),
        ):
            step.about_to(locator)
            yield locator
    except StepFailed as failure:
        if failure.error_type is ErrorType.SELECTOR_NOT_FOUND and (missing := await _missing_frame(step)):
            looked_for = describe(step.action)
            raise StepFailed(ErrorType.SELECTOR_NOT_FOUND, f"no frame matches {missing}: {looked_for}") from failure
        raise


async def _missing_frame(step: Step) -> str | None:
    """The outermost frame of the target's that is not there."""
    where: Place = step.page
    for frame in step.action.frame:
        locator = locate(where, frame)
        if await locator.count() == 0:
            return describe(frame)
        where = locator.content_frame
    return None
