"""Sites that ask for patience, or for time between two jobs, have one clock over all workers."""

import asyncio

from store.database.connection import Database
from store.queue import holding
from store.sites.pace import wish_delays
from store.sites.reports import report
from tests.fixtures.jobs import CLIENT, CreateJob, Join
from tests.fixtures.sites import SITE, URL, claim, end_of_backoff, held, ids, limited, up

A, B = "ann", "bob"
OTHER = "http://other.test/"


async def test_jobs_of_a_site_that_wants_to_be_left_alone_wait_until_its_clock_is_over(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    mine, theirs = await create(client_id=A, target_url=URL), await create(client_id=B, target_url=URL)
    await report(database, [limited(A, backoff_s=120)])
    assert ids(await claim(database, worker)) == [theirs], "what one client asks for may be limited for that one"
    assert await held(database) == {f"throttle:{SITE}/{A}": 1}
    await holding.run_once(database)
    assert await claim(database, worker) == []
    await end_of_backoff(database)
    await holding.run_once(database)
    assert ids(await claim(database, worker)) == [mine]


async def backoff_s(database: Database, client_id: str = A) -> int:
    (row,) = await database.rows(
        "SELECT round(extract(epoch FROM backoff_until - now()))::integer AS left_s FROM throttles "
        "WHERE client_id = %(client_id)s",
        {"client_id": client_id},
    )
    left: int = row["left_s"]
    return left


async def test_a_backoff_doubles_while_the_site_goes_on_limiting_and_those_under_way_count_once(
    database: Database,
) -> None:
    for expected in (2, 4, 8, 16, 32, 60, 60):
        await report(database, [limited(A, limited=5)])
        await report(database, [limited(A)])
        assert await backoff_s(database) == expected
        await end_of_backoff(database)
    await report(database, [up(A)])
    await report(database, [limited(A)])
    assert await backoff_s(database) == 2, "a success makes it the first again"
    await database.rows("UPDATE throttles SET backoff_until = now() - interval '3 seconds' RETURNING site")
    await report(database, [limited(A)])
    assert await backoff_s(database) == 2, "so does another backoff's length without"


async def test_what_a_site_asks_for_later_makes_its_clock_longer_never_shorter(database: Database) -> None:
    await report(database, [limited(A, backoff_s=50), limited(A, backoff_s=10)])
    assert await backoff_s(database) == 50
    await report(database, [limited(A, backoff_s=5)])
    assert await backoff_s(database) == 50
    await report(database, [limited(A, backoff_s=90)])
    assert await backoff_s(database) == 90


async def test_two_clients_that_are_limited_set_the_clock_for_all_unless_somebody_is_served(
    database: Database, create: CreateJob, join: Join
) -> None:
    await report(database, [limited(A, backoff_s=100)])
    await database.rows("UPDATE throttles SET limited_since = now() - interval '30 seconds' RETURNING site")
    await report(database, [up("cyd")])
    await report(database, [limited(B, backoff_s=200)])
    assert await database.rows("SELECT FROM throttles WHERE client_id = ''") == []
    await database.rows("UPDATE circuit_windows SET succeeded = false RETURNING bucket")
    await report(database, [limited(B)])
    assert await backoff_s(database, "") == 200
    await create(client_id="cyd", target_url=URL)
    assert await claim(database, await join()) == []
    assert await held(database) == {f"throttle:{SITE}": 1}


async def test_how_long_a_site_has_limited_without_serving_is_known(database: Database) -> None:
    await report(database, [limited(A)])
    await database.rows(
        "UPDATE throttles SET limited_since = now() - interval '20 minutes', backoff_until = now() RETURNING site"
    )
    await report(database, [limited(A)])
    since = "SELECT limited_since < now() - interval '15 minutes' AS long FROM throttles"
    assert await database.rows(since) == [{"long": True}]
    await report(database, [up(A)])
    assert await database.rows(since) == [{"long": None}]


async def test_starts_of_a_site_keep_its_distance_over_all_workers(
    database: Database, create: CreateJob, join: Join
) -> None:
    workers = [await join() for _ in range(3)]
    jobs = [await create(target_url=URL) for _ in range(6)]
    other = await create(target_url=OTHER)
    await wish_delays(database, CLIENT, {SITE: 60_000})
    started = []
    for _ in range(3):
        claims = await asyncio.gather(*(claim(database, worker) for worker in workers))
        started.append([job_id for claimed in claims for job_id in ids(claimed) if job_id != other])
        await holding.run_once(database)
        assert await claim(database, workers[0]) == []
        await end_of_backoff(database)
        await holding.run_once(database)
    assert [len(one) for one in started] == [1, 1, 1]
    assert started[0] == jobs[:1]
