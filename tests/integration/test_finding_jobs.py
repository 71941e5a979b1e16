"""Jobs among many of a client's: by status, host, task and the beginning of their id, and how many there are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import product
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.address import site
from store.database.connection import Database
from store.job import Job, Status
from store.queue.attempts import Outcome, finish_jobs
from store.queue.cancel import cancel_job
from store.queue.replay import replay_job
from store.records import counting, filtering
from store.records.counting import Count, count_jobs
from store.records.filtering import Filter, find_jobs
from store.records.listing import get_job, list_jobs
from store.settings import DatabaseSettings
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join

OTHER = "someone else"
URLS = (
    "https://shop.example.com/a",
    "http://SHOP.example.com:8080/b",
    "https://you:pass@example.com./",
    "https://deep.shop.example.com/",
    "https://notexample.com/",
    "https://bücher.example/",
    "http://0x7f.1/",
    "http://[::1]:3000/",
)
TASKS = ("website", "website_text", None)
ERROR = {"statusCode": 500, "error": "JobExecutionError", "message": "no", "details": {"errorType": "TIMEOUT"}}


@dataclass(frozen=True)
class World:
    """Jobs with all statuses, hosts and tasks, newest first."""

    jobs: list[Job]

    def matching(self, is_meant: Callable[[Job], bool]) -> list[UUID]:
        return [job.id for job in self.jobs if is_meant(job)]


@pytest.fixture
async def world(database: Database, create: CreateJob, join: Join, claim_one: ClaimOne) -> World:
    """Some that have moved on more than once among them, and those of another client beside."""
    worker, ids = await join(), []

    async def make(number: int, client_id: str = CLIENT, **changes: object) -> UUID:
        task = TASKS[number % len(TASKS)]
        made = {"name": task, "version": 1, "parameters": {}} if task else None
        return await create(client_id=client_id, target_url=URLS[number % len(URLS)], task=made, **changes)

    async def end(status: Status) -> None:
        job, error = await claim_one(worker), ERROR if status is Status.FAILED else None
        await finish_jobs(database, [Outcome(lease=job.lease, status=status, error=error)])

    for number in range(24):
        ids.append(await make(number))
        match number % 6:
            case 0 | 1:
                await end(Status.COMPLETED)
            case 2:
                await end(Status.FAILED)
            case 3:
                await cancel_job(database, CLIENT, ids[-1])
            case 4:
                await cancel_job(database, CLIENT, ids[-1])
                await replay_job(database, CLIENT, ids[-1])
                await end(Status.COMPLETED if number > 12 else Status.FAILED)
            case _:
                await make(number, OTHER)
                await cancel_job(database, CLIENT, ids[-1])
                await replay_job(database, CLIENT, ids[-1])
                await cancel_job(database, CLIENT, ids[-1])
    ids += [await make(number, not_before=datetime.now(UTC) + timedelta(days=1)) for number in range(3)]
    ids += [await make(number) for number in range(7, 12)]
    await claim_one(worker)
    return World([await get_job(database, CLIENT, job_id) for job_id in reversed(ids)])


async def listed(database: Database, wanted: Filter) -> list[UUID]:
    return [job.id for job in await list_jobs(database, CLIENT, wanted, limit=100)]


def is_of_host(job: Job, host: str | None, below: str | None) -> bool:
    found = site(job.target_url) or ""
    return (host is None or found == host) and (below is None or found.endswith(f".{below}"))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    statuses=st.lists(st.sampled_from(Status), unique=True),
    host=st.sampled_from([None, *(site(url) for url in URLS), "nowhere.test"]),
    below=st.sampled_from([None, None, "example.com", "com", "shop.example.com", "ample.com"]),
    task=st.sampled_from([*TASKS, None, "web"]),
    prefix=st.sampled_from([None, *product((0, 5, 30), (4, 9, 36))]),
    few=st.sampled_from([0, 5, 2000]),
)
async def test_lists_have_exactly_the_jobs_that_match_each_filter_that_is_given(
    database: Database,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    *,
    statuses: list[Status],
    host: str | None,
    below: str | None,
    task: str | None,
    prefix: tuple[int, int] | None,
    few: int,
) -> None:
    monkeypatch.setattr(filtering, "FEW", few)
    begins = str(world.jobs[prefix[0]].id)[: prefix[1]] if prefix else None
    wanted = Filter(statuses=statuses, host=host, below_host=below, task=task, id_prefix=begins)

    def is_meant(job: Job) -> bool:
        return (
            (not statuses or job.status in statuses)
            and is_of_host(job, host, below)
            and (task is None or (job.task or {}).get("name") == task)
            and str(job.id).startswith(begins or "")
        )

    expected = world.matching(is_meant)
    assert await listed(database, wanted) == expected
    assert list(await find_jobs(database, CLIENT, wanted, limit=100)) == expected[::-1]


async def test_counts_are_those_of_the_lists(database: Database, world: World) -> None:
    for wanted in (Filter(), Filter(below_host="example.com"), Filter(task="website"), Filter(host="127.0.0.1")):
        counts = await count_jobs(database, CLIENT, wanted)
        for status in Status:
            jobs = await listed(
                database, Filter(statuses=[status], below_host=wanted.below_host, task=wanted.task, host=wanted.host)
            )
            assert counts.by_status[status] == Count(len(jobs), more=False), (wanted, status)


async def test_the_oldest_that_waits_is_one_that_may_start(database: Database, create: CreateJob) -> None:
    assert (await count_jobs(database, CLIENT)).oldest_pending_at is None
    await create(client_id=OTHER)
    await create(not_before=datetime.now(UTC) + timedelta(days=1))
    assert (await count_jobs(database, CLIENT)).oldest_pending_at is None
    first = await get_job(database, CLIENT, await create())
    second = await get_job(database, CLIENT, await create(target_url="http://second.test/"))
    assert (await count_jobs(database, CLIENT)).oldest_pending_at == first.created_at
    assert (await count_jobs(database, CLIENT, Filter(host="second.test"))).oldest_pending_at == second.created_at


async def test_no_more_jobs_are_counted_than_are_told(
    database: Database, create: CreateJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST", 2)
    for _ in range(2):
        await create()
    assert (await count_jobs(database, CLIENT)).by_status[Status.PENDING] == Count(2, more=False)
    await create()
    assert (await count_jobs(database, CLIENT)).by_status[Status.PENDING] == Count(2, more=True)


async def test_of_those_that_match_a_filter_only_the_newest_are_looked_at(
    database: Database, create: CreateJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_LOOKED_AT", 2)
    wanted = Filter(host="example.test")
    for _ in range(2):
        await create()
    assert (await count_jobs(database, CLIENT, wanted)).by_status[Status.FAILED] == Count(0, more=False)
    await create()
    assert (await count_jobs(database, CLIENT, wanted)).by_status[Status.FAILED] == Count(0, more=True)


async def test_a_job_of_the_release_before_is_found_too(database: Database, create: CreateJob) -> None:
    made = await create(target_url="https://Shop.test/", task={"name": "website", "version": 1, "parameters": {}})
    await database.rows(
        """
        WITH old AS (
            INSERT INTO automation_jobs (id, client_id, browser_type_id, target_url, actions, task)
            SELECT '01890000-0000-7000-8000-000000000000', client_id, browser_type_id, target_url, actions, task
            FROM automation_jobs WHERE id = %(id)s
            RETURNING id
        ), event AS (
            INSERT INTO job_events (job_id, sequence, client_id, type, status)
            SELECT id, 1, 'client', 'job.created', 'pending' FROM old
        )
        INSERT INTO job_ready (job_id, client_id, browser_type_id, priority)
        SELECT id, 'client', 1, 0 FROM old RETURNING job_id
        """,
        {"id": made},
    )
    assert len(await listed(database, Filter(host="shop.test", task="website"))) == 2


async def test_jobs_that_there_are_are_found_once_the_database_is_migrated(
    database_settings: DatabaseSettings, database: Database, create: CreateJob
) -> None:
    made = await create(target_url="https://Shop.test/", task={"name": "website", "version": 1, "parameters": {}})
    await database.rows("UPDATE automation_jobs SET host_reversed = NULL, task_name = NULL RETURNING id")
    assert await listed(database, Filter(host="shop.test")) == []
    fill = import_module("migrations.versions.0035_finding_jobs").FILL
    assert database_settings.database_url is not None
    conninfo = database_settings.database_url.get_secret_value()
    async with await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as connection:
        await connection.execute("SET ROLE tabwright_system")
        await connection.execute(fill)
    assert await listed(database, Filter(below_host="test", task="website")) == [made]
