"""screenshot: takes a picture of the viewport, the full page or an element."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any, Literal, cast

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import FloatRect, Locator

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import NO_PICTURE, StepFailed
from worker.page import lazy_content
from worker.page.extent import FONTS_LOADING, Extent, fonts, fonts_loaded
from worker.page.locators import locate_all, target
from worker.page.painting import painting_told
from worker.page.retouching import retouched
from worker.step import File, Produced, Step
from worker.values import as_the_page_says, number

DEFAULT_JPEG_QUALITY = 80
_EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp"}


_NOTHING_IN_IT = "Cannot take screenshot with 0"
"""Chromium's words for a picture without a pixel."""
MAX_PIXELS = 100_000_000
"""Chromium takes 1.5 GB for so many. From twice as many on it leaves parts of a picture white, and then dies."""
_LOOK_AT_ELEMENT = f"""element => {{
    const {{width, height}} = element.getBoundingClientRect();
    return {{width, height, ratio: devicePixelRatio, loading: ({FONTS_LOADING})(element)}};
}}"""


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
        "animations": action.animations or None,
        "scale": action.pixel_scale or None,
        "timeout": step.timeout_ms,
    }
    async with painting_told(step):
        if action.HasField("target"):
            async with target(step) as locator:
                data, told = await _of_element(step, locator, options)
        else:
            data, told = await _of_page(step, options)
    step.told.update(told)
    return Produced(
        file=File(
            artifact_type="screenshot",
            stem="screenshot",
            extension=_EXTENSIONS[image],
            mime_type=f"image/{image}",
            data=data,
        ),
    )


async def _of_element(step: Step, locator: Locator, options: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """A picture of an element, and what is to be told of it."""
    look = partial(locator.evaluate, FONTS_LOADING, timeout=step.timeout_ms)
    size = await locator.evaluate(_LOOK_AT_ELEMENT, timeout=step.timeout_ms)
    with as_the_page_says():
        width, height, ratio, loading = size["width"], size["height"], size["ratio"], size["loading"]
    told = await fonts_loaded(fonts(loading), look, step.timeout_ms)
    ratio = number(ratio, "pixel ratio", least=0.01, most=100)
    _check_size(step, number(width, "width"), number(height, "height"), ratio)
    async with _retouched(step):
        return await _taken(lambda: locator.screenshot(**options)), told


async def _of_page(step: Step, options: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """A picture of the page or its viewport, or of a part of it, and what is to be told of it."""
    page, action = step.page, step.action

    extent, told = await Extent.of(page), {}
    if action.full_page and extent.is_drawing and not action.HasField("clip"):  # Playwright would wait for its body
        return await _of_element(step, page.locator(":root"), options)
    if action.full_page and action.lazy_content != "ignore":
        told = await lazy_content.load(page, extent, step.timeout_ms)
    if told:
        extent = await Extent.of(page)
    told |= await fonts_loaded(extent.fonts_loading, partial(page.evaluate, FONTS_LOADING), step.timeout_ms)
    async with _retouched(step):
        if action.HasField("clip"):
            clip = action.clip
            options["clip"] = FloatRect(x=clip.x, y=clip.y, width=clip.width, height=clip.height)
            width, height = min(clip.width, extent.width), min(clip.height, extent.height)
            _check_size(step, width, height, extent.pixel_ratio)
        elif action.full_page:
            if action.remove or action.style:
                extent = await Extent.of(page)
            _check_size(step, extent.width, extent.height, extent.pixel_ratio)
        return await _taken(lambda: page.screenshot(full_page=action.full_page, **options)), told


def _retouched(step: Step) -> AbstractAsyncContextManager[None]:
    action = step.action
    return retouched(
        step.page,
        hide=locate_all(step, action.hide),
        remove=locate_all(step, action.remove),
        style=action.style,
        shows=step.secrets.cover,
    )


def _check_size(step: Step, width: float, height: float, pixel_ratio: float) -> None:
    """Raises StepFailed when a picture of this width and height would be too large to be drawn."""
    ratio = 1 if step.action.pixel_scale == "css" else pixel_ratio
    width, height = round(width * ratio), round(height * ratio)
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
        if _NOTHING_IN_IT in error.message:
            raise StepFailed(
                ErrorType.VALIDATION_ERROR, "clip has less than a pixel of what there is: move it, or make it larger"
            ) from error
        if NO_PICTURE not in error.message:
            raise
    return await take()
