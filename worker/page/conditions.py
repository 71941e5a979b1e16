"""Whether a condition holds of the page as it is."""

import asyncio
import re
import time

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from tabwright.v1.flow_pb2 import Condition

from worker.globs import matches
from worker.page.locators import Place, locate
from worker.tabs import Tabs

POLL_S = 0.1
"""How often it is asked while it is waited for."""
MOVING_S = 10.0
"""How long a page may be on its way to another one before that is the answer."""

_MOVING = re.compile("context was destroyed|Cannot find context|frame was detached|Frame has been detached")


async def holds(tabs: Tabs, condition: Condition) -> bool:
    """Asks as often as the condition says. Raises what Playwright raises; whoever calls it bounds the time."""
    started = time.monotonic()
    while True:
        passed_s = time.monotonic() - started
        page = tabs.current
        try:
            is_so = await _is_so(page, condition) is not getattr(condition, "not")
        except PlaywrightError as error:
            has_gone = page.is_closed() and tabs.current is not page  # it has closed itself: the one before it is asked
            if not has_gone and (passed_s > MOVING_S or not is_moving(error)):
                raise
        else:
            if is_so or passed_s >= condition.within_ms / 1000:
                return is_so
        await asyncio.sleep(POLL_S)


def is_moving(error: PlaywrightError) -> bool:
    """Whether a page could not be asked since it is on its way to another one."""
    return _MOVING.search(error.message) is not None


async def _is_so(page: Page, condition: Condition) -> bool:
    if condition.HasField("url"):
        return matches(page.url, condition.url)
    where: Place = page
    for frame in condition.frame:
        where = locate(where, frame).content_frame
    is_visible = await locate(where, condition).filter(visible=True).count() > 0
    return is_visible is (condition.state != "hidden")
