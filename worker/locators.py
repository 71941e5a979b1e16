"""Finding the element that an action names."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from playwright.async_api import Locator, Page
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from tabwright.v1.action_pb2 import Action

from worker.failures import ErrorType, StepFailed
from worker.step import Step

DEFAULT_GET_TARGET_BY = "getBySelector"


_FINDERS: dict[str, Callable[[Page, str, bool], Locator]] = {
    "getBySelector": lambda page, text, _: page.locator(text),
    "getByText": lambda page, text, exact: page.get_by_text(text, exact=exact),
    "getByLabel": lambda page, text, exact: page.get_by_label(text, exact=exact),
    "getByPlaceholder": lambda page, text, exact: page.get_by_placeholder(text, exact=exact),
    "getByAltText": lambda page, text, exact: page.get_by_alt_text(text, exact=exact),
    "getByTitle": lambda page, text, exact: page.get_by_title(text, exact=exact),
    "getByTestId": lambda page, text, _: page.get_by_test_id(text),
    # The selector engine behind get_by_role: it takes the role's attributes in brackets.
    "getByRole": lambda page, text, _: page.locator(f"role={text}"),
}


def locate(page: Page, action: Action) -> Locator:
    """The locator that target, getTargetBy and exact describe."""
    return _FINDERS[action.get_target_by or DEFAULT_GET_TARGET_BY](page, action.target, action.exact)


def describe(action: Action) -> str:
    """What the action looks for, for messages."""
    return f"{action.get_target_by or DEFAULT_GET_TARGET_BY} {action.target!r}"


@asynccontextmanager
async def awaited(locator: Locator, description: str) -> AsyncIterator[Locator]:
    """Lends a locator for a call that waits for its element.

    When the waiting has taken all the time, says whether it was the element that was missing.
    """
    try:
        yield locator
    except PlaywrightTimeoutError as error:
        if await locator.count() == 0:
            raise StepFailed(ErrorType.SELECTOR_NOT_FOUND, f"no element matches {description}") from error
        raise


def target(step: Step) -> AbstractAsyncContextManager[Locator]:
    """Lends the locator of the step's target."""
    return awaited(locate(step.page, step.action), describe(step.action))
