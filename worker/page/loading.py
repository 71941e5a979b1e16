"""When a page counts as loaded: as the client has said, and where nobody has, when it is idle or will not be."""

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.page.obstacles import told_url
from worker.page.traffic import Traffic
from worker.step import Step, WaitUntil

IDLE_WAIT_MS = 10_000
IDLE_SHARE = 0.4
"""Which part of the time that is left a page may take to be idle, where that is only a wish."""


FONTS_WAIT_MS = 3_000
"""How long fonts alone may keep a page from counting as loaded, where nobody has said when it does."""
_HOLD_UP_LOAD = frozenset({"document", "stylesheet", "script", "image", "media", "font"})
"""Types of requests without whose end no page has loaded."""

_OWN = "about:blank"
"""Where a job's own HTML is, and what a page writes into a tab of its own."""


async def rest(step: Step, page: Page) -> None:
    """Waits until a page whose document is there has loaded and is idle, where that is a wish: for the latter no longer
    than the job can spare, and not for fonts that do not arrive. Raises StepFailed.
    """
    if not step.idle_is_wish or page.is_closed():
        return
    try:
        if not await _loaded(step, page):
            return
        await page.wait_for_load_state("networkidle", timeout=min(IDLE_WAIT_MS, step.left_ms * IDLE_SHARE))
    except PlaywrightTimeoutError:
        step.told["notIdle"] = True
    except PlaywrightError:
        if not page.is_closed():  # a page may close itself
            raise


async def _loaded(step: Step, page: Page) -> bool:
    """Waits until a page has loaded. Returns whether it has: False when only fonts are lacking, after some time."""
    while True:
        try:
            await page.wait_for_load_state("load", timeout=min(FONTS_WAIT_MS, step.left_ms))
        except PlaywrightTimeoutError as error:
            traffic = await Traffic.of(page)
            lacking = [one.resource_type for one in traffic.under_way if one.resource_type in _HOLD_UP_LOAD]
            if lacking and set(lacking) == {"font"}:
                step.told.update({"notIdle": True, "fontsPending": len(lacking)})
                return False
            if step.left_ms <= 0:
                raise never_loaded(page.url, "load", traffic) from error
        else:
            return True


def never_loaded(url: str, state: WaitUntil, traffic: Traffic) -> StepFailed:
    """The failure of a step whose page, at this URL, has not come to a load state."""
    if traffic.document is not None and traffic.document in traffic.under_way and traffic.answer is None:
        return StepFailed(ErrorType.TIMEOUT, f"{told_url(traffic.document.url)} has not answered")
    words = f"; {traffic.words}" if traffic.words else ""
    what = "the page" if url == _OWN else told_url(url)
    return StepFailed(ErrorType.TIMEOUT, f"{what} did not come to load state {state} (waitUntil){words}")
