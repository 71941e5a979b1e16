"""fill: sets the value of an input."""

from playwright.async_api import ElementHandle, Locator
from playwright.async_api import Error as PlaywrightError

from store.retry import ErrorType
from worker.actions import performs
from worker.failures import StepFailed
from worker.page.entering import enter, enter_hidden, is_hidden, reference
from worker.page.locators import describe, target
from worker.page.obstacles import ANSWER_S
from worker.step import Produced, Step
from worker.values import as_the_page_says

_MALFORMED = ("Malformed value", "Cannot type text into input[type=number]")
_FORMS = {
    "date": "YYYY-MM-DD, such as 2026-05-31",
    "time": "HH:MM, such as 16:30",
    "datetime-local": "YYYY-MM-DDTHH:MM, such as 2026-05-31T16:30",
    "month": "YYYY-MM, such as 2026-05",
    "week": "YYYY-Www, such as 2026-W22",
    "color": "#rrggbb, such as #0080ff, in small letters",
    "number": "a number, such as 12.5",
}
_INPUT = """
element => {
    const input = element.control ?? element;
    return [input.type, input.min || '0', input.max || '100', input.step || '1'];
}
"""


@performs("fill")
async def fill(step: Step) -> Produced | None:
    async with target(step) as locator:
        try:
            if secret := reference(step.action):
                await enter(step, locator, secret, lambda element, value, left_ms: _put(step, element, value, left_ms))
            elif is_hidden(step):
                await enter_hidden(step, locator, lambda element, value, left_ms: _put(step, element, value, left_ms))
            else:
                await locator.fill(step.action.value, timeout=step.timeout_ms, force=step.action.force)
        except PlaywrightError as error:
            if not any(words in error.message for words in _MALFORMED):
                raise
            kind, form = await _form(locator)
            raise StepFailed(
                ErrorType.VALIDATION_ERROR, f'{describe(step.action)} is an input of type "{kind}", which takes {form}'
            ) from error
    return None


async def _put(step: Step, element: ElementHandle, value: str, left_ms: float) -> None:
    await element.fill(value, timeout=left_ms, force=step.action.force)


async def _form(locator: Locator) -> tuple[str, str]:
    """The type of an input, and what values of it look like."""
    told = await locator.evaluate(_INPUT, timeout=ANSWER_S * 1000)
    with as_the_page_says():
        kind, lowest, highest, step = map(str, told)
    default = f"a number from {lowest} to {highest} in steps of {step}" if kind == "range" else "other values"
    return kind, _FORMS.get(kind, default)
