"""What pictures of a page leave out of it once the job has used a secret: fields for passwords, fields that a secret
was entered into, and whatever shows one as it is.
"""

from collections.abc import Callable

from playwright.async_api import Error as PlaywrightError

from worker.page.real import REAL
from worker.surface import Element as ElementHandle
from worker.surface import Frame, Page
from worker.values import as_the_page_says

MAX_TRIES = 3
"""How often a frame is looked at that changes its document meanwhile."""
MAX_TEXT = 64 * 1024
"""How much of one text is looked at."""

_MARK = """element => {
    const field = element.control ?? element;
    (window[Symbol.for('tabwright.entered')] ??= new WeakSet()).add(field);
    return field.maxLength ?? -1;
}"""
_MARK_FIELDS = """() => {
    REAL
    const entered = window[Symbol.for('tabwright.entered')] ??= new WeakSet();
    const look = root => {
        for (const element of real(root, 'querySelectorAll').call(root, '*')) {
            const within = real(element, 'shadowRoot');
            if (within) look(within);
            if (element.matches('input, textarea, select, [contenteditable]')) entered.add(element);
        }
    };
    look(document);
}""".replace("REAL", REAL)
# What is generated may come from any attribute: not all browsers tell which text it is.
_CANDIDATES = """() => {
    REAL
    const entered = window[Symbol.for('tabwright.entered')];
    const generated = element => {
        const made = ['::before', '::after'].map(pseudo => getComputedStyle(element, pseudo).content)
            .filter(content => content !== 'none' && content !== 'normal');
        const marker = getComputedStyle(element).listStyleType;
        if (/^["']/.test(marker)) made.push(marker);
        return made.length ? [...made, ...[...element.attributes].map(attribute => attribute.value)] : [];
    };
    const found = [];
    const look = root => {
        for (const element of real(root, 'querySelectorAll').call(root, '*')) {
            const within = real(element, 'shadowRoot');
            if (within) look(within);
            const texts = [...real(element, 'childNodes')].filter(node => node.nodeType === 3);
            const own = texts.map(node => node.data).join('');
            const of = [own, element.value, element.placeholder, element.alt, element.label, ...generated(element)];
            if (element.matches('select')) of.push(...[...element.options].map(option => option.label));
            const text = of.filter(one => typeof one === 'string' && one.trim()).join(' ');
            const isHidden = element.type === 'password' || entered?.has(element);
            if (text || isHidden) found.push({element, text: isHidden ? null : text});
        }
    };
    look(document);
    return found;
}""".replace("REAL", REAL)
_TEXTS = f"found => found.map(({{text}}) => text && text.slice(0, {MAX_TEXT}))"
# What is seen of fields for passwords is their length.
_SHOWN = """found => ({
    texts: found.filter(({text, element}) => text && element.checkVisibility?.() !== false).map(({text}) => text),
    isEntered: found.some(({text, element}) => text === null && element.type !== 'password' && !!element.value
        && element.checkVisibility?.() !== false),
})"""
_COVER = """(found, covered) => {
    const kept = window.__tabwrightRetouched ??= [];
    for (const number of covered) {
        const {element} = found[number];
        const wanted = [['opacity', '0'], ['transition', 'none'], ['animation', 'none']];
        // It has no box of its own to be transparent.
        if (getComputedStyle(element).display === 'contents') wanted.push(['visibility', 'hidden']);
        for (const [name, value] of wanted) {
            kept.push([element, name, element.style.getPropertyValue(name), element.style.getPropertyPriority(name)]);
            element.style.setProperty(name, value, 'important');
        }
    }
}"""


async def mark(element: ElementHandle) -> object:
    """Notes that a secret is entered into an element. Returns how many UTF-16 units the element takes of it, as far as
    the page tells the truth.
    """
    return await element.evaluate(_MARK)


async def mark_fields(frame: Frame) -> None:
    """Notes of all fields that are there that something was entered into them that is to be hidden."""
    await frame.evaluate(_MARK_FIELDS)


async def cover(page: Page, shows: Callable[[str], bool]) -> None:
    """Makes what a picture must not show transparent, in all frames, until worker.page.retouching restores it. An
    element keeps its place, its focus and its value.
    """
    for frame in page.frames:
        await _cover(frame, shows)


async def shows_hidden(page: Page, shows: Callable[[str], bool]) -> bool:
    """Whether somebody who sees the page as it is would see something that pictures leave out. Raises Playwright's
    errors.
    """
    for frame in page.frames:
        if not frame.is_detached():
            found = await frame.evaluate(f"() => ({_SHOWN})(({_CANDIDATES})())")
            if found["isEntered"] or shows("\n".join(found["texts"])):
                return True
    return False


async def _cover(frame: Frame, shows: Callable[[str], bool]) -> None:
    for tried in range(1, MAX_TRIES + 1):
        try:
            found = await frame.evaluate_handle(_CANDIDATES)
            texts: list[str | None] = await found.evaluate(_TEXTS)
            with as_the_page_says():
                covered = [number for number, text in enumerate(texts) if text is None]
                if shows("\n".join(text for text in texts if text)):
                    covered += [number for number, text in enumerate(texts) if text and shows(text)]
            await found.evaluate(_COVER, covered)
            await found.dispose()
        except PlaywrightError:
            if frame.is_detached():
                return
            if tried == MAX_TRIES:
                raise
        else:
            return
