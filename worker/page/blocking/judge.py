"""Judges whether a page asks for a person: by the answer that it has come with, by the URLs of its frames, and by one
look at its elements, in a world that the page does not see. Frames are followed up through their parents to what can be
seen of them, since presence proves nothing.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from urllib.parse import SplitResult, urlsplit

from playwright.async_api import Frame, Page, Request

from worker.page.blocking.found import Found
from worker.page.blocking.frame_sight import IN_VIEW, THERE, FrameSight
from worker.page.blocking.rules import OF_ANSWERS, OF_ELEMENTS, OF_FRAMES, OF_PAGES, TOKENS, Rule
from worker.page.seeing import answered, tell
from worker.page.traffic import is_document

DEADLINE_S = 1.0
"""How long a look may take. A page that does not answer by then shows nothing."""
FRAME_S = 0.8
"""How long the documents around a frame may take to say whether it is seen."""
PATIENCE_S = 8.0
"""How long a page has that mostly goes on by itself."""
PAUSE_S = 0.5
"""Between looks at such a page."""
MAX_FRAMES = 2000
"""Of a page, how many are looked at by their URL."""
MAX_SUSPECTS = 12
"""Of those whose URL matches, how many are followed up through their parents."""

_NO_PAGE = frozenset({204, 205})
_ASKED: dict[str, Any] = {
    "rules": [
        {"css": one.css, "text": one.text, "size": one.size and {"width": one.size[0], "height": one.size[1]}}
        for one in OF_ELEMENTS
    ],
    "tokens": TOKENS,
}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a look has seen."""

    found: Found | None
    is_settled: bool = True
    """Whether the page has its document, and is not on its way to another one."""


async def look(page: Page) -> Found | None:
    """What asks for a person on a page as it is: what blocks it before what is merely there. None: nothing, or the page
    does not answer. Raises nothing, takes DEADLINE_S at most, and is not seen by the page.
    """
    seen = await answered(_see(page), DEADLINE_S)
    return seen.found if seen is not None else None


async def blocks(page: Page, *, patience_s: float = PATIENCE_S) -> Found | None:
    """What blocks a page, once it has had time to go on by itself where such pages do. None: nothing blocks it. Raises
    nothing.
    """
    found = await lasting(page, patience_s=patience_s, only_certain=True)
    return found if found is not None and found.is_certain else None


async def lasting(page: Page, *, patience_s: float = PATIENCE_S, only_certain: bool = False) -> Found | None:
    """What asks for a person, be it merely there, once it has had time to go on by itself where such do. With
    `only_certain`, no such time is given to what is merely there. None: nothing does. Raises nothing.
    """
    until = time.monotonic() + patience_s
    while True:
        found = await look(page)
        may_clear = found is not None and found.clears_itself and (found.is_certain or not only_certain)
        if not may_clear or time.monotonic() >= until:
            return found
        await asyncio.sleep(PAUSE_S)


async def is_solved(page: Page, found: Found) -> bool:
    """Whether what was found seems to be done: it is gone, or its token is there. False where the page does not answer,
    or is on its way to another one. Raises nothing. To be asked once a second.
    """
    seen = await answered(_see(page), DEADLINE_S)
    if seen is None or not seen.is_settled:
        return False
    return seen.found is None or (seen.found.vendor != found.vendor and not seen.found.is_certain)


async def _see(page: Page) -> _Seen:
    document = _last_document(await page.requests(), page)
    known = next(chain(_by_answer(document), _by_url(page)), None)  # without the page, which may be too busy to answer
    if known is not None:
        return _Seen(_found(known, is_certain=True))
    suspects = _suspects(page)
    facts = _Facts(await tell(page.main_frame, "rules", DEADLINE_S, **_ASKED, frames=bool(suspects)))
    is_settled = not facts.is_loading and (document is None or document.existing_response is not None)
    sight = FrameSight(page.main_frame, facts.frames, FRAME_S)
    rule = facts.blocking() or await _first_shown(sight, [one for one in suspects if one[0].blocks], IN_VIEW)
    if rule is not None:
        return _Seen(_found(rule, is_certain=True), is_settled)
    unsolved = [one for one in suspects if not facts.is_solved(one[0])]
    rule = facts.there() or await _first_shown(sight, unsolved, THERE)
    return _Seen(_found(rule, is_certain=False) if rule is not None else None, is_settled)


class _Facts:
    """What a page's elements show."""

    def __init__(self, told: Any) -> None:
        """`told` is what sight.js tells; it is not the page's to make, but what a page does to it may be seen in it."""
        self.is_loading = bool(told["isLoading"])
        self.frames = told["frames"]
        """Those of the main document, as FrameSight has them."""
        self._filled = frozenset(told["filled"])
        self._matches = list(zip(OF_ELEMENTS, told["matches"], strict=True))

    def blocking(self) -> Rule | None:
        shown = (rule for rule, level in self._matches if level >= (IN_VIEW if rule.size else 0))
        return next((rule for rule in shown if rule.blocks), None)

    def there(self) -> Rule | None:
        shown = (rule for rule, level in self._matches if level >= THERE)
        return next((rule for rule in shown if not self.is_solved(rule)), None)

    def is_solved(self, rule: Rule) -> bool:
        """Whether there is a token for what a rule names."""
        return not self._filled.isdisjoint(rule.vendor.tokens)


def _last_document(requests: Sequence[Request], page: Page) -> Request | None:
    """The request that the page's document has come with, or another one is to come with."""
    for request in reversed(requests):
        if is_document(request, page) and _may_be_shown(request):
            return request
    return None


def _may_be_shown(request: Request) -> bool:
    """Whether a request has led, or may lead, to a document that is shown."""
    answer = request.existing_response
    if answer is None:
        return not request.failure
    return answer.status not in _NO_PAGE and not _is_file(answer.headers)


def _is_file(headers: dict[str, str]) -> bool:
    return headers.get("content-disposition", "").lower().startswith("attachment")


def _by_answer(document: Request | None) -> Iterator[Rule]:
    answer = document.existing_response if document is not None else None
    if answer is not None:
        yield from (rule for rule in OF_ANSWERS if rule.matches_answer(answer.status, answer.headers))


def _by_url(page: Page) -> Iterator[Rule]:
    if url := _split(page.url):
        yield from (rule for rule in OF_PAGES if rule.matches_url(url))


def _suspects(page: Page) -> list[tuple[Rule, Frame]]:
    """The frames whose URL matches a rule, those of rules that block first."""
    found: list[tuple[Rule, Frame]] = []
    for frame in page.frames[:MAX_FRAMES]:
        if frame.parent_frame is not None and (url := _split(frame.url)):
            found += [(rule, frame) for rule in OF_FRAMES if rule.matches_url(url)][:1]
    return sorted(found, key=lambda one: not one[0].blocks)[:MAX_SUSPECTS]


def _split(url: str) -> SplitResult | None:
    if not url.startswith(("https://", "http://")):
        return None
    try:
        return urlsplit(url)
    except ValueError:
        return None


async def _first_shown(sight: FrameSight, suspects: Sequence[tuple[Rule, Frame]], level: int) -> Rule | None:
    shown = await asyncio.gather(*[sight.is_shown(frame, rule.size or (1, 1), level) for rule, frame in suspects])
    return next((rule for (rule, _), is_it in zip(suspects, shown, strict=True) if is_it), None)


def _found(rule: Rule, *, is_certain: bool) -> Found:
    vendor = rule.vendor
    whose = f" of {vendor.name}" if vendor.name else ""
    if vendor.captcha:
        message = f"the page {'shows' if is_certain else 'has'} a CAPTCHA{whose}"
    else:
        message = f"the page is a check{whose}, which wants to know whether a person is there"
    return Found(
        vendor=vendor.id,
        is_certain=is_certain,
        clears_itself=rule.clears_itself,
        message=message,
        instructions=vendor.instructions,
        by=rule.id,
    )
