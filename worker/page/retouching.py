"""Retouching: what a page looks like while its picture is taken, and not before and after.

Styles are set as scripts set them (CSSOM), which no Content-Security-Policy of a page forbids.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

from playwright.async_api import Error as PlaywrightError

from worker.page.covering import cover
from worker.page.real import REAL
from worker.surface import Frame, Locator, Page

_HIDE = {"visibility": "hidden", "opacity": "0", "transition": "none"}
"""An element within can be visible where its parent is not, but no less transparent."""
_REMOVE = {"display": "none"}

_SET = """(elements, style) => {
    REAL
    const kept = window.__tabwrightRetouched ??= [];
    for (const element of elements) {
        const own = real(element, 'style');
        for (const [name, value] of Object.entries(style)) {
            kept.push([element, name, own.getPropertyValue(name), own.getPropertyPriority(name)]);
            own.setProperty(name, value, 'important');
        }
    }
}""".replace("REAL", REAL)
_ADOPT = """css => {
    REAL
    const kept = window.__tabwrightRetouched ??= [];
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const adopt = root => {
        kept.push([root, sheet]);
        const sheets = [...real(root, 'adoptedStyleSheets'), sheet];
        Reflect.set(Object.getPrototypeOf(root), 'adoptedStyleSheets', sheets, root);
        for (const element of real(root, 'querySelectorAll').call(root, '*')) {
            const within = real(element, 'shadowRoot');
            if (within) adopt(within);
        }
    };
    adopt(document);
}""".replace("REAL", REAL)
_RESTORE = """() => {
    REAL
    for (const [where, what, value, priority] of (window.__tabwrightRetouched ?? []).reverse()) {
        if (what instanceof CSSStyleSheet) {
            const left = real(where, 'adoptedStyleSheets').filter(sheet => sheet !== what);
            Reflect.set(Object.getPrototypeOf(where), 'adoptedStyleSheets', left, where);
            continue;
        }
        real(where, 'style').setProperty(what, value, priority);
        if (!real(where, 'getAttribute').call(where, 'style')) real(where, 'removeAttribute').call(where, 'style');
    }
    delete window.__tabwrightRetouched;
}""".replace("REAL", REAL)


@asynccontextmanager
async def retouched(
    page: Page,
    *,
    hide: Sequence[Locator] = (),
    remove: Sequence[Locator] = (),
    style: str = "",
    shows: Callable[[str], bool] | None = None,
) -> AsyncIterator[None]:
    """Lends the page without these elements, and with this CSS in all its frames. `shows` says what texts must not be
    seen; None: all may be, and what is typed into fields for passwords too.
    """
    if not (hide or remove or style or shows):
        yield
        return
    try:
        for locators, changes in ((hide, _HIDE), (remove, _REMOVE)):
            for locator in locators:
                await locator.evaluate_all(_SET, changes)
        for frame in page.frames if style else []:
            await _adopt(page, frame, style)
        if shows is not None:
            await cover(page, shows)
        yield
    finally:
        for frame in page.frames:
            with suppress(PlaywrightError):  # it has gone, and what was done to it
                await frame.evaluate(_RESTORE)


async def _adopt(page: Page, frame: Frame, style: str) -> None:
    try:
        await frame.evaluate(_ADOPT, style)
    except PlaywrightError:
        if frame == page.main_frame:
            raise
