"""screenshot: takes a picture of the viewport, the full page or an element."""

from typing import Literal, cast

from worker.actions import performs
from worker.locators import target
from worker.step import File, Produced, Step

DEFAULT_JPEG_QUALITY = 80


@performs("screenshot")
async def screenshot(step: Step) -> Produced | None:
    action = step.action
    image = cast(Literal["jpeg", "png"], action.format or "png")
    quality = None
    if image == "jpeg":
        quality = action.quality if action.HasField("quality") else DEFAULT_JPEG_QUALITY
    if action.HasField("target"):
        async with target(step) as locator:
            data = await locator.screenshot(type=image, quality=quality, timeout=step.timeout_ms)
    else:
        data = await step.page.screenshot(
            full_page=action.full_page, type=image, quality=quality, timeout=step.timeout_ms
        )
    return Produced(
        file=File(
            artifact_type="screenshot",
            stem="screenshot",
            extension="jpg" if image == "jpeg" else "png",
            mime_type=f"image/{image}",
            data=data,
        )
    )
