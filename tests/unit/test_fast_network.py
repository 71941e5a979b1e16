import asyncio
from typing import Any

import pytest
from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.connection import Connection, Handler, Session
from worker.browsers.fast.network import MAX_CUT_CHARS, MAX_HELD_CHARS, MAX_LAST, Network
from worker.browsers.fast.request import Request
from worker.browsers.fast.scope import heard

MAIN = "main"
IDLE_WAIT_S = 5


class Pipe(Connection):
    """Notes what is sent, and answers it with nothing."""

    def __init__(self) -> None:
        super().__init__(1000, lambda: None)
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, dict[str, Any]] = {}
        self.refused: set[str] = set()

    def begin(
        self, session: Session, method: str, params: dict[str, Any] | None = None, then: Handler | None = None
    ) -> asyncio.Future[dict[str, Any]]:
        self.sent.append((session.id, {"method": method, **(params or {})}))
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        if method in self.refused:
            answer.set_exception(PlaywrightError(f"Protocol error ({method}): refused"))
            answer.add_done_callback(heard)
            return answer
        answer.set_result(self.answers.get(method, {}))
        if then is not None:
            then(answer.result())
        return answer

    def told(self, method: str) -> list[dict[str, Any]]:
        """What commands of a name have said."""
        told = [dict(params) for _, params in self.sent if params["method"] == method]
        return [{name: value for name, value in params.items() if name != "method"} for params in told]


class Frame:
    page = None
    parent_frame = None


class Tab:
    """The requests of a page with one frame, as a browser tells of them."""

    def __init__(self, **options: Any) -> None:
        self.pipe = Pipe()
        self.frame = Frame()
        self.told: list[tuple[str, Any]] = []
        self.idle: list[bool] = []
        self.failed: list[str] = []
        self.network = Network({MAIN: self.frame}.get, lambda name, one: self.told.append((name, one)), options)
        self.network.on_idle_change = lambda _, is_idle: self.idle.append(is_idle)
        self.network.on_navigation_failed = lambda _, words: self.failed.append(words)
        self.session = Session(self.pipe, "one")
        self.network.enable(self.session)

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.told]

    def asks(self, number: int, url: str, kind: str = "Image", **event: Any) -> Request | None:
        """Returns the request that is told."""
        document = {"loaderId": f"r{number}"} if kind == "Document" else {}
        request = {"url": url, "method": "GET", "headers": {"Accept": "*/*"}}
        count = len(self.told)
        self.session.dispatch(
            "Network.requestWillBeSent",
            {"requestId": f"r{number}", "frameId": MAIN, "type": kind, "request": request, **document, **event},
        )
        told = [one for name, one in self.told[count:] if name == "request"]
        return told[0] if told else None

    def answers(self, number: int, status: int = 200, session: Session | None = None) -> None:
        response = {"status": status, "statusText": "words", "headers": {"X-One": "1"}}
        (session or self.session).dispatch(
            "Network.responseReceived", {"requestId": f"r{number}", "response": response}
        )

    def ends(self, number: int, session: Session | None = None) -> None:
        event = {"requestId": f"r{number}", "encodedDataLength": 10}
        (session or self.session).dispatch("Network.loadingFinished", event)

    def fails(self, number: int, words: str, **event: Any) -> None:
        self.session.dispatch("Network.loadingFailed", {"requestId": f"r{number}", "errorText": words, **event})


async def test_each_redirect_is_a_request_of_its_own() -> None:
    tab = Tab()
    first = tab.asks(1, "http://a.test/#part", "Document")
    answer = {"status": 302, "statusText": "Found", "headers": {"Location": "/b"}}
    second = tab.asks(1, "http://a.test/b", "Document", redirectResponse=answer)
    tab.answers(1)
    tab.ends(1)
    assert first is not None
    assert second is not None
    assert tab.names == ["request", "response", "requestfinished", "request", "response", "requestfinished"]
    assert (first.url, first.redirected_from, second.redirected_from) == ("http://a.test/", None, first)
    assert [one.existing_response.status for one in (first, second) if one.existing_response] == [302, 200]
    with pytest.raises(PlaywrightError, match="unavailable for redirect responses"):
        await first.existing_response.body()  # type: ignore[union-attr]  # just seen
    assert tab.network.requests() == [first, second]


async def test_a_frame_is_idle_while_only_favicons_and_event_sources_are_open() -> None:
    tab = Tab()
    tab.asks(1, "http://a.test/favicon.ico")
    tab.asks(2, "http://a.test/events", "EventSource")
    assert tab.idle == []
    tab.asks(3, "http://a.test/one.png")
    tab.asks(4, "http://a.test/two.png")
    tab.ends(3)
    assert tab.idle == [False]
    tab.fails(4, "net::ERR_ABORTED")
    assert tab.idle == [False, True]
    assert next(one.url for name, one in tab.told if name == "request") == "http://a.test/events"


async def test_what_a_document_has_asked_for_counts_no_more_once_there_is_another() -> None:
    tab = Tab()
    tab.asks(1, "http://a.test/slow.png")
    tab.asks(2, "http://a.test/next", "Document")
    assert not tab.network.committed(tab.frame, "r2")
    assert tab.network.open_requests(tab.frame) == 1
    tab.ends(1)
    assert tab.idle == [False]
    tab.ends(2)
    assert tab.idle == [False, True]


async def test_data_urls_are_not_asked_for() -> None:
    tab = Tab()
    assert tab.asks(1, "data:text/plain,one") is None
    tab.ends(1)
    assert (tab.told, tab.network.requests()) == ([], [])


async def test_an_answer_without_content_does_not_fail() -> None:
    tab = Tab()
    request = tab.asks(1, "http://a.test/", "Document")
    tab.answers(1, status=204)
    tab.fails(1, "net::ERR_ABORTED", canceled=True)
    assert request is not None
    assert (request.failure, tab.failed, tab.names[-1]) == (None, [], "requestfinished")


async def test_a_navigation_that_fails_says_why_and_has_no_answer() -> None:
    tab = Tab()
    request = tab.asks(1, "http://a.test/", "Document")
    tab.fails(1, "net::ERR_ABORTED", canceled=True)
    assert request is not None
    assert request.failure == "net::ERR_ABORTED"
    assert tab.failed == ["net::ERR_ABORTED; maybe frame was detached?"]
    assert await request.response() is None
    with pytest.raises(PlaywrightError, match="Unable to fetch sizes for failed request"):
        await request.sizes()


async def test_the_document_of_a_frame_is_had_from_the_process_that_it_is_in() -> None:
    tab = Tab()
    other = Session(tab.pipe, "two")
    tab.network.enable(other)
    tab.pipe.answers["Network.getResponseBody"] = {"body": "bGlmZQ==", "base64Encoded": True}
    request = tab.asks(1, "http://b.test/", "Document")
    tab.answers(1)
    tab.ends(1, other)
    assert request is not None
    response = await request.response()
    assert response is not None
    assert await response.text() == "life"
    assert tab.pipe.sent[-1] == ("two", {"method": "Network.getResponseBody", "requestId": "r1"})
    assert response.headers == {"x-one": "1"}


async def test_whoever_waits_for_an_answer_ends_with_the_page() -> None:
    tab = Tab()
    request = tab.asks(1, "http://a.test/")
    answered = tab.asks(2, "http://a.test/two")
    tab.answers(2)
    assert request is not None
    assert answered is not None
    waiting = [asyncio.ensure_future(one.sizes()) for one in (request, answered)]
    await asyncio.sleep(0)
    tab.network.end(PlaywrightError("Target crashed"))
    ends = await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), IDLE_WAIT_S)
    assert [str(end) for end in ends] == ["Target crashed"] * 2


async def test_a_page_that_asks_for_much_takes_little_memory() -> None:
    tab = Tab()
    held: list[Request] = []
    for number in range(600):
        url = f"http://a.test/{number}?{'x' * 100_000}"
        request = tab.asks(number, url)
        assert request is not None
        held.append(request)
    tab.told.clear()
    assert sum(len(one.url) for one in held) < MAX_HELD_CHARS + len(held) * MAX_CUT_CHARS + 100_100
    assert len(tab.network.requests()) == MAX_LAST
    for number in range(600):
        tab.ends(number)
    again = tab.asks(1000, "http://a.test/" + "y" * 100_000)
    assert again is not None
    assert len(again.url) > 100_000  # what has ended is let go


async def test_a_site_is_told_a_name_and_a_password_once() -> None:
    tab = Tab(http_credentials={"username": "anna", "password": "pw", "origin": "HTTP://A.test"})
    for url in ("http://a.test/x", "http://a.test/x", "http://b.test/"):
        request = {"url": url}
        tab.session.dispatch("Fetch.authRequired", {"requestId": url, "request": request})
    told = [one["authChallengeResponse"] for one in tab.pipe.told("Fetch.continueWithAuth")]
    given = {"response": "ProvideCredentials", "username": "anna", "password": "pw"}
    assert told == [given, {"response": "CancelAuth"}, {"response": "Default"}]
    tab.session.dispatch("Fetch.requestPaused", _paused(1, "http://a.test/x"))
    assert tab.pipe.told("Fetch.continueRequest") == [{"requestId": "held1"}]


async def test_what_is_judged_waits_for_what_is_told_of_it_whichever_comes_first() -> None:
    tab, judged = Tab(), []

    async def judge(request: Request) -> str | None:
        judged.append(request.url)
        return "BlockedByClient" if request.url.endswith("no") else None

    await tab.network.set_interception(judge)
    tab.asks(1, "http://a.test/no")
    tab.session.dispatch("Fetch.requestPaused", _paused(1, "http://a.test/no"))
    tab.session.dispatch("Fetch.requestPaused", _paused(2, "http://a.test/yes"))
    tab.asks(2, "http://a.test/yes")
    answer = {"status": 302, "statusText": "Found", "headers": {}}
    tab.asks(2, "http://a.test/further/no", redirectResponse=answer)
    tab.session.dispatch("Fetch.requestPaused", _paused(2, "http://a.test/further/no", "held3"))
    tab.asks(4, "http://other.test/", frameId="gone")
    tab.session.dispatch("Fetch.requestPaused", _paused(4, "http://other.test/"))
    for _ in range(3):
        await asyncio.sleep(0)
    assert judged == ["http://a.test/no", "http://a.test/yes"]
    assert tab.pipe.told("Fetch.failRequest") == [{"requestId": "held1", "errorReason": "BlockedByClient"}]
    assert {one["requestId"] for one in tab.pipe.told("Fetch.continueRequest")} == {"held2", "held3", "held4"}
    await tab.network.set_interception(None)
    assert [params["method"] for _, params in tab.pipe.sent[-2:]] == ["Network.setCacheDisabled", "Fetch.disable"]


def _paused(number: int, url: str, held: str = "") -> dict[str, Any]:
    request = {"url": url, "method": "GET", "headers": {}}
    return {"requestId": held or f"held{number}", "networkId": f"r{number}", "request": request}
