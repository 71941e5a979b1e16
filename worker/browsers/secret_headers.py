"""Headers with secrets in them: sent with the requests to the secrets' origins, and with no others.

What Playwright adds to requests goes with them wherever they are redirected. So Chromium holds each request of the job,
and each redirect of it anew, until it has been told whether it gets them; what it does not hold, such as a WebSocket,
goes without them. The other engines cannot be told so.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import structlog
from playwright.async_api import CDPSession, Page

from worker.failures import StepFailed
from worker.secrets import Bound, Secrets, origin_of

log = structlog.get_logger()

_LEAVE_S = 5.0


class HeaderGate:
    """Where all requests of one job pass, in Chromium."""

    def __init__(self, session: CDPSession, secrets: Secrets) -> None:
        self._session = session
        self._secrets = secrets
        self._of_options: Mapping[str, Bound] = {}
        self._of_action: Mapping[str, Bound] = {}
        self._noted: set[tuple[str, str]] = set()
        """Which headers have been noted as sent to which origins."""
        self._answers: set[asyncio.Task[None]] = set()

    @classmethod
    @asynccontextmanager
    async def opened(cls, page: Page, secrets: Secrets, headers: Mapping[str, Bound]) -> AsyncIterator["HeaderGate"]:
        """Has the browser of a page send these headers, for as long as it is lent to the job: before its first page is
        asked for, since Chromium settles then whether it holds what a page loads.
        """
        browser = page.context.browser
        if browser is None:
            raise RuntimeError("a page that is lent has a browser")
        session = await browser.new_browser_cdp_session()
        gate = cls(session, secrets)
        gate._of_options = headers
        session.on("Fetch.requestPaused", gate._asked)
        try:
            await session.send("Fetch.enable", {"patterns": [{"urlPattern": "*", "requestStage": "Request"}]})
            yield gate
        finally:
            await _left(session)

    def send(self, headers: Mapping[str, Bound]) -> None:
        """Sends these from now on, in place of those of the last time, beside those of the options."""
        self._of_action = headers

    def _asked(self, event: dict[str, Any]) -> None:
        answer = asyncio.create_task(self._answer(event))
        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)

    async def _answer(self, event: dict[str, Any]) -> None:
        """Answers a request that Chromium holds. What it is told counts for this request alone, and not where it is
        redirected to.
        """
        request, answer = event["request"], {"requestId": event["requestId"]}
        origin = origin_of(request["url"])
        wanted = {**self._of_options, **self._of_action}
        try:
            added = {name: one for name, one in wanted.items() if one.allows(origin)}
            for name, one in added.items():
                if (name, origin) not in self._noted:
                    self._noted.add((name, origin))
                    await self._secrets.note(one, origin)
            if added:
                lower = {name.lower() for name in added}
                kept = {name: value for name, value in request["headers"].items() if name.lower() not in lower}
                sent = kept | {name: one.text for name, one in added.items()}
                answer["headers"] = [{"name": name, "value": value} for name, value in sent.items()]
        except StepFailed as failure:
            log.warning("headers.not_sent", error=str(failure))
        try:
            await self._session.send("Fetch.continueRequest", answer)
        except Exception as error:  # noqa: BLE001 - the page has given it up, or is gone; a dead driver says so thus
            log.debug("request.unanswered", url_origin=origin, error=type(error).__name__)


async def _left(session: CDPSession) -> None:
    """The browser goes on without: others will have it."""
    try:
        async with asyncio.timeout(_LEAVE_S):
            await session.detach()
    except Exception as error:  # noqa: BLE001 - it is gone; a dead driver says so with bare Exceptions
        log.debug("headers.not_left", error=type(error).__name__)
