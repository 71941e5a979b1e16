"""scroll: brings an element into view, or scrolls by a distance, or to an end of the page."""

from worker.actions import performs
from worker.page.locators import target
from worker.step import Produced, Step

_TO_EDGE = "edge => window.scrollTo(window.scrollX, edge === 'top' ? 0 : document.documentElement.scrollHeight)"


@performs("scroll")
async def scroll(step: Step) -> Produced | None:
    action = step.action
    if action.HasField("target"):
        async with target(step) as locator:
            await locator.scroll_into_view_if_needed(timeout=step.timeout_ms)
    elif action.HasField("to"):
        await step.page.evaluate(_TO_EDGE, action.to)
    else:
        await step.page.evaluate("([x, y]) => window.scrollBy(x, y)", [action.x, action.y])
    return None
