"""extract: reads data from the page."""

from typing import Any

from playwright.async_api import Locator

from worker.actions import performs
from worker.locators import awaited, target
from worker.step import Produced, Step

# What is read of one element: a property, or an attribute; links as absolute URLs.
_READ_ATTRIBUTE = """(element, name) => {
  if (['textContent', 'innerText', 'innerHTML', 'outerHTML', 'value'].includes(name)) return element[name] ?? null;
  if (['href', 'src'].includes(name) && element.hasAttribute(name)) return element[name];
  return element.getAttribute(name);
}"""

_READ_FORMAT = {
    "text": "element => element.innerText ?? element.textContent",
    "html": "element => element.outerHTML",
    # Rows become objects when the first row is a header that gives each column a name of its own.
    "table": """element => {
  const texts = row => Array.from(row.cells, cell => cell.innerText.trim());
  const [first, ...rest] = Array.from(element.rows ?? element.querySelector('table')?.rows ?? []);
  if (!first) return [];
  const names = texts(first);
  const isHeader = first.parentElement.tagName === 'THEAD' || Array.from(first.cells).every(c => c.tagName === 'TH');
  if (!isHeader || new Set(names).size !== names.length) return [first, ...rest].map(texts);
  return rest.map(row => Object.fromEntries(texts(row).map((text, i) => [names[i] ?? String(i), text])));
}""",
}


@performs("extract")
async def extract(step: Step) -> Produced | None:
    action = step.action
    if not action.extractors:
        async with target(step) as locator:
            script, name = _script(action.attribute, action.format)
            return Produced(
                value=await _read(locator, script, name, multiple=action.multiple, timeout_ms=step.timeout_ms),
                has_value=True,
            )
    value = {}
    for extractor in action.extractors:
        script, name = _script(extractor.attribute, "")
        description = f"{extractor.selector!r} of extractor {extractor.name}"
        async with awaited(step.page.locator(extractor.selector), description) as locator:
            value[extractor.name] = await _read(
                locator, script, name, multiple=extractor.multiple, timeout_ms=step.timeout_ms
            )
    return Produced(value=value, has_value=True)


def _script(attribute: str, form: str) -> tuple[str, str | None]:
    """The function that reads an element, and its argument."""
    return (_READ_ATTRIBUTE, attribute) if attribute else (_READ_FORMAT[form or "text"], None)


async def _read(locator: Locator, script: str, name: str | None, *, multiple: bool, timeout_ms: float) -> Any:
    if multiple:
        return await locator.evaluate_all(f"(elements, name) => elements.map(e => ({script})(e, name))", name)
    return await locator.first.evaluate(script, name, timeout=timeout_ms)
