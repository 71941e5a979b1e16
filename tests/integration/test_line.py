"""The order of the line: priorities that age, and fair shares between clients."""

import json
from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.database.connection import SYSTEM_ROLE, TENANT_ROLE, Database
from store.job import Status, new_id
from store.queue import claim, line, workers
from store.queue.attempts import Outcome, finish_jobs
from store.queue.claim import claim_jobs
from store.queue.intake import create_job, create_jobs
from store.queue.maintenance import promote_jobs
from store.queue.parking import NO_LIMITS, RunLimits, unpark_jobs
from tests.fixtures.jobs import BROWSER_TYPES, CHROMIUM, CreateJob, Join, new_job
from tests.fixtures.sessions import OpenSession, Session

FIREFOX = 2


async def served(database: Database, worker: UUID, jobs: int, limits: RunLimits = NO_LIMITS) -> list[UUID]:
    """Claims jobs until nobody waits or so many have been served, one after the other. Returns them in order."""
    order: list[UUID] = []
    while len(order) < jobs and (
        claimed := await claim_jobs(database, worker, browser_type_ids=BROWSER_TYPES, slot_nos=[1], limits=limits)
    ):
        (job,) = claimed
        order.append(job.lease.job_id)
        await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])
    return order


async def wait(database: Database, job_id: UUID, seconds: float) -> None:
    """As if a job had waited so much longer than all others."""
    await database.rows(
        "UPDATE job_ready SET rank = rank - %(seconds)s WHERE job_id = %(job_id)s RETURNING job_id",
        {"job_id": job_id, "seconds": seconds},
    )


async def test_the_backlogs_of_two_clients_interleave_one_by_one(
    database: Database, create: CreateJob, join: Join
) -> None:
    a = [await create(client_id="a") for _ in range(4)]
    b = [await create(client_id="b") for _ in range(4)]
    order = await served(database, await join(), 8)
    assert order == [job_id for pair in zip(a, b, strict=True) for job_id in pair]


async def test_jobs_that_come_in_one_call_line_up_as_if_they_had_come_one_by_one(
    database: Database, create: CreateJob, join: Join
) -> None:
    first = await create(client_id="a")
    b = [await create(client_id="b") for _ in range(4)]
    batch = [new_job(client_id="a", priority=priority) for priority in (0, 100, 0, 0)]
    await create_jobs(database, batch)
    low, high, *lower = [job.id for job in batch]
    order = await served(database, await join(), 9)
    assert order == [high, first, b[0], low, b[1], lower[0], b[2], lower[1], b[3]]


async def test_a_newcomer_stands_beside_the_head_of_a_backlog_and_not_before_all_of_it(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    backlog = [await create(client_id="old") for _ in range(30)]
    assert await served(database, worker, 20) == backlog[:20]
    await line.advance_lines(database)
    new = [await create(client_id="new") for _ in range(10)]
    order = await served(database, worker, 20)
    assert order[0] == backlog[20]
    assert order == [job_id for pair in zip(backlog[20:], new, strict=True) for job_id in pair]


async def test_who_runs_all_that_waited_has_not_to_wait_for_newcomers_either(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    for _ in range(4):
        await create(client_id="old")
    claimed = await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1, 2, 3, 4])
    await line.advance_lines(database)
    for _ in range(3):
        await create(client_id="new")
    await finish_jobs(database, [Outcome(lease=claimed[3].lease, status=Status.PENDING)])
    assert (await served(database, worker, 1)) == [claimed[3].lease.job_id]


async def test_a_clients_job_of_higher_priority_is_served_first(
    database: Database, create: CreateJob, join: Join
) -> None:
    low = [await create(priority=0) for _ in range(3)]
    middle = [await create(priority=1) for _ in range(3)]
    high = [await create(priority=100) for _ in range(3)]
    assert await served(database, await join(), 9) == [*high, *middle, *low]


async def test_a_low_job_is_served_under_an_endless_stream_of_high_ones(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    low = await create(client_id="low", priority=0)
    for number in range(20):
        await create(client_id=f"high {number}", priority=100)
    await wait(database, low, 100 * line.POINT_S - 60)
    assert low not in await served(database, worker, 10), "a point of priority is worth a minute of waiting"
    await wait(database, low, 60 + 1)
    for number in range(20):
        await create(client_id=f"higher {number}", priority=100)
    assert await served(database, worker, 1) == [low]


async def test_a_low_job_is_not_overtaken_for_ever_where_the_line_is_far_ahead_of_the_time(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    await database.rows("UPDATE browser_types SET line_ahead_s = 1e9 RETURNING id")
    low = await create(client_id="low", priority=0)
    await wait(database, low, 100 * line.POINT_S + 1)
    for number in range(3):
        await create(client_id=f"high {number}", priority=100)
    assert (await served(database, worker, 1)) == [low]


async def test_no_lines_jobs_are_overtaken_for_ever_by_another_lines(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    await database.rows("UPDATE browser_types SET line_ahead_s = 1e9 WHERE id = %(id)s RETURNING id", {"id": FIREFOX})
    firefox = await create(browser_type_id=FIREFOX)
    chromium = await create(browser_type_id=CHROMIUM)
    assert await served(database, worker, 2) == [firefox, chromium]


async def test_jobs_that_get_their_place_when_they_are_due_get_it_behind_their_clients_others(
    database: Database, create: CreateJob, join: Join
) -> None:
    later = [await create(client_id="a") for _ in range(3)]
    await database.rows(
        """
        WITH ready AS (DELETE FROM job_ready RETURNING *)
        INSERT INTO job_deferred (job_id, client_id, browser_type_id, priority, seq, next_sequence, due_at)
        SELECT job_id, client_id, browser_type_id, priority, seq, next_sequence, now() - seq * interval '1 s'
        FROM ready RETURNING job_id
        """  # no parameters
    )
    now, other = await create(client_id="a"), await create(client_id="b")
    assert await promote_jobs(database) == 3
    last = await create(client_id="a")
    assert await served(database, await join(), 6) == [now, other, *reversed(later), last]


async def test_a_client_with_parked_jobs_does_not_overtake_itself(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    first = [await create() for _ in range(5)]
    order = await served(database, worker, 1, RunLimits(client=1))
    (job,) = await claim_jobs(
        database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1, 2], limits=RunLimits(client=1)
    )
    last = await create()
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])
    await unpark_jobs(database, NO_LIMITS)
    order += [job.lease.job_id, *await served(database, worker, 9)]
    assert order == [*first, last]


JOINING = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([0, 1, 2, 50, 100])), min_size=1, max_size=25)


@given(joining=JOINING)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_of_jobs_that_come_at_once_each_precedes_those_that_stand_behind_it(
    open_session: OpenSession, joining: list[tuple[str, int]]
) -> None:
    """In one transaction there is one time. What then is left of the order: a place of the client's own of the same
    priority is STRIDE_S, a point is POINT_S, and then who came first.
    """
    async with open_session() as session:
        places: Counter[tuple[str, int]] = Counter()
        expected: list[tuple[float, int, UUID]] = []
        for number, (client_id, priority) in enumerate(joining):
            job_id = await _join(session, client_id, priority)
            rank = line.STRIDE_S * places[client_id, priority] - line.POINT_S * priority
            expected.append((rank, number, job_id))
            places[client_id, priority] += 1
        assert await _claimed(session, len(joining)) == [job_id for _, _, job_id in sorted(expected)]


async def _join(session: Session, client_id: str, priority: int) -> UUID:
    job = new_job(client_id=client_id, priority=priority)
    await create_job(session, job)
    return job.id


async def _claimed(session: Session, jobs: int) -> list[UUID]:
    await _as_system(session)
    worker = new_id()
    await workers.join(session, worker, browser_type_ids=[CHROMIUM], slots=jobs, ttl_s=60, metadata={})
    claimed = await claim_jobs(session, worker, browser_type_ids=[CHROMIUM], slot_nos=list(range(1, jobs + 1)))
    return [job.lease.job_id for job in claimed]


async def _as_system(session: Session) -> None:
    """After a client's statement, whose role lasts as long as the transaction."""
    await session.rows("SELECT set_config('role', %(role)s, true)", {"role": SYSTEM_ROLE})


BULK = """
INSERT INTO job_ready (job_id, client_id, browser_type_id, priority, rank)
SELECT gen_random_uuid(), 'bulk', 1, number % 3, date_part('epoch', now()) + number
FROM generate_series(1, 100000) AS number
RETURNING 1
"""


def _nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan] + [node for child in plan.get("Plans", []) for node in _nodes(child)]


async def _plan(session: Session, statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    (row,) = await session.rows(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)  # type: ignore[arg-type]
    (plan,) = row["QUERY PLAN"] if not isinstance(row["QUERY PLAN"], str) else json.loads(row["QUERY PLAN"])
    return _nodes(plan["Plan"])


@pytest.mark.parametrize("analyzed", [False, True])
async def test_a_claim_reads_the_head_of_the_line_and_a_new_job_the_tail_of_its_client(
    open_session: OpenSession, *, analyzed: bool
) -> None:
    async with open_session() as session:
        await session.rows(BULK)
        if analyzed:
            async with session.connection() as connection:
                await connection.execute("RESET ROLE")
                await connection.execute("ANALYZE job_ready")
            await _as_system(session)
        worker = new_id()
        await workers.join(session, worker, browser_type_ids=[CHROMIUM], slots=4, ttl_s=60, metadata={})
        nodes = await _plan(
            session,
            claim._CLAIM,
            {
                "browser_type_ids": [CHROMIUM],
                "process_id": worker,
                "free": 4,
                "slot_nos": [1, 2, 3, 4],
                "grace_s": 1,
            },
        )
        (head,) = [node for node in nodes if node.get("Index Name") == "job_ready_line"]
        assert (head["Actual Rows"], "Filter" in head) == (4, False)
        (lock,) = [node for node in nodes if node["Node Type"] == "LockRows"]
        assert lock["Plans"] == [head], "nothing is sorted in between"

        for client_id in ("bulk", "new"):
            await session.rows(
                "SELECT set_config('role', %(role)s, true), set_config('tabwright.client_id', %(client_id)s, true)",
                {"role": TENANT_ROLE, "client_id": client_id},
            )
            nodes = await _plan(
                session,
                f"""
                SELECT {line.NEXT_RANK} AS rank
                FROM (SELECT %(client_id)s::text AS client_id, 1 AS browser_type_id, 2 AS priority) AS new
                JOIN browser_types AS browser_type ON browser_type.id = new.browser_type_id
                """,
                {"client_id": client_id},
            )
            (tail,) = [node for node in nodes if node.get("Relation Name") == "job_ready"]
            assert (tail["Index Name"], tail["Actual Rows"]) == ("job_ready_client", int(client_id == "bulk"))
            assert "Sort" not in {node["Node Type"] for node in nodes}
