"""What is seen of a form for signing in, before a password is sent and after."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Frame, Page, Request

from worker.page.obstacles import told_url
from worker.page.seeing import answered, tell
from worker.page.submissions import submits

LOOK_S = 1.0
"""How long a page may take to say how it is."""
ANSWER_S = 0.1
"""How long is waited for the answer to a request: one that has come says so at once."""
MAX_REQUESTS = 20
REFUSING = frozenset({401, 403, 422})
"""Statuses with which sites refuse a sign-in."""
INVALID = "aria-invalid"
"""What stands for a field that a page marks as wrong, among the texts of its errors."""
_SENDING = frozenset({"POST", "PUT", "PATCH"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What a page shows at one moment."""

    url: str
    """The page's."""
    form_url: str
    """That of the document which the form is, or was, in. Empty: it has gone."""
    has_form: bool = False
    """Whether one field for a password is shown that is not for a new one."""
    asks_for_code: bool = False
    errors: tuple[str, ...] = ()
    """What it says by ARIA that is wrong: texts of alerts, and INVALID where the password is marked so."""
    is_loading: bool = True

    @property
    def origin(self) -> tuple[str, str]:
        parts = urlsplit(self.url)
        return parts.scheme, parts.netloc

    @property
    def place(self) -> tuple[str, str, str]:
        """Where the form is, without its query."""
        parts = urlsplit(self.form_url)
        return parts.scheme, parts.netloc, parts.path


@dataclass(frozen=True, slots=True)
class Sent:
    """A request that a page has made since its password may have been sent."""

    url: str
    status: int | None
    """None: it is under way."""
    is_own: bool
    """Whether it submits something to the page's own site."""
    is_document: bool


async def look(page: Page, frame: Frame) -> Signs | None:
    """What a page shows of a form in one of its frames. None: it does not answer. Raises nothing."""
    if frame.is_detached():
        return Signs(url=page.url, form_url="", is_loading=False)
    told: Any = await answered(tell(frame, "signIn", LOOK_S), LOOK_S)
    if told is None:
        return None
    return Signs(
        url=page.url,
        form_url=frame.url,
        has_form=told["passwords"] == 1 and not told["isNew"],
        asks_for_code=bool(told["code"]),
        errors=tuple(told["errors"]),
        is_loading=bool(told["isLoading"]),
    )


async def requests_of(page: Page) -> Sequence[Request]:
    """The last ones. Raises nothing."""
    return await answered(page.requests(), LOOK_S) or ()


async def sent_since(page: Page, before: Collection[Request]) -> list[Sent]:
    """What a page has sent that may be a sign-in, oldest first. Raises nothing."""
    new = [one for one in await requests_of(page) if one not in before and _may_be_it(one)][-MAX_REQUESTS:]
    statuses = await asyncio.gather(*map(_status, new))
    return [
        Sent(
            told_url(urlsplit(one.url)._replace(query="", fragment="").geturl()),
            status,
            submits(one, page.context, from_frames=True, anywhere=False),
            one.is_navigation_request(),
        )
        for one, status in zip(new, statuses, strict=True)
    ]


def _may_be_it(request: Request) -> bool:
    return request.method.upper() in _SENDING or request.is_navigation_request()


async def _status(request: Request) -> int | None:
    """None: there is no answer yet. 0: there is none to come."""
    if request.failure and request.existing_response is None:
        return 0
    answer = request.existing_response or await answered(request.response(), ANSWER_S)
    return answer.status if answer is not None else None
