"""What assistive technology gets of an element: Playwright's ARIA snapshot, as YAML."""

from playwright.async_api import Locator

from worker.step import Step
from worker.values import too_large


async def snapshots(step: Step, locator: Locator, *, multiple: bool) -> str | list[str]:
    """Raises StepFailed where they are more than a value may be."""
    made = []
    left_bytes = step.max_file_bytes
    for one in await locator.all() if multiple else [locator.first]:
        made.append(await one.aria_snapshot(timeout=step.timeout_ms))
        left_bytes -= len(made[-1].encode(errors="replace"))
        if left_bytes < 0:
            raise too_large(step.max_file_bytes - left_bytes, step.max_file_bytes)
    return made if multiple else made[0]
