"""What a worker tells the others of sites: summed, and soon where that spares the site requests in vain."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.job import new_id
from store.sites import calls, reports
from store.sites.calls import MAX_TOLD
from store.sites.circuits import Transition
from store.sites.evidence import Report
from tests.fixtures.sites import SITE, state
from worker.sites.verdict import Kind, Verdict
from worker.sites.watch import TELLING_RUN, SiteWatch

ANN, BOB = "ann", "bob"
LONG_S = 3600.0
"""No telling comes of itself."""


def verdict(kind: Kind, *, client_id: str = ANN, host: str = SITE, job_id: UUID | None = None, **more: Any) -> Verdict:
    return Verdict(kind=kind, client_id=client_id, host=host, job_id=job_id or new_id(), **more)


@pytest.fixture
def sites(database: Database) -> SiteWatch:
    return SiteWatch(database, interval_s=LONG_S)


class Told(list[list[Report]]):
    """What was told, and has reached the database."""

    def __init__(self) -> None:
        super().__init__()
        self.news = asyncio.Event()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    told = Told()

    async def report(database: Database, seen: list[Report]) -> list[Transition]:
        changed = await reports.report(database, seen)
        told.append(seen)
        told.news.set()
        return changed

    monkeypatch.setattr(calls, "report", report)
    return told


async def test_what_was_seen_is_told_once_for_each_site_and_client(sites: SiteWatch, told: Told) -> None:
    last = new_id()
    for one in (
        verdict("down"),
        verdict("up"),
        verdict("down", job_id=last),
        verdict("down", job_id=last),
        verdict("blocked"),
        verdict("none"),
        verdict("up", client_id=BOB),
        verdict("limited", host="other.test", retry_after="3"),
        verdict("limited", host="other.test", retry_after="9"),
        verdict("limited", host="other.test", retry_after="soon"),
        verdict("up", host="x" * 254),
    ):
        sites.note(one)
    await sites.told()
    await sites.told()
    (reported,) = told
    assert {
        (one.client_id, one.subject): (one.calls, one.failures, one.in_a_row, one.failed_jobs) for one in reported
    } == {
        (ANN, SITE): (4, 3, 2, 2),
        (BOB, SITE): (1, 0, 0, 0),
        (ANN, "other.test"): (0, 0, 0, 0),
    }
    assert reported[0].last_failed_job == last
    assert (reported[2].limited, reported[2].backoff_s) == (3, 9)


async def test_a_row_of_failures_is_told_at_once_and_opens_the_circuit(
    sites: SiteWatch, database: Database, told: Told
) -> None:
    running = asyncio.create_task(sites.run())
    for _ in range(TELLING_RUN):
        sites.note(verdict("down"))
    await told.news.wait()
    running.cancel()
    assert await state(database, ANN) == "open"


async def test_a_wish_for_patience_is_told_at_once(sites: SiteWatch, database: Database, told: Told) -> None:
    running = asyncio.create_task(sites.run())
    sites.note(verdict("limited", retry_after="120"))
    await told.news.wait()
    running.cancel()
    rows = await database.rows("SELECT backoff_until > now() + interval '1 minute' AS waits FROM throttles")
    assert rows == [{"waits": True}]


async def test_what_the_database_did_not_hear_is_told_later_with_what_came_since(
    sites: SiteWatch, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> object:
        sites.note(verdict("down"))
        raise DatabaseUnavailable(OSError())

    sites.note(verdict("up"))
    sites.note(verdict("down"))
    with monkeypatch.context() as patch:
        patch.setattr(calls, "report", away)
        await sites.told()
    sites.note(verdict("up", client_id=BOB))
    await sites.told()
    ((ann, bob),) = told
    assert (ann.calls, ann.failures, ann.in_a_row, ann.succeeded) == (3, 2, 2, True)
    assert bob.calls == 1


async def test_a_pace_is_told_once_and_again_when_it_changes(sites: SiteWatch, database: Database) -> None:
    for delay_ms in (1000, 1000, 3000, 2000):
        sites.wish_delay(ANN, SITE, delay_ms)
        await sites.told()
    rows = await database.rows("SELECT site, client_id, crawl_delay_ms FROM throttles")
    assert rows == [{"site": SITE, "client_id": ANN, "crawl_delay_ms": 3000}]


async def test_many_sites_are_told_of_some_at_a_time(sites: SiteWatch, told: Told) -> None:
    for number in range(MAX_TOLD + 1):
        sites.note(verdict("up", host=f"{number}.test"))
    await sites.told()
    assert [len(reported) for reported in told] == [MAX_TOLD, 1]
