"""The session of an attempt before its browser opens: what ends the job, and what it begins with."""

from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest
from playwright.async_api import BrowserContext, Frame
from playwright.async_api import Error as PlaywrightError
from tabwright.v1.job_options_pb2 import JobOptions

from store.errors import DatabaseUnavailable, SecretUnreadable, SessionNotFound
from store.job import ClaimedJob, Lease
from store.sessions.content import MAX_ORIGINS
from store.sessions.reading import SessionState
from worker.failures import StepFailed
from worker.sessions.capture import Visited
from worker.sessions.session import Keeper, NotSaved, Session
from worker.sessions.wanted import Wanted
from worker.tabs import Tabs

ORIGIN = "https://shop.test"
TAB = [{"name": "a", "value": "b"}]
STATE = {
    "cookies": [{"name": "a", "value": "b", "domain": ".shop.test"}, {"name": "c", "value": "d", "domain": "e.test"}],
    "origins": [
        {"origin": ORIGIN, "localStorage": TAB, "sessionStorage": TAB},
        {"origin": "https://e.test", "localStorage": TAB},
    ],
}
FOUND = SessionState((ORIGIN,), 7, STATE)


class Gives:
    """A keeper that has one thing to say."""

    def __init__(self, answer: SessionState | Exception) -> None:
        self._answer = answer

    async def read(self, client_id: str | None, name: str) -> SessionState:
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


def session(answer: SessionState | Exception, options: JobOptions, **changes: Any) -> Session:
    fields: dict[str, Any] = {
        "lease": Lease(UUID(int=1), 1),
        "slot_no": 1,
        "next_sequence": 1,
        "browser_type_id": 1,
        "target_url": f"{ORIGIN}/a",
        "actions": [],
        "options": {},
        "wait_until": "load",
        "timeout_ms": 1,
        "retry_count": 0,
        "max_retries": 0,
        "url_policies": [],
        "client_id": "client",
    }
    options.session = "shop"
    return Session(cast(Keeper, Gives(answer)), ClaimedJob(**fields | changes), options, lambda _: None)


@pytest.mark.parametrize(
    ("answer", "changes", "told", "again"),
    [
        (SessionNotFound("shop"), {}, "there is no session shop, or it has expired", False),
        (
            SecretUnreadable("session", "shop", "the data key of its client is gone"),
            {},
            "cannot be read: the data",
            False,
        ),
        (DatabaseUnavailable("away"), {}, "cannot be read: the database does not answer", True),
        (
            FOUND,
            {"target_url": "https://e.test/"},
            "may not be used on https://e.test: it is for https://shop.test",
            False,
        ),
        (FOUND, {"target_url": "http://shop.test/"}, "may not be used on http://shop.test", False),
    ],
)
async def test_without_its_session_a_job_does_not_begin(
    answer: SessionState | Exception, changes: Any, told: str, *, again: bool
) -> None:
    with pytest.raises(StepFailed, match=told) as failed:
        await session(answer, JobOptions(), **changes).open()
    assert (failed.value.error_type, failed.value.recovery.again) == ("SESSION_UNAVAILABLE", again)


async def test_a_job_begins_with_what_belongs_to_the_origins_of_its_session_alone() -> None:
    one = session(FOUND, JobOptions())
    await one.open()
    local = [{"origin": ORIGIN, "localStorage": TAB, "indexedDB": []}]
    assert one.state.storage == {"cookies": STATE["cookies"][:1], "origins": local}
    assert one.state.tab_storage == {ORIGIN: TAB}
    assert "b" not in repr(one.state).replace("BrowserState", "")


@pytest.mark.parametrize("by", ["the options", "an action"])
async def test_a_session_that_is_not_there_yet_is_made_by_the_job_that_saves_it(by: str) -> None:
    options = JobOptions(save_session="always") if by == "the options" else JobOptions()
    actions = [] if by == "the options" else [{"action": "repeat", "actions": [{"action": "saveSession"}]}]
    one = session(SessionNotFound("shop"), options, actions=actions)
    await one.open()
    assert (one.state.storage, one.told) == ({}, {"name": "shop"})


def test_of_the_origins_that_a_page_visits_no_more_are_noted_than_may_be_saved() -> None:
    visited = Visited(Wanted.of(["https://*.many.test", ORIGIN]))
    listeners: list[Any] = []
    page = SimpleNamespace(on=lambda _, listener: listeners.append(listener))
    context = SimpleNamespace(pages=[page], on=lambda _event, listener: listener(page))
    visited.follow(cast(BrowserContext, context))
    for number in range(1000):
        for parent in (None, "a frame"):
            frame = SimpleNamespace(parent_frame=parent, url=f"https://h{number}{parent or ''}.many.test/a")
            listeners[0](cast(Frame, frame))
    visited.add("https://elsewhere.test/")
    assert len(visited.origins) == MAX_ORIGINS + 1
    assert all("frame" not in origin for origin in visited.origins)


class Gone:
    """Tabs whose browser is gone."""

    open: tuple[()] = ()

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.context = self

    async def cookies(self) -> None:
        raise self._error


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PlaywrightError("Target closed"), "the browser does not say"),
        (Exception("Connection closed while reading from the driver"), "the browser does not say"),
        (KeyError("a value"), "an internal error of the worker"),
    ],
)
async def test_whatever_keeps_a_session_from_being_saved_leaves_the_end_of_a_job_as_it_is(
    error: Exception, why: str
) -> None:
    one, tabs = session(FOUND, JobOptions(save_session="always")), cast(Tabs, Gone(error))
    await one.open()
    with pytest.raises(NotSaved, match=why):
        await one.save(tabs, is_over=True)
    assert why in one.told["reason"]
    with pytest.raises(type(error)):
        await one.save(tabs)
