"""What a job's context begins with: cookies and storage of sites."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Page

from store.job import Json
from worker.browsers.apart import apart, stand_at

PER_ORIGIN_S = 1.0
"""How long it may take to put in what one origin has stored, beside what opening a page takes: the browser opens an
empty document there, in Firefox within a third of that.
"""
_BLANK = "about:blank"
_PUT = "items => { for (const [name, value] of items) sessionStorage.setItem(name, value) }"


@dataclass(slots=True)
class BrowserState:
    """State that is put into a context before its job sees it. None of it goes through the network, or is recorded."""

    storage: Json = field(default_factory=dict, repr=False)
    """As Playwright has it: `cookies`, and `origins` with `localStorage` and `indexedDB`."""
    tab_storage: Mapping[str, Sequence[Json]] = field(default_factory=dict, repr=False)
    """The sessionStorage of origins, `name` and `value`. It belongs to a tab: the first one has it, and those that its
    pages open by themselves, as browsers do it.
    """

    def context_options(self) -> dict[str, Any]:
        """Playwright opens a document of each origin by itself, in a page that nobody sees."""
        return {"storage_state": self.storage} if self.storage else {}

    @property
    def time_s(self) -> float:
        """How long it may take to put it in."""
        return PER_ORIGIN_S * (len(self.storage.get("origins", ())) + len(self.tab_storage))

    async def put_in(self, page: Page) -> None:
        """Puts into a new tab what belongs to tabs. Each value is given to documents of its origin alone: a script that
        all pages run would have it in the memory of all.
        """
        if not self.tab_storage:
            return
        async with apart(page):
            for origin, items in self.tab_storage.items():
                if await stand_at(page, f"{origin}/"):
                    await page.evaluate(_PUT, [[one["name"], one["value"]] for one in items])
            await stand_at(page, _BLANK)
