"""extract: reads data from the page."""

from pathlib import Path
from typing import Any

from playwright.async_api import Locator
from tabwright.v1.action_pb2 import Action, Extractor

from worker.actions import performs
from worker.locators import awaited, target
from worker.markdown import to_markdown
from worker.step import Produced, Step

_READ_ALL = Path(__file__).with_suffix(".js").read_text()
_READ_ONE = f"(element, wanted) => ({_READ_ALL})([element], wanted)[0]"


@performs("extract")
async def extract(step: Step) -> Produced | None:
    action = step.action
    if action.HasField("target"):
        async with target(step) as locator:
            value = await _read(locator, action, step.timeout_ms)
    else:
        value = {}
        for extractor in action.extractors:
            description = f"{extractor.selector!r} of extractor {extractor.name}"
            async with awaited(step.page.locator(extractor.selector), description) as locator:
                value[extractor.name] = await _read(locator, extractor, step.timeout_ms)
    return Produced(value=value, has_value=True)


async def _read(locator: Locator, wanted: Action | Extractor, timeout_ms: float) -> Any:
    if wanted.multiple:
        value = await locator.evaluate_all(_READ_ALL, _wanted(wanted))
    else:
        value = await locator.first.evaluate(_READ_ONE, _wanted(wanted), timeout=timeout_ms)
    return await _with_markdown(value, wanted)


def _wanted(wanted: Action | Extractor) -> dict[str, Any]:
    """What the script shall read."""
    return {
        "attribute": wanted.attribute,
        "format": wanted.format or "text",
        "extractors": [
            {"name": child.name, "selector": child.selector, "multiple": child.multiple, **_wanted(child)}
            for child in wanted.extractors
        ],
    }


async def _with_markdown(value: Any, wanted: Action | Extractor) -> Any:
    """What the script has read, with Markdown in place of the HTML that it gives for that."""
    if wanted.multiple and isinstance(value, list):
        return [await _one_with_markdown(one, wanted) for one in value]
    return await _one_with_markdown(value, wanted)


async def _one_with_markdown(value: Any, wanted: Action | Extractor) -> Any:
    if value is None:
        return None
    if wanted.extractors:
        return {child.name: await _with_markdown(value[child.name], child) for child in wanted.extractors}
    return await to_markdown(value) if wanted.format == "markdown" else value
