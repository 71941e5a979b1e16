"""extract: reads data from the page."""

import asyncio
import json
from pathlib import Path
from typing import Any

from playwright.async_api import Locator
from tabwright.v1.action_pb2 import Action, Extractor

from worker.actions import performs
from worker.page.locators import awaited, frame, target
from worker.page.markdown import to_markdown
from worker.step import Produced, Step
from worker.values import Text, joined, read_value

_READ_ALL = Path(__file__).with_suffix(".js").read_text()
_READ_ONE = f"(element, wanted) => ({_READ_ALL})([element], wanted)[0]"


@performs("extract")
async def extract(step: Step) -> Produced | None:
    action = step.action
    if action.HasField("target"):
        async with target(step) as locator:
            return Produced.of(await _read(step, locator, action))
    values = {}
    for extractor in action.extractors:
        description = f"{extractor.selector!r} of extractor {extractor.name}"
        async with awaited(step.page.locator(extractor.selector), description) as locator:
            values[extractor.name] = await _read(step, locator, extractor)
    return Produced.of(joined(values))


async def _read(step: Step, locator: Locator, wanted: Action | Extractor) -> Any:
    """Its value, or Text."""

    async def read(script: str, argument: Any) -> Any:
        if wanted.multiple:
            return await locator.evaluate_all(script, argument)
        return await locator.first.evaluate(script, argument, timeout=step.timeout_ms)

    async def fetch(script: str, argument: Any) -> Any:
        return await (await frame(step)).evaluate(script, argument)

    script = _READ_ALL if wanted.multiple else _READ_ONE
    value = await read_value(read, fetch, script, _wanted(wanted), max_bytes=step.max_file_bytes)
    if not _has_markdown(wanted):
        return value
    if isinstance(value, Text):
        value = await asyncio.to_thread(json.loads, value.data)
    return await _with_markdown(value, wanted)


def _has_markdown(wanted: Action | Extractor) -> bool:
    return wanted.format == "markdown" or any(map(_has_markdown, wanted.extractors))


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
