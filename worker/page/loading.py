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


async def rest(step: Step, page: Page) -> None:
    """Waits until a page that has loaded is idle, where that is a wish, and no longer than the job can spare."""
    if not step.idle_is_wish or page.is_closed():
        return
    try:
        await page.wait_for_load_state("networkidle", timeout=min(IDLE_WAIT_MS, step.left_ms * IDLE_SHARE))
    except PlaywrightTimeoutError:
        step.told["notIdle"] = True
    except PlaywrightError:
        if not page.is_closed():  # a page may close itself
            raise


def never_loaded(url: str, state: WaitUntil, traffic: Traffic) -> StepFailed:
    """The failure of a step whose page, at this URL, has not come to a load state."""
    if traffic.document is not None and traffic.document in traffic.under_way and traffic.answer is None:
        return StepFailed(ErrorType.TIMEOUT, f"{told_url(traffic.document.url)} has not answered")
    words = f"; {traffic.words}" if traffic.words else ""
    return StepFailed(ErrorType.TIMEOUT, f"{told_url(url)} did not come to load state {state} (waitUntil){words}")
