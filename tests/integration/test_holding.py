"""Jobs of a site that is down, or wants to be left alone, wait for it and lose nothing by that."""

import asyncio

from store.database.connection import Database
from store.job import Status
from store.queue import holding, maintenance
from store.queue.claim import claim_jobs, claim_newcomer
from store.queue.parking import RunLimits, unpark_jobs
from store.sites.circuits import reset_circuit
from store.sites.reports import report
from tests.fixtures.jobs import CHROMIUM, SLOTS, CreateJob, Fill, Join
from tests.fixtures.sites import (
    SITE,
    URL,
    circuit,
    claim,
    down,
    end_of_opening,
    finish,
    half_open,
    held,
    ids,
    is_holding,
    open_for_all,
    seen,
    state,
    up,
)

A, B = "ann", "bob"
OTHER = "http://other.test/"


async def test_jobs_of_an_open_circuit_wait_and_others_pass_them(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    waiting = [await create(target_url=URL) for _ in range(3)]
    other = await create(target_url=OTHER)
    await open_for_all(database)
    assert ids(await claim(database, worker)) == [other]
    assert await held(database) == {f"circuit:{SITE}": 3}
    assert await holding.run_once(database) == holding.Held(let_go=0, given_up=0)
    assert await unpark_jobs(database, RunLimits()) == 0, "it is no limit that they wait for"
    await reset_circuit(database, f"site-{SITE}")
    await holding.run_once(database)
    assert ids(await claim(database, worker)) == waiting, "in their old order"


async def test_a_clients_own_circuit_holds_that_clients_jobs_only(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    await create(client_id=A, target_url=URL)
    other = await create(client_id=B, target_url=URL)
    await report(database, [down(A)])
    assert ids(await claim(database, worker)) == [other]
    assert await held(database) == {f"circuit:{SITE}/{A}": 1}
    await report(database, [down(B)])
    await holding.run_once(database)
    assert await held(database) == {f"circuit:{SITE}": 1}, "the one for all is what it waits for now"


async def test_half_open_lets_one_job_try_then_three_and_then_twice_as_many_each_time(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    jobs = [await create(target_url=URL) for _ in range(40)]
    await half_open(database)
    assert await claim(database, worker, 40) == []
    tried = []
    for expected in (1, 3, 6, 12):
        await asyncio.gather(*(holding.run_once(database) for _ in range(3)))
        claimed = await claim(database, worker, 40)
        assert len(claimed) == expected
        tried += ids(claimed)
        assert await claim(database, worker, 40) == []
        await finish(database, claimed, "up")
    assert tried == jobs[:22]
    assert await state(database) == "closed"
    await database.rows("UPDATE circuits SET permits = 100, stage_at = now() - interval '6 seconds' RETURNING name")
    await holding.run_once(database)
    assert not await is_holding(database)
    assert ids(await claim(database, worker, 40)) == jobs[22:]


async def test_a_probe_that_fails_opens_the_circuit_for_longer_and_at_once(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    for _ in range(3):
        await create(target_url=URL)
    await half_open(database)
    await claim(database, worker)
    await holding.run_once(database)
    probe = await claim(database, worker)
    await finish(database, probe, "down", status=Status.PENDING, retries=1, error={"message": "m"}, delay_s=5)
    one = await circuit(database)
    assert (one.state, one.trips) == ("open", 2)
    assert await database.rows("SELECT FROM circuit_probes") == []


async def test_what_a_job_of_before_finds_decides_nothing(database: Database, create: CreateJob, join: Join) -> None:
    worker = await join()
    await create(target_url=URL)
    early = await claim(database, worker)
    await half_open(database)
    await create(target_url=URL)
    await claim(database, worker)
    await holding.run_once(database)
    assert await state(database) == "half_open"
    await finish(database, early, "up")
    await report(database, [up(A)])
    assert await state(database) == "half_open"


async def test_a_probe_whose_worker_dies_frees_its_place(database: Database, create: CreateJob, join: Join) -> None:
    dying, living = await join(), await join()
    jobs = [await create(target_url=URL) for _ in range(2)]
    await half_open(database)
    await claim(database, dying)
    await holding.run_once(database)
    assert ids(await claim(database, dying)) == jobs[:1]
    await holding.run_once(database)
    assert await claim(database, living) == []
    await database.rows("UPDATE worker_processes SET expires_at = now() WHERE id = %(id)s RETURNING id", {"id": dying})
    await maintenance.run_due(database)
    await holding.run_once(database)
    assert ids(await claim(database, living)) == jobs[1:]
    assert await state(database) == "half_open"


async def test_a_probe_that_says_nothing_of_its_site_frees_its_place(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    jobs = [await create(target_url=URL) for _ in range(3)]
    await half_open(database)
    await claim(database, worker)
    for job_id, verdict in zip(jobs, (None, "limited", "up"), strict=True):
        await holding.run_once(database)
        claimed = await claim(database, worker)
        assert ids(claimed) == [job_id]
        await finish(database, claimed, verdict)
    assert await state(database) == "half_open"


async def test_a_probe_that_nobody_begins_makes_room_for_another(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    jobs = [await create(target_url=URL) for _ in range(2)]
    await half_open(database)
    await claim(database, worker)
    await holding.run_once(database)
    await database.rows("UPDATE circuit_probes SET given_at = now() - interval '1 minute' RETURNING job_id")
    await holding.run_once(database)
    assert ids(await claim(database, worker)) == jobs[1:]


async def test_a_client_whose_job_has_failed_the_try_tries_after_others(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker, again = await join(), {"status": Status.PENDING, "retries": 1, "error": {"message": "m"}, "delay_s": 60}
    for _ in range(3):
        await create(client_id="cyd", target_url=URL, priority=100)
    others = [await create(client_id=B, target_url=URL) for _ in range(4)]
    await half_open(database)
    await database.rows("UPDATE circuit_runs SET seen_at = seen_at - interval '25 seconds' RETURNING client_id")
    await claim(database, worker)
    await holding.run_once(database)
    probe = await claim(database, worker)
    await report(database, [seen("cyd")])  # which may be told before the job has ended
    await finish(database, probe, "down", **again)
    assert await state(database) == "open"
    await end_of_opening(database)
    await holding.run_once(database)
    tried = await claim(database, worker)
    await finish(database, tried, "up")
    await holding.run_once(database)
    tried += await claim(database, worker)
    assert ids(tried) == others


async def test_no_place_goes_to_a_line_that_nobody_serves(database: Database, create: CreateJob, join: Join) -> None:
    worker = await join()
    await create(target_url=URL, browser_type_id=2)
    served = await create(target_url=URL)
    await half_open(database)
    both = await join(browser_type_ids=(1, 2))
    assert await claim_jobs(database, both, browser_type_ids=[1, 2], slot_nos=[1, 2]) == []
    await database.rows("DELETE FROM worker_processes WHERE id = %(id)s RETURNING id", {"id": both})
    await holding.run_once(database)
    assert ids(await claim(database, worker)) == [served]


async def test_a_circuit_that_nobody_asks_for_closes_in_five_minutes(
    database: Database, create: CreateJob, join: Join
) -> None:
    await half_open(database)
    await holding.run_once(database)
    await database.rows("UPDATE circuits SET changed_at = now() - interval '6 minutes' RETURNING name")
    await holding.run_once(database)
    one = await circuit(database)
    assert (one.state, one.reason) == ("closed", "nobody asks for it")
    assert not await is_holding(database)


async def test_workers_that_claim_at_once_take_no_more_than_the_probes(
    database: Database, create: CreateJob, join: Join
) -> None:
    workers = [await join() for _ in range(3)]
    for _ in range(20):
        await create(target_url=URL)
    await half_open(database)
    await claim(database, workers[0])
    for most in (1, 3):
        await asyncio.gather(*(holding.run_once(database) for _ in range(4)))
        claims = await asyncio.gather(*(claim(database, worker) for worker in workers for _ in range(2)))
        claimed = [job for jobs in claims for job in jobs]
        assert len(claimed) == most
        await asyncio.gather(*(finish(database, [job], "up") for job in claimed))


async def test_the_reserve_starts_no_job_of_a_site_that_is_held(
    database: Database, create: CreateJob, join: Join, fill: Fill
) -> None:
    worker = await join()
    await fill(worker)
    await create(client_id=A, target_url=URL)
    await open_for_all(database)
    claim_one = {"browser_type_ids": [CHROMIUM], "slot_no": SLOTS + 1}
    assert await claim_newcomer(database, worker, **claim_one) == []
    behind = await create(client_id=A, target_url=OTHER)
    assert ids(await claim_newcomer(database, worker, **claim_one)) == [behind]


async def test_circuits_and_limits_hold_together(database: Database, create: CreateJob, join: Join) -> None:
    worker = await join()
    limits = RunLimits(client=2, site=1)
    await half_open(database)
    jobs = [await create(client_id=client_id, target_url=URL) for client_id in (A, A, B)]
    others = [await create(client_id=A, target_url=f"http://{name}.test/") for name in "xyz"]
    claimed = await claim(database, worker, limits=limits)
    assert ids(claimed) == others[:2]
    assert await held(database) == {f"circuit:{SITE}": 3, f"client:{A}": 1}
    await holding.run_once(database)
    assert await claim(database, worker, limits=limits) == [], "the probe's client runs as many as it may"
    assert (await held(database))[f"client:{A}"] == 2
    await holding.run_once(database)
    (probe,) = await claim(database, worker, limits=limits)
    assert probe.lease.job_id == jobs[2], "another client's job tries it instead"


async def test_what_a_probe_finds_counts_where_limits_hold_too(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker, limits = await join(), RunLimits(client=5)
    for _ in range(2):
        await create(target_url=URL)
    await half_open(database)
    await claim(database, worker, limits=limits)
    await holding.run_once(database)
    await finish(database, await claim(database, worker, limits=limits), "up")
    assert await database.rows("SELECT permits FROM circuits WHERE client_id = ''") == [{"permits": 3}]
    probe = await claim(database, worker, limits=limits)
    await finish(database, probe, "down", status=Status.PENDING, retries=1, error={"message": "m"}, delay_s=5)
    assert await state(database) == "open"
