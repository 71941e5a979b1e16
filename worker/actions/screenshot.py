"""screenshot: takes a picture of the viewport, the full page or an element."""

from collections.abc import Awaitable, Callable
from typing import Any, Literal, cast

from playwright.async_api import Error as PlaywrightError

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import NO_PICTURE, StepFailed
from worker.page.locators import locate_all, target
from worker.step import File, Produced, Step

DEFAULT_JPEG_QUALITY = 80
_EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp"}


MAX_PIXELS = 100_000_000
"""Chromium takes 1.5 GB for so many. From twice as many on it leaves parts of a picture white, and then dies."""
_SIZE_OF_PAGE = """() => {
    const {scrollWidth, scrollHeight} = document.documentElement;
    return [Math.max(scrollWidth, innerWidth) * devicePixelRatio, Math.max(scrollHeight, innerHeight) * devicePixelRatio];
}"""
_SIZE_OF_ELEMENT = """element => {
    const {width, height} = element.getBoundingClientRect();
    return [width * devicePixelRatio, height * devicePixelRatio];
}"""


@performs("screenshot")
async def screenshot(step: Step) -> Produced | None:
    action, browser = step.action, step.page.context.browser
    if action.omit_background and browser is not None and browser.browser_type.name == "firefox":
        raise StepFailed(ErrorType.UNSUPPORTED, "Firefox does not support transparent pictures: remove omitBackground")
    image = cast(Literal["jpeg", "png", "webp"], action.format or "png")
    quality = action.quality if action.HasField("quality") else None
    options: dict[str, Any] = {
        "type": image,
        "quality": DEFAULT_JPEG_QUALITY if quality is None and image == "jpeg" else quality,
        "mask": locate_all(step, action.mask),
        "omit_background": action.omit_background,
        "timeout": step.timeout_ms,
    }
    if action.HasField("target"):
        async with target(step) as locator:
            _check_size(await locator.evaluate(_SIZE_OF_ELEMENT, timeout=step.timeout_ms))
            data = await _taken(lambda: locator.screenshot(**options))
    else:
        if action.full_page:
            _check_size(await step.page.evaluate(_SIZE_OF_PAGE))
        data = await _taken(lambda: step.page.screenshot(full_page=action.full_page, **options))
    return Produced(
        file=File(
            artifact_type="screenshot",
            stem="screenshot",
            extension=_EXTENSIONS[image],
            mime_type=f"image/{image}",
            data=data,
        )
    )


def _check_size(size: list[float]) -> None:
    """Raises StepFailed when a picture of this width and height would be too large to be drawn."""
    width, height = (round(pixels) for pixels in size)
    if width * height > MAX_PIXELS:
        raise StepFailed(
            ErrorType.ARTIFACT_TOO_LARGE,
            f"the picture would have {width} x {height} pixels, more than {MAX_PIXELS} in all: "
            "take it of a part of the page, or with a smaller deviceScaleFactor",
        )


async def _taken(take: Callable[[], Awaitable[bytes]]) -> bytes:
    """A picture. What Chromium refuses now and then, mostly when it is busy, it does a moment later."""
    try:
        return await take()
    except PlaywrightError as error:
        if NO_PICTURE not in error.message:
            raise
    return await take()
