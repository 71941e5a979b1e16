"""When a page counts as loaded: as the client has said, and where nobody has, when it is idle or will not be."""

import time
from collections.abc import Mapping

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from store.retry import ErrorType
from worker.failures import StepFailed
from worker.page.obstacles import told_url
from worker.page.traffic import Traffic
from worker.step import Step, WaitUntil
from worker.surface import Page

IDLE_WAIT_MS = 10_000
IDLE_SHARE = 0.4
"""Which part of the time that is left a page may take to be idle, where that is only a wish."""


FONTS_WAIT_MS = 3_000
"""How long fonts alone may keep a page from counting as loaded, where nobody has said when it does."""
_TO_LOAD = frozenset({"document", "stylesheet", "script", "image", "media", "font"})
_HOLD_UP: Mapping[str, frozenset[str]] = {
    "load": _TO_LOAD,
    "networkidle": _TO_LOAD | {"fetch", "xhr", "manifest", "texttrack", "other"},
}
"""Types of requests without whose end a page does not come to a load state."""

_OWN = "about:blank"
"""Where a job's own HTML is, and what a page writes into a tab of its own."""


async def rest(step: Step, page: Page) -> None:
    """Waits until a page whose document is there has loaded and is idle, where that is a wish: for the latter no longer
    than the job can spare, and not for fonts that do not arrive. Raises StepFailed.
    """
    if not step.idle_is_wish or page.is_closed():
        return
    try:
        if await _comes_to(step, page, "load", step.left_ms) is None:
            raise never_loaded(page.url, "load", await Traffic.of(page))
        if not step.told.get("fontsPending"):
            is_idle = await _comes_to(step, page, "networkidle", min(IDLE_WAIT_MS, step.left_ms * IDLE_SHARE))
            step.told.update({} if is_idle else {"notIdle": True})
    except PlaywrightError:
        if not page.is_closed():  # a page may close itself
            raise


async def _comes_to(step: Step, page: Page, state: WaitUntil, within_ms: float) -> bool | None:
    """Waits for a load state. Returns whether the page has come to it; False, when only fonts are lacking after some
    time, which the step tells; None, when something else is lacking and the time is over.
    """
    ends = time.monotonic() + within_ms / 1000
    while (left_ms := (ends - time.monotonic()) * 1000) > 0:
        try:
            await page.wait_for_load_state(state, timeout=min(FONTS_WAIT_MS, left_ms))
        except PlaywrightTimeoutError:
            traffic = await Traffic.of(page)
            lacking = [one.resource_type for one in traffic.under_way if one.resource_type in _HOLD_UP[state]]
            if lacking and set(lacking) == {"font"}:
                step.told.update({"notIdle": True, "fontsPending": len(lacking)})
                return False
        else:
            return True
    return None


def never_loaded(url: str, state: WaitUntil, traffic: Traffic) -> StepFailed:
    """The failure of a step whose page, at this URL, has not come to a load state."""
    if traffic.document is not None and traffic.document in traffic.under_way and traffic.answer is None:
        return StepFailed(ErrorType.TIMEOUT, f"{told_url(traffic.document.url)} has not answered")
    words = f"; {traffic.words}" if traffic.words else ""
    what = "the page" if url == _OWN else told_url(url)
    return StepFailed(ErrorType.TIMEOUT, f"{what} did not come to load state {state} (waitUntil){words}")
