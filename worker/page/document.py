"""A job's own HTML: a document that comes from nowhere, whose origin is its own and no other's."""

import re
from collections.abc import Callable
from contextlib import suppress
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from worker.page.loading import never_loaded
from worker.page.real import REAL
from worker.page.traffic import Traffic
from worker.step import WaitUntil
from worker.surface import Page, Route

_OF_THE_NETWORK = re.compile(r"^(https?|wss?):", re.IGNORECASE)
_HEAD_ENDS_WITHIN = 64 * 1024
"""How far the HTML is searched for a base of its own: a head is shorter, and parsing takes its time."""
_BEFORE_HEAD = frozenset({"html", "head"})
# Where there is a base, also a link to a place in the document itself would lead there.
_KEEP_WITHIN = f"""() => {{
    {REAL}
    const url = real(document, 'URL').split('#')[0];
    for (const link of real(document, 'querySelectorAll').call(document, 'a[href^="#"], area[href^="#"]')) {{
        link.setAttribute('href', url + link.getAttribute('href'));
    }}
}}"""


async def show(
    page: Page,
    html: str,
    base_url: str | None,
    permits: Callable[[str], bool],
    *,
    wait_until: WaitUntil,
    timeout_ms: float,
) -> None:
    """Shows the HTML in a blank page, whose origin is opaque. It loads what `permits` says; where tabs may go, the
    guard watches. Raises StepFailed where it does not load in time.
    """

    async def answer(route: Route) -> None:
        is_refused = not route.request.is_navigation_request() and not permits(route.request.url)
        await (route.abort("blockedbyclient") if is_refused else route.fallback())

    await page.context.route(_OF_THE_NETWORK, answer)
    content = with_base(html, base_url) if base_url else html
    try:
        await page.set_content(content, wait_until=wait_until, timeout=timeout_ms)
    except PlaywrightTimeoutError as error:
        raise never_loaded(page.url, wait_until, await Traffic.of(page)) from error
    if base_url:
        with suppress(PlaywrightError):  # it has led to another page already
            await page.evaluate(_KEEP_WITHIN)


def with_base(html: str, base_url: str) -> str:
    """The HTML with what its relative URLs begin at; a base of its own counts from there."""
    head = _Head()
    head.feed(html[:_HEAD_ENDS_WITHIN])
    base = f'<base href="{escape(urljoin(base_url, head.base or ""))}">'
    place = _offset(html, head.place)
    return html[:place] + base + html[place:]


class _Head(HTMLParser):
    """Finds where a base may stand, behind the doctype and the beginning of the head, and that of the document."""

    def __init__(self) -> None:
        super().__init__()
        self.place = (1, 0)
        """Line and column."""
        self.base: str | None = None
        self._is_begun = False

    def handle_decl(self, decl: str) -> None:
        if not self._is_begun:
            self._pass(f"<!{decl}>")

    def handle_comment(self, data: str) -> None:
        if not self._is_begun:
            self._pass(f"<!--{data}-->")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BEFORE_HEAD and not self._is_begun:
            self._pass(self.get_starttag_text() or "")
            return
        self._is_begun = True
        if tag == "base" and self.base is None:
            self.base = dict(attrs).get("href")

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._is_begun:
            self._is_begun = True

    def _pass(self, text: str) -> None:
        line, column = self.getpos()
        _, _, last = text.rpartition("\n")
        self.place = (line + text.count("\n"), len(last) + (0 if "\n" in text else column))


def _offset(html: str, place: tuple[int, int]) -> int:
    line, column = place
    at = 0
    for _ in range(line - 1):
        at = html.index("\n", at) + 1
    return at + column
