"""click: clicks an element; when that leads to another page, waits until it has loaded."""

from playwright.async_api import Frame

from worker.actions import performs
from worker.locators import target
from worker.step import Produced, Step


@performs("click")
async def click(step: Step) -> Produced | None:
    page = step.page
    navigated: list[str] = []

    def note(frame: Frame) -> None:
        if frame == page.main_frame:
            navigated.append(frame.url)

    page.on("framenavigated", note)
    try:
        async with target(step) as locator:
            await locator.click(timeout=step.timeout_ms)
    finally:
        page.remove_listener("framenavigated", note)
    if navigated:
        await page.wait_for_load_state(step.wait_until, timeout=step.timeout_ms)
    return None
