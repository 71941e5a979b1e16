"""What a page has asked for of late: looked at when something has gone wrong, and free until then."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError

from worker.page.obstacles import MAX_SHOWN, told_url
from worker.surface import Page, Request, Response

LOOK_S = 0.3
"""How long is waited to see which requests end: those that have ended before say so at once."""
MAX_CONTENT_TYPE = 255
_HOLDS_NOTHING_UP = "eventsource"
"""The type of requests that stay open and do not count: a page with one is idle."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """The last requests of a page, a hundred at most, oldest first."""

    requests: Sequence[Request] = ()
    under_way: Sequence[Request] = ()
    """Those that have not ended."""
    document: Request | None = None
    """The last one for a document of the page itself."""
    answer: Response | None = None
    """What the site has answered to that."""

    @classmethod
    async def of(cls, page: Page) -> "Traffic":
        """Raises nothing: a page that cannot be asked has no traffic."""
        try:
            async with asyncio.timeout(LOOK_S):
                requests = await page.requests()
        except (PlaywrightError, TimeoutError):
            return cls()
        answers: dict[Request, Response] = {}
        ends = [asyncio.ensure_future(_end(one, answers)) for one in requests]
        if ends:
            await asyncio.wait(ends, timeout=LOOK_S)
        under_way = [one for one, end in zip(requests, ends, strict=True) if not end.done()]
        for end in ends:
            end.cancel()
        await asyncio.gather(*ends, return_exceptions=True)
        document = next((one for one in reversed(requests) if is_document(one, page)), None)
        return cls(requests, under_way, document, answers.get(document) if document is not None else None)

    @property
    def words(self) -> str:
        """What keeps the page from being idle; "" where nothing does."""
        held_up = [one for one in self.under_way if one.resource_type != _HOLDS_NOTHING_UP]
        if held_up:
            shown = ", ".join(_without_query(one.url) for one in held_up[:MAX_SHOWN])
            more = f" and {len(held_up) - MAX_SHOWN} more" if len(held_up) > MAX_SHOWN else ""
            return f"still under way: {shown}{more}"
        for url, count in Counter(_without_query(one.url) for one in self.requests).most_common(1):
            if count > 1:
                return f"it keeps asking for {url}"
        return ""


def told_answer(response: Response) -> dict[str, Any]:
    """What the site answered, for the result and the step's data."""
    told: dict[str, Any] = {"httpStatus": response.status}
    if content_type := response.headers.get("content-type", "")[:MAX_CONTENT_TYPE]:
        told["contentType"] = content_type
    return told


async def _end(request: Request, answers: dict[Request, Response]) -> None:
    """Returns when the request has ended."""
    response = await request.response()
    if response is not None:
        answers[request] = response
        await request.sizes()


def is_document(request: Request, page: Page) -> bool:
    """Whether a request is for a document of the page itself."""
    try:
        return request.is_navigation_request() and request.frame == page.main_frame
    except PlaywrightError:  # of a frame that is only being opened
        return False


def _without_query(url: str) -> str:
    return told_url(urlsplit(url)._replace(query="", fragment="").geturl())
