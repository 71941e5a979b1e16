"""extract: reads data from the page."""

from typing import Any

from playwright.async_api import Locator

from worker.actions import performs
from worker.page.locators import awaited, frame, target
from worker.page.reading import script
from worker.page.reading.accessibility import snapshots
from worker.page.reading.frames import Frames
from worker.page.reading.results import finished, needs_work
from worker.page.reading.wanted import Wanted, any_of, for_script, format_of
from worker.step import Produced, Step
from worker.values import as_the_page_says, joined, parsed, read_value

_WHOLE_PAGE = ":root"


@performs("extract")
async def extract(step: Step) -> Produced | None:
    action = step.action
    if action.HasField("target"):
        async with target(step) as locator:
            return Produced.of(await read(step, locator, action))
    if not action.extractors:
        async with awaited(step.page.locator(_WHOLE_PAGE), "the page") as locator:
            return Produced.of(await read(step, locator, action))
    values = {}
    for extractor in action.extractors:
        description = f"{extractor.selector!r} of extractor {extractor.name}"
        async with awaited(step.page.locator(extractor.selector), description) as locator:
            values[extractor.name] = await read(step, locator, extractor)
    return Produced.of(joined(values))


async def read(step: Step, locator: Locator, wanted: Wanted) -> Any:
    """What is wanted of an element: its value, or Text. Raises StepFailed, and what Playwright raises."""
    if format_of(wanted) == "accessibility":
        return await snapshots(step, locator, multiple=wanted.multiple)

    async def run(source: str, argument: Any) -> Any:
        if wanted.multiple:
            return await locator.evaluate_all(source, argument)
        return await locator.first.evaluate(source, argument, timeout=step.timeout_ms)

    async def fetch(source: str, argument: Any) -> Any:
        return await (await frame(step)).evaluate(source, argument)

    of_main_content = any_of(wanted, lambda one: one.main_content)
    source = (script.read_all if wanted.multiple else script.read_one)(main_content=of_main_content)
    argument = {**for_script(wanted), "key": script.new_key()}
    value = await read_value(run, fetch, source, argument, max_bytes=step.max_file_bytes, is_plain=True)
    if not any_of(wanted, needs_work):
        return value
    value = await parsed(value)
    with as_the_page_says():
        if any_of(wanted, lambda one: one.frames):
            value = await Frames(step.max_file_bytes).put_in(value, await frame(step), argument["key"])
        return await finished(value, wanted)
