"""Requests of a page that Chromium holds until we have answered: for the name and the password that go with them, and
for what may not be sent at all.

What holds requests for the whole browser, such as the guard of navigations, is asked besides.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from worker.browsers.fast.connection import Session
from worker.browsers.fast.request import Request

MAX_KNOWN = 10_000
"""Of how many requests it is remembered what has been answered, or what has come."""
_OWN_PORTS = {"http": 80, "https": 443}
_EVERYTHING = [{"urlPattern": "*", "requestStage": "Request"}]
_PREFLIGHT = "access-control-request-method"

Judge = Callable[[Request], Awaitable[str | None]]
"""Says why a request is not sent, in Chromium's words; None: it is."""


class Holding:
    """The held requests of one page, or of a service worker."""

    def __init__(
        self, credentials: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None, judge: Judge | None = None
    ) -> None:
        self._credentials = [credentials] if isinstance(credentials, Mapping) else list(credentials or ())
        self._judge = judge
        self._tried: OrderedDict[str, None] = OrderedDict()
        """Requests with which the credentials have been sent: a site that asks again does not want these."""
        self._held: OrderedDict[str, tuple[Session, dict[str, Any]]] = OrderedDict()
        """What is held and has not been told as a request yet, by the ids of requests."""
        self._told: OrderedDict[str, Request | None] = OrderedDict()
        """What has been told and is not held yet; None where nobody is told of it."""
        self._heard: set[Session] = set()
        self._answers: set[asyncio.Task[None]] = set()

    @property
    def is_on(self) -> bool:
        return bool(self._credentials) or self._judge is not None

    def begin(self, session: Session, *, is_worker: bool = False) -> list[asyncio.Future[Any]]:
        """Has the requests of a target held, as far as anybody wants to. Those of a page's worker are held for the
        page.
        """
        if not self.is_on:
            return []
        sent: list[asyncio.Future[Any]] = [session.begin("Network.setCacheDisabled", {"cacheDisabled": True})]
        if not is_worker:
            if session not in self._heard:
                self._heard.add(session)
                session.on("Fetch.requestPaused", lambda event: self._paused(session, event))
                session.on("Fetch.authRequired", lambda event: self._asked(session, event))
            sent.append(session.begin("Fetch.enable", {"handleAuthRequests": True, "patterns": _EVERYTHING}))
        return sent

    def judge(self, judge: Judge | None, sessions: Mapping[Session, bool]) -> list[asyncio.Future[Any]]:
        """Asks this one from now on. `sessions` are the page's; of each, whether it is a worker's."""
        was_on, self._judge = self.is_on, judge
        if self.is_on:
            return [one for session, is_worker in sessions.items() for one in self.begin(session, is_worker=is_worker)]
        if not was_on:
            return []
        self._told.clear()
        return [
            session.begin(method, params)
            for session, is_worker in sessions.items()
            for method, params in (("Network.setCacheDisabled", {"cacheDisabled": False}), ("Fetch.disable", {}))
            if not (is_worker and method == "Fetch.disable")
        ]

    def leave(self, session: Session) -> None:
        self._heard.discard(session)

    def told(self, request_id: str, request: Request | None) -> None:
        """A request has been told of, or begins and nobody is told."""
        if self._judge is None:
            return
        if (held := self._held.pop(request_id, None)) is not None:
            self._answer(*held, request)
        else:
            _keep(self._told, request_id, request)

    def ended(self, request_id: str) -> None:
        """A request has ended."""
        self._told.pop(request_id, None)
        if (held := self._held.pop(request_id, None)) is not None:
            _pass(*held)

    def _paused(self, session: Session, event: dict[str, Any]) -> None:
        request_id = event.get("networkId")
        if self._judge is None or request_id is None:
            _pass(session, event)
        elif _is_preflight(event):
            _allow(session, event)
        elif request_id in self._told:
            self._answer(session, event, self._told.pop(request_id))
        else:
            for one in _keep(self._held, request_id, (session, event)):
                _pass(*one)

    def _answer(self, session: Session, event: dict[str, Any], request: Request | None) -> None:
        judge = self._judge
        if request is not None and request.is_favicon:
            _fail(session, event, "Aborted")
        elif judge is None or request is None or request.redirected_from is not None:  # what led there was judged
            _pass(session, event)
        else:
            task = asyncio.create_task(_judged(judge, session, event, request))
            self._answers.add(task)
            task.add_done_callback(self._answers.discard)

    def _asked(self, session: Session, event: dict[str, Any]) -> None:
        request_id, url = event["requestId"], event["request"]["url"]
        answer = {"response": "Default"}
        if request_id in self._tried:
            answer = {"response": "CancelAuth"}
        elif (found := next((one for one in self._credentials if _is_for(one, url)), None)) is not None:
            answer = {"response": "ProvideCredentials", "username": found["username"], "password": found["password"]}
            _keep(self._tried, request_id, None)
        session.begin("Fetch.continueWithAuth", {"requestId": request_id, "authChallengeResponse": answer})


def _keep(known: OrderedDict[str, Any], request_id: str, value: Any) -> list[Any]:
    """Remembers it, and returns what is forgotten for it."""
    known[request_id] = value
    return [known.popitem(last=False)[1]] if len(known) > MAX_KNOWN else []


async def _judged(judge: Judge, session: Session, event: dict[str, Any], request: Request) -> None:
    reason = await judge(request)
    if reason is None:
        _pass(session, event)
    else:
        _fail(session, event, reason)


def _pass(session: Session, event: Mapping[str, Any]) -> None:
    session.begin("Fetch.continueRequest", {"requestId": event["requestId"]})


def _fail(session: Session, event: Mapping[str, Any], reason: str) -> None:
    session.begin("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": reason})


def _is_preflight(event: Mapping[str, Any]) -> bool:
    """Whether Chromium asks of its own accord what a page may ask for."""
    request = event["request"]
    return request["method"] == "OPTIONS" and any(name.lower() == _PREFLIGHT for name in request["headers"])


def _allow(session: Session, event: Mapping[str, Any]) -> None:
    """Answers in a site's place that another one's page may ask for something, as Playwright does."""
    asked = {name.lower(): value for name, value in event["request"]["headers"].items()}
    headers = {
        "Access-Control-Allow-Origin": asked.get("origin", "*"),
        "Access-Control-Allow-Methods": asked[_PREFLIGHT],
        "Access-Control-Allow-Credentials": "true",
    }
    if "access-control-request-headers" in asked:
        headers["Access-Control-Allow-Headers"] = asked["access-control-request-headers"]
    answer = {
        "requestId": event["requestId"],
        "responseCode": 204,
        "responsePhrase": "No Content",
        "responseHeaders": [{"name": name, "value": value} for name, value in headers.items()],
    }
    session.begin("Fetch.fulfillRequest", answer)


def _is_for(one: Mapping[str, Any], url: str) -> bool:
    return not one.get("origin") or one["origin"].lower() == _origin(url)


def _origin(url: str) -> str:
    """The scheme, the host and the port of a URL, without that of the scheme."""
    parts = urlsplit(url)
    port = parts.port if parts.port != _OWN_PORTS.get(parts.scheme) else None
    host = (parts.hostname or "").lower()
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"
