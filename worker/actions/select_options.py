"""select: chooses options of a <select>."""

from typing import Any

from playwright.async_api import Locator
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from tabwright.v1.action_pb2 import Action

from worker.actions import performs
from worker.page.locators import describe, target
from worker.page.obstacles import ANSWER_S, impossible
from worker.step import Produced, Step
from worker.values import as_the_page_says

_NO_OPTION = "did not find some options"
MAX_OPTIONS = 10
"""How many of the options that there are a failure tells."""
MAX_WORDS = 50
"""How much of a value or a label."""

# What there is, and which of the values, labels and places that are asked for there are none of.
_OPTIONS = """
(element, wanted) => {
    const select = element.closest('select') ?? element.control;
    const plain = text => text.replace(/\\s+/g, ' ').trim();
    const all = [...select.options];
    return {
        count: all.length,
        options: all.slice(0, wanted.most).map(one => [one.value, plain(one.label)]),
        values: wanted.values.filter(value => !all.some(one => one.value === value || plain(one.label) === plain(value))),
        labels: wanted.labels.filter(label => !all.some(one => plain(one.label) === plain(label))),
        indexes: wanted.indexes.filter(index => index >= all.length),
    };
}
"""


@performs("select")
async def select_options(step: Step) -> Produced | None:
    action = step.action
    async with target(step) as locator:
        try:
            await locator.select_option(
                _values(action) or None,
                label=list(action.labels) or None,
                index=list(action.indexes) or None,
                force=action.force,
                timeout=step.timeout_ms,
            )
        except PlaywrightTimeoutError as error:
            if _NO_OPTION not in error.message.rstrip().rpartition("waiting for element")[2]:
                raise
            why = f"{describe(action)} {await _no_option(locator, action)}"
            raise await impossible(step.page, why, error) from error
    return None


def _values(action: Action) -> list[str]:
    return [action.value] if action.HasField("value") else list(action.values)


async def _no_option(locator: Locator, action: Action) -> str:
    """Which option is missing, and which there are."""
    wanted = {
        "values": _values(action),
        "labels": list(action.labels),
        "indexes": list(action.indexes),
        "most": MAX_OPTIONS,
    }
    there = await locator.evaluate(_OPTIONS, wanted, timeout=ANSWER_S * 1000)
    with as_the_page_says():
        missing = [
            *(_told(value) for value in there["values"]),
            *(f"labelled {_told(label)}" for label in there["labels"]),
            *(f"number {index}" for index in there["indexes"]),
        ]
        return f"has no option {', '.join(missing[:MAX_OPTIONS])}; it has {_listed(there)}"


def _listed(there: dict[str, Any]) -> str:
    options = [_told(value) + ("" if label == value else f" ({_cut(label)})") for value, label in there["options"]]
    more = there["count"] - len(options)
    return (", ".join(options) or "none") + (f" and {more} more" if more else "")


def _told(text: str) -> str:
    return repr(_cut(text))


def _cut(text: str) -> str:
    return text if len(text) <= MAX_WORDS else f"{text[:MAX_WORDS]}…"
