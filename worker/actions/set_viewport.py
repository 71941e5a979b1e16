"""setViewport: gives the tab another viewport."""

from playwright.async_api import ViewportSize

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed
from worker.step import Produced, Step
from worker.values import number

MAX_PIXELS = 64_000_000
"""As of the viewport in a job's options."""


@performs("setViewport")
async def set_viewport(step: Step) -> Produced | None:
    viewport = step.action.viewport
    ratio = number(await step.page.evaluate("devicePixelRatio"), "pixel ratio", least=0.01, most=100)
    if viewport.width * viewport.height * ratio**2 > MAX_PIXELS:
        raise StepFailed(
            ErrorType.VALIDATION_ERROR,
            f"the viewport would have more than {MAX_PIXELS} pixels, {ratio:g} in each direction for a CSS pixel: "
            "take a smaller one, or a smaller deviceScaleFactor",
        )
    await step.page.set_viewport_size(ViewportSize(width=viewport.width, height=viewport.height))
    return None
