"""Dismisses banners that ask for consent to cookies, by DuckDuckGo's autoconsent, which runs in the job's pages."""

import asyncio
import json
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from playwright.async_api import BrowserContext, Page

DETECTION_S = 1.5
"""How long after a page has loaded a banner may appear that is waited for."""
DISMISSAL_S = 6.0
"""How long it may take to dismiss one, and to be sure of it."""
MAX_BANNERS = 20
_SHARE = 0.3
"""Of what is left of the visit's time: a banner is not worth the job."""
_MAX_NAME_CHARS = 100
_MAX_MESSAGE_CHARS = 500
_TELL = "__tabwrightConsent"
_LISTS = Path(__file__).parent / "lists"

_of_contexts: WeakKeyDictionary[BrowserContext, "Consent"] = WeakKeyDictionary()


class Consent:
    """What has become of the banners in the pages of one context. Pages could tell us wrong, but about themselves."""

    def __init__(self) -> None:
        self._news = asyncio.Event()
        self._is_detected = False
        self._is_ended = False
        self._dismissed: list[str] = []

    async def follow(self, context: BrowserContext) -> None:
        """Begins, before the context's first page."""
        await context.expose_binding(_TELL, self._told)
        await context.add_init_script(_script())
        _of_contexts[context] = self

    def begin(self) -> None:
        """Forgets what earlier pages had."""
        self._is_detected = self._is_ended = False
        self._dismissed = []

    async def dismissed(self, left_s: float) -> list[str]:
        """Waits, for a part of the time that is left, until a banner is gone. Returns the names of those that are."""
        with suppress(TimeoutError):
            async with asyncio.timeout(min(DETECTION_S, left_s * _SHARE)):
                await self._until(lambda: self._is_detected)
        if self._is_detected:
            with suppress(TimeoutError):
                async with asyncio.timeout(min(DISMISSAL_S, left_s * _SHARE)):
                    await self._until(lambda: self._is_ended)
        return self._dismissed

    async def _until(self, holds: Any) -> None:
        while not holds():
            self._news.clear()
            await self._news.wait()

    def _told(self, _: Any, message: Any) -> None:
        if not isinstance(message, str) or len(message) > _MAX_MESSAGE_CHARS:
            return
        with suppress(ValueError, TypeError):
            kind, name, is_right = json.loads(message)
            self._is_detected = self._is_detected or kind in {"popupFound", "optOutResult", "autoconsentDone"}
            if kind == "optOutResult":
                self._is_ended = True
            if kind == "optOutResult" and is_right and len(self._dismissed) < MAX_BANNERS:
                self._dismissed = [*dict.fromkeys([*self._dismissed, str(name)[:_MAX_NAME_CHARS]])]
            self._news.set()


def begin(page: Page) -> None:
    """Notes that a page is about to be opened."""
    if consent := _of_contexts.get(page.context):
        consent.begin()


async def note(page: Page, data: dict[str, Any], left_s: float) -> None:
    """Adds to the data of a visit which banners of the page have been dismissed, where the job wants that. `left_s` is
    what is left of its time.
    """
    consent = _of_contexts.get(page.context)
    if consent is not None and (names := await consent.dismissed(left_s)):
        data["cookieBanners"] = ", ".join(names)


@cache
def _script() -> str:
    parts = {
        "CONSENT_RULES": (_LISTS / "autoconsent-rules.json").read_text(),
        "CONSENT_TELL": json.dumps(_TELL),
        "CONSENT_SCRIPT": (_LISTS / "autoconsent.js").read_text(),
    }
    glue = "\n".join(line for line in (_LISTS / "dismiss.js").read_text().splitlines() if not line.startswith("//"))
    for name, text in parts.items():
        glue = glue.replace(name, text, 1)
    return glue
