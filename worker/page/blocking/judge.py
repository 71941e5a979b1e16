"""Judges whether a page asks for a person."""

from playwright.async_api import Page

from worker.page.blocking.found import Found

DEADLINE_S = 1.0
"""How long a look may take. A page that does not answer by then shows nothing."""
PATIENCE_S = 8.0
"""How long a page has that mostly goes on by itself."""


async def look(page: Page) -> Found | None:
    """What asks for a person on a page as it is: what blocks it before what is merely there. None: nothing, or the page
    does not answer. Raises nothing, takes DEADLINE_S at most, and is not seen by the page.
    """
    del page
    return None


async def blocks(page: Page, *, patience_s: float = PATIENCE_S) -> Found | None:
    """What blocks a page, once it has had time to go on by itself where such pages do. None: nothing blocks it. Raises
    nothing.
    """
    del page, patience_s
    return None


async def is_solved(page: Page, found: Found) -> bool:
    """Whether what was found seems to be done: it is gone, or its token is there. False where the page does not answer.
    Raises nothing. To be asked once a second.
    """
    del page, found
    return False
