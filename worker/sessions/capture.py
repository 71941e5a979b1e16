"""What a browser's context has for the origins of a session: read in pages of our own that show nothing, and of
sessionStorage, which belongs to tabs, in the tabs.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Frame, Page
from playwright.async_api import Error as PlaywrightError

from store.job import Json
from store.sessions.content import MAX_BYTES, MAX_ORIGINS
from worker.browsers.apart import apart, stand_at
from worker.secrets import origin_of
from worker.sessions.wanted import Wanted, without_storage
from worker.tabs import Tabs

CAPTURE_S = 10.0
"""How long all of it may take, and PER_ORIGIN_S more for each origin."""
PER_ORIGIN_S = 0.5
DATABASE_S = 4.0
"""How long the databases of one origin may take."""
TAB_S = 2.0
"""How long a tab may take to say what it has."""
_COLLECT = Path(__file__).with_name("collect.js").read_text()


class NotCaptured(Exception):
    """A session could not be read from the browser; the message says why."""


@dataclass(slots=True)
class Captured:
    """What was read."""

    state: Json = field(repr=False)
    left_out: int
    """How many values cannot be kept."""


class Visited:
    """The origins that the tabs of a context have stood at, of those that are wanted."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._seen: set[str] = set()
        self.origins: dict[str, None] = {}
        """In order; one more than there may be, at most."""

    def follow(self, context: BrowserContext) -> None:
        """Notes all that its tabs come to from now on."""
        for page in context.pages:
            page.on("framenavigated", self._note)
        context.on("page", lambda page: page.on("framenavigated", self._note))

    def want(self, wanted: Wanted) -> None:
        """Has others noted too, as far as tabs still stand there."""
        self._wanted = Wanted(tuple(dict.fromkeys([*self._wanted.origins, *wanted.origins])))

    def _note(self, frame: Frame) -> None:
        if frame.parent_frame is None:
            self.add(frame.url)

    def add(self, url: str) -> None:
        origin = origin_of(url)
        if origin not in self.origins and len(self.origins) <= MAX_ORIGINS and self._wanted.has(origin):
            self.origins[origin] = None


async def capture(
    tabs: Tabs,
    wanted: Wanted,
    origins: Sequence[str],
    *,
    kept: Mapping[str, Sequence[Json]],
    is_over: bool,
    has_scripts: bool,
) -> Captured:
    """What a context has for these origins, which are the wanted ones that may have stored something. `kept`: the
    sessionStorage of origins that no tab stands at; `is_over`: whether the job needs its tabs no more; `has_scripts`:
    whether its pages run any, without which databases do not answer.

    Raises NotCaptured, or what Playwright raises.
    """
    if len(origins) > MAX_ORIGINS:
        raise NotCaptured(f"more than {MAX_ORIGINS} of its origins have been visited: save fewer origins")
    try:
        async with asyncio.timeout(CAPTURE_S + PER_ORIGIN_S * len(origins)):
            cookies = wanted.cookies(await tabs.context.cookies())
            of_tabs = await _tab_storage(tabs.open, origins, kept, is_over=is_over)
            stored, left_out = await _storage(tabs, origins, DATABASE_S if has_scripts else 0)
    except TimeoutError as error:
        raise NotCaptured("what its sites have stored could not be read in time") from error
    for origin, items in of_tabs.items():
        stored.setdefault(origin, {"origin": origin})["sessionStorage"] = list(items)
    found = [one for one in stored.values() if not without_storage(one)]
    return Captured({"cookies": cookies, "origins": found}, left_out)


async def _storage(tabs: Tabs, origins: Sequence[str], database_s: float) -> tuple[dict[str, dict[str, Any]], int]:
    """LocalStorage and IndexedDB, by origin, and how many values cannot be kept."""
    stored: dict[str, dict[str, Any]] = {}
    left, left_out = MAX_BYTES, 0
    if not origins:
        return stored, left_out
    async with tabs.aside() as page, apart(page):
        for origin in origins:
            if not await stand_at(page, f"{origin}/"):
                continue
            told = await page.evaluate(_COLLECT, {"maxChars": left, "databaseMs": database_s * 1000})
            if told.get("tooLarge"):
                raise NotCaptured(f"its sites have stored more than {MAX_BYTES} bytes: save fewer origins")
            if "failed" in told:
                raise NotCaptured(f"the databases of {origin} cannot be read: {told['failed']}")
            left -= told["chars"]
            left_out += told["leftOut"]
            stored[origin] = {"origin": origin, **{kind: told[kind] for kind in ("localStorage", "indexedDB")}}
    if page.video is not None:  # of nothing
        await page.video.delete()
    return stored, left_out


async def _tab_storage(
    tabs: Sequence[Page], origins: Sequence[str], kept: Mapping[str, Sequence[Json]], *, is_over: bool
) -> dict[str, Sequence[Json]]:
    """sessionStorage, by origin: of the tab that stands there, the current one before others; where none does, the
    current one is taken there if the job needs it no more, and what was kept counts else.
    """
    found: dict[str, Sequence[Json]] = {}
    for page in tabs:
        origin = origin_of(page.url)
        if origin in origins and origin not in found:
            found[origin] = await _items(page, origin)
    others = [origin for origin in origins if origin not in found]
    for origin in others:
        found[origin] = kept.get(origin, ())
    if others and is_over and tabs:
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(TAB_S + PER_ORIGIN_S * len(others)), apart(tabs[0]):
                for origin in others:
                    if await stand_at(tabs[0], f"{origin}/"):
                        found[origin] = await tabs[0].session_storage.items()
    return found


async def _items(page: Page, origin: str) -> Sequence[Json]:
    try:
        async with asyncio.timeout(TAB_S):
            return await page.session_storage.items()
    except (PlaywrightError, TimeoutError) as error:
        raise NotCaptured(f"the tab at {origin} does not say what it has stored") from error
