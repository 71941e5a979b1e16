"""A picture of the page that a step has failed on: what its message cannot say."""

import base64
from collections.abc import Callable, Sequence

from tabwright.v1.action_pb2 import Action

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.page.retouching import retouched
from worker.step import File
from worker.surface import Page

TIMEOUT_S = 2.0
"""How long a picture may take, with all that is done to keep it."""
SHARE = 0.25
"""Which part of the job's time it may take, when the job goes on."""

_NOTHING_TO_SEE = frozenset(
    {
        ErrorType.URL_BLOCKED,
        ErrorType.NETWORK_ERROR,
        ErrorType.NOT_A_PAGE,
        ErrorType.BROWSER_CRASHED,
        ErrorType.STORAGE_UNAVAILABLE,
    }
)
"""Failures after which there is no page or it may not be seen, or no file can be kept."""
_OF_NO_SITE = ("about:blank", "chrome-error:", "about:neterror", "about:certerror")
"""Where nothing has been opened yet, and what browsers show in place of what could not be: no site's pages."""
_NOT_ON_THE_PAGE = frozenset({"setCookies", "setHeaders"})
"""Actions that leave nothing on the page for a later picture to show."""


def is_worth_it(page: Page, failure: StepFailed, actions: Sequence[Action]) -> bool:
    """Whether there is a picture to take. `actions` are those of the job up to the one that has failed."""
    return (
        failure.error_type not in _NOTHING_TO_SEE
        and not page.is_closed()
        and not page.url.startswith(_OF_NO_SITE)
        and may_be_pictured(actions[-1])
        and all(may_be_pictured(action) or action.action in _NOT_ON_THE_PAGE for action in actions[:-1])
    )


def may_be_pictured(action: Action) -> bool:
    """Whether pictures may show what an action has entered: the one place that decides."""
    return not action.sensitive


async def take(page: Page, shows: Callable[[str], bool] | None) -> File:
    """The viewport as it is, but for what `shows` a text that must not be seen. Raises what Playwright raises; whoever
    calls it bounds the time.
    """
    browser = page.context.browser
    async with retouched(page, shows=shows):
        if browser is not None and browser.browser_type.name == "chromium":
            data = await _take_at_once(page)
        else:
            data = await page.screenshot(timeout=TIMEOUT_S * 1000)
    return File(artifact_type="failure", stem="failure", extension="png", mime_type="image/png", data=data)


async def _take_at_once(page: Page) -> bytes:
    """Playwright waits for fonts first, which Chromium has only when the page has loaded. That it has not is what there
    is to see.
    """
    session = await page.context.new_cdp_session(page)
    picture = await session.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
    await session.detach()
    return base64.b64decode(picture["data"])
