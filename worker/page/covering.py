"""What pictures of a page leave out of it once the job has used a secret: fields for passwords, fields that a secret
was entered into, and whatever shows one as it is.
"""

from collections.abc import Callable

from playwright.async_api import ElementHandle, Frame, Page
from playwright.async_api import Error as PlaywrightError

MAX_TRIES = 3
"""How often a frame is looked at that changes its document meanwhile."""
MAX_TEXT = 64 * 1024
"""How much of one text is looked at."""

_MARK = """element => {
    const field = element.control ?? element;
    (window[Symbol.for('tabwright.entered')] ??= new WeakSet()).add(field);
    return field.maxLength ?? -1;
}"""
_CANDIDATES = """() => {
    const found = [];
    const look = root => {
        for (const element of root.querySelectorAll('*')) {
            if (element.shadowRoot) look(element.shadowRoot);
            if (element.matches('input, textarea, select')
                || [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) found.push(element);
        }
    };
    look(document);
    return found;
}"""
_TEXTS = f"""elements => {{
    const entered = window[Symbol.for('tabwright.entered')];
    return elements.map(element => {{
        if (element.type === 'password' || entered?.has(element)) return null;
        const texts = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data);
        return [element.value, element.placeholder, ...texts]
            .filter(text => typeof text === 'string').join(' ').slice(0, {MAX_TEXT});
    }});
}}"""
_COVER = """(elements, covered) => {
    const kept = window.__tabwrightRetouched ??= [];
    for (const number of covered) {
        const {style} = elements[number];
        for (const [name, value] of [['opacity', '0'], ['transition', 'none'], ['animation', 'none']]) {
            kept.push([elements[number], name, style.getPropertyValue(name), style.getPropertyPriority(name)]);
            style.setProperty(name, value, 'important');
        }
    }
}"""


async def mark(element: ElementHandle) -> object:
    """Notes that a secret is entered into an element. Returns how many UTF-16 units the element takes of it, as far as
    the page tells the truth.
    """
    return await element.evaluate(_MARK)


async def cover(page: Page, shows: Callable[[str], bool]) -> None:
    """Makes what a picture must not show transparent, in all frames, until worker.page.retouching restores it. An
    element keeps its place, its focus and its value.
    """
    for frame in page.frames:
        await _cover(frame, shows)


async def _cover(frame: Frame, shows: Callable[[str], bool]) -> None:
    for tried in range(1, MAX_TRIES + 1):
        try:
            elements = await frame.evaluate_handle(_CANDIDATES)
            texts: list[str | None] = await elements.evaluate(_TEXTS)
            covered = [number for number, text in enumerate(texts) if text is None]
            if shows("\n".join(text for text in texts if text)):
                covered += [number for number, text in enumerate(texts) if text and shows(text)]
            await elements.evaluate(_COVER, covered)
            await elements.dispose()
        except PlaywrightError:
            if frame.is_detached():
                return
            if tried == MAX_TRIES:
                raise
        else:
            return
