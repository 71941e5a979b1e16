"""Requests and responses of the fast lane: what its jobs ask of Playwright's, with the same answers."""

import asyncio
import base64
from collections.abc import Mapping
from typing import Any, Generic, Protocol, TypeVar

from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import Session

NAVIGATED_AWAY = (
    "Response body is not available for a response that was navigated away from. "
    "Read response.body() before triggering any navigation."
)
_TYPES = {
    "Document": "document",
    "Stylesheet": "stylesheet",
    "Image": "image",
    "Media": "media",
    "Font": "font",
    "Script": "script",
    "TextTrack": "texttrack",
    "XHR": "xhr",
    "Fetch": "fetch",
    "EventSource": "eventsource",
    "WebSocket": "websocket",
    "Manifest": "manifest",
    "Ping": "ping",
    "CSPViolationReport": "cspreport",
}
MAX_BODY_CHARS = 512 * 1024
"""How much is kept of what a request sends, in base64: of more, nothing."""
_FAVICON = "/favicon.ico"
_REDIRECTS = range(300, 400)
T = TypeVar("T")


class Frame(Protocol):
    """A frame of a page, as far as its requests are concerned."""

    @property
    def page(self) -> Any: ...
    @property
    def parent_frame(self) -> Any: ...


class Later(Generic[T]):
    """What is known later, and does not change then."""

    __slots__ = ("_error", "_is_known", "_value", "_waiting")

    def __init__(self) -> None:
        self._is_known = False
        self._value: T | None = None
        self._error: PlaywrightError | None = None
        self._waiting: tuple[asyncio.Future[None], ...] = ()

    def tell(self, value: T) -> None:
        """The first that is told counts."""
        if not self._is_known:
            self._value = value
            self._known()

    def fail(self, error: PlaywrightError) -> None:
        """It will not be known any more."""
        if not self._is_known:
            self._error = error
            self._known()

    async def get(self) -> T:
        """Waits for it. Raises the error that has come in its place."""
        if not self._is_known:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting = (*self._waiting, waiter)
            await waiter
        if self._error is not None:
            raise self._error
        return self._value  # type: ignore[return-value]  # it is known, and no error

    def _known(self) -> None:
        self._is_known = True
        waiting, self._waiting = self._waiting, ()
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)


class Request:
    """One request of a page; each redirect is one of its own."""

    def __init__(
        self,
        event: Mapping[str, Any],
        session: Session,
        frame: Frame,
        redirected_from: "Request | None",
        max_url_chars: int | None = None,
    ) -> None:
        """`event` is that of Network.requestWillBeSent. With `max_url_chars`, only so much of the URL is kept, and
        nothing else that the page has said.
        """
        asked, kind = event["request"], event.get("type", "Other")
        self.id: str = event["requestId"]
        self.session = session
        """Where the body of the answer is to be had."""
        self.frame: Any = frame
        is_navigation = self.id == event.get("loaderId") and kind == "Document"
        self.document_id: str | None = self.id if is_navigation else None
        """The loader of the document that it is for."""
        self.url: str = asked["url"].partition("#")[0][:max_url_chars]
        self.method: str = asked["method"]
        self.resource_type: str = _TYPES.get(kind, "other")
        self.failure: str | None = None
        self.existing_response: Response | None = None
        self.redirected_from = redirected_from
        was_favicon = redirected_from is not None and redirected_from.is_favicon
        self.is_favicon: bool = was_favicon or asked["url"].endswith(_FAVICON)
        """Whether nobody is told of it."""
        self.answer: Later[Response | None] = Later()
        self.provisional: Mapping[str, str] = asked["headers"] if max_url_chars is None else {}
        entries = [one["bytes"] for one in asked.get("postDataEntries", ()) if "bytes" in one]
        is_kept = max_url_chars is None and sum(map(len, entries)) <= MAX_BODY_CHARS
        self._body: list[str] = entries if is_kept else []
        self.held_chars = len(self.url) + _chars(self.provisional) + sum(map(len, self._body))
        """How much of what the page and the site have said is held for it."""

    def __repr__(self) -> str:
        return f"<Request url={self.url!r} method={self.method!r}>"

    @property
    def counts(self) -> bool:
        """Whether a frame is not idle while it is open."""
        return not self.is_favicon and self.resource_type != "eventsource"

    @property
    def headers(self) -> dict[str, str]:
        """By their names in small letters."""
        return _by_name(self.provisional)

    @property
    def post_data_buffer(self) -> bytes | None:
        """What it sends. None: nothing, or too much."""
        return b"".join(map(base64.b64decode, self._body)) or None

    @property
    def service_worker(self) -> None:
        """Requests of service workers are not told in the fast lane."""

    def is_navigation_request(self) -> bool:
        return self.document_id is not None

    async def response(self) -> "Response | None":
        """Waits for it. None: the request has failed."""
        return await self.answer.get()

    async def sizes(self) -> None:
        """Waits until the answer has ended. How large it is, which Playwright says then, nobody asks for."""
        response = await self.response()
        if response is None:
            raise PlaywrightError("Request.sizes: Unable to fetch sizes for failed request")
        await response.finished()

    def end(self, error: PlaywrightError) -> None:
        """The page is gone: nothing more will be known of it."""
        self.answer.fail(error)
        if self.existing_response is not None:
            self.existing_response.ended.fail(error)


class Response:
    """What a site has answered to a request."""

    def __init__(self, request: Request, payload: Mapping[str, Any]) -> None:
        self.request = request
        self.url = request.url
        self.status: int = payload["status"]
        self.status_text: str = payload["statusText"]
        self.ended: Later[None] = Later()
        self._provisional: Mapping[str, str] = payload["headers"]
        request.existing_response = self
        request.held_chars += _chars(self._provisional)

    def __repr__(self) -> str:
        return f"<Response url={self.url!r} request={self.request}>"

    @property
    def frame(self) -> Any:
        return self.request.frame

    @property
    def headers(self) -> dict[str, str]:
        """By their names in small letters."""
        return _by_name(self._provisional)

    async def finished(self) -> None:
        """Waits until it has ended, whole or not."""
        await self.ended.get()

    async def body(self) -> bytes:
        """Waits for it. Raises Playwright's error where it cannot be had."""
        await self.finished()
        if self.status in _REDIRECTS:
            raise PlaywrightError("Response.body: Response body is unavailable for redirect responses")
        try:
            told = await self.request.session.send("Network.getResponseBody", {"requestId": self.request.id})
        except PlaywrightError as error:
            away = f"\n{NAVIGATED_AWAY}" if error.message.startswith("Protocol error") else ""
            raise PlaywrightError(f"Response.body: {error.message}{away}") from error
        return base64.b64decode(told["body"]) if told["base64Encoded"] else told["body"].encode()

    async def text(self) -> str:
        return (await self.body()).decode()


def _by_name(headers: Mapping[str, str]) -> dict[str, str]:
    values: dict[str, dict[str, None]] = {}
    for name, value in headers.items():
        values.setdefault(name.lower(), {})[value] = None
    return {name: ("\n" if name == "set-cookie" else ", ").join(lines) for name, lines in values.items()}


def _chars(headers: Mapping[str, str]) -> int:
    return sum(len(name) + len(value) for name, value in headers.items())
