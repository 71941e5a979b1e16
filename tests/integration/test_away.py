"""Storages and proxies that do not answer: what all processes know of them, and what they do about it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from store.database.connection import Database
from store.errors import StorageUnavailable
from store.job import Status, new_id
from store.queue.browsers import get_browser_type
from store.queue.workers import beat
from store.records.events import read_events
from store.records.files import FAILURE_TOLD_S, FileStorage, artifact_path
from store.records.listing import get_job
from store.settings import ArtifactSettings
from store.sites.circuits import force_open
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join
from tests.fixtures.sites import circuit, end_of_opening
from tests.ports import free_ports
from worker.running.away import TRY_INTERVAL_S, Away
from worker.running.executor import Executor, Outside
from worker.running.job import RunningJob
from worker.running.journal import Journal

ANOTHER = "another"
IN_AN_HOUR = datetime.now(UTC) + timedelta(hours=1)
PROXY = "http://proxy.test:3128"


class Process:
    """What a worker process has of this."""

    def __init__(self, database: Database, join: Join, folder: Path, *, upstream: str | None = None) -> None:
        settings = ArtifactSettings(artifact_storage_type="filesystem", artifact_storage_path=str(folder))
        self.later_s = 0.0
        self.files = FileStorage(settings, lambda: time.monotonic() + self.later_s)
        self.away = Away(database, self.files, interval_s=1, upstream={"server": upstream} if upstream else None)
        self._database = database
        self._join = join

    async def store(self, files: int) -> None:
        """Stores files, each of another job, as far as it can."""
        for _ in range(files):
            try:
                await self.files.put(artifact_path(new_id(), 1, "page.png"), b"png")
            except StorageUnavailable:
                continue

    async def hear(self) -> None:
        heard = await beat(self._database, await self._join(), browser_type_ids=[1], ttl_s=60, metadata={})
        assert heard is not None
        self.away.hear(heard.news)


@pytest.fixture
def process(database: Database, join: Join, tmp_path: Path) -> Callable[..., Process]:
    return lambda **more: Process(database, join, tmp_path / "files", **more)


def fill(folder: Path) -> Path:
    """Puts a file where the storage's folder was."""
    aside = folder.rename(folder.with_name("aside"))
    folder.write_text("in the way")
    return aside


async def test_while_nothing_can_be_stored_no_process_starts_jobs_and_one_tries_it(
    process: Callable[..., Process], database: Database, tmp_path: Path
) -> None:
    one, other = process(), process()
    aside = fill(tmp_path / "files")
    await one.store(4)
    await one.away.tell()
    assert not one.away.keeps_all_jobs, "four may be bad luck"
    await one.store(1)
    await one.away.tell()
    await other.hear()
    assert (one.away.keeps_all_jobs, other.away.keeps_all_jobs) == (True, True)

    await one.away.try_needed()  # it is not time yet
    await end_of_opening(database)
    await one.hear()
    await one.away.try_needed()
    away = await circuit(database, kind="storage", subject=one.files.subject)
    assert (away.state, away.trips) == ("open", 2), "it is still away"

    (tmp_path / "files").unlink()
    aside.rename(tmp_path / "files")
    await end_of_opening(database)
    for process_ in (one, other):
        await process_.hear()
        await process_.away.try_needed()
        await process_.hear()
    assert (one.away.keeps_all_jobs, other.away.keeps_all_jobs) == (False, False)
    assert list((tmp_path / "files").rglob("*.png")) == []
    assert [one.name for one in (tmp_path / "files").iterdir()] == []


async def test_a_storage_that_is_away_is_said_to_be_for_as_long_as_it_is(
    process: Callable[..., Process], database: Database, tmp_path: Path
) -> None:
    one = process()
    aside = fill(tmp_path / "files")
    await one.store(1)
    one.later_s += TRY_INTERVAL_S
    await one.away.try_needed()
    assert one.files.failed_s < TRY_INTERVAL_S, "it is tried, though no job has files"
    assert [row["in_a_row"] for row in await database.rows("SELECT in_a_row FROM circuit_runs")] == [1]
    await one.store(4)
    await one.away.tell()
    await one.hear()
    one.later_s += FAILURE_TOLD_S
    assert one.away.lacks_storage, "it is not tried before its circuit is half open"

    (tmp_path / "files").unlink()
    aside.rename(tmp_path / "files")
    await end_of_opening(database)
    await one.hear()
    await one.away.try_needed()
    assert not one.away.lacks_storage


async def test_a_storage_that_an_administrator_holds_back_is_not_said_to_fail(
    process: Callable[..., Process], database: Database
) -> None:
    one = process()
    await force_open(database, "storage", one.files.subject, until=IN_AN_HOUR, by="key:one")
    await one.hear()
    assert (one.away.keeps_all_jobs, one.away.lacks_storage) == (True, False)


async def test_successes_are_told_of_what_has_failed_and_of_nothing_else(
    process: Callable[..., Process], database: Database, tmp_path: Path
) -> None:
    one, other = process(), process()
    await one.store(3)
    await one.away.tell()
    assert await database.rows("SELECT calls FROM circuit_windows") == []
    aside = fill(tmp_path / "files")
    await one.store(4)
    await one.away.tell()
    (tmp_path / "files").unlink()
    aside.rename(tmp_path / "files")
    await other.hear()
    await other.store(1)
    await other.away.tell()
    assert await database.rows("SELECT FROM circuit_runs WHERE in_a_row > 0") == []
    fill(tmp_path / "files")
    await one.store(1)
    await one.away.tell()
    assert not one.away.keeps_all_jobs, "the row of failures has begun anew"


async def test_a_job_waits_for_its_proxy_as_long_as_its_clients_circuit_is_open(
    process: Callable[..., Process], database: Database
) -> None:
    one, other = process(), process()
    for _ in range(5):
        one.away.used_proxy(PROXY, CLIENT, job_id=new_id(), is_up=False)
    await one.away.tell()
    await other.hear()
    for process_ in (one, other):
        assert 0 < await process_.away.proxy_wait_s(PROXY, CLIENT) < 90
        assert await process_.away.proxy_wait_s(PROXY, ANOTHER) == 0
        assert await process_.away.proxy_wait_s("http://proxy.test:3129", CLIENT) == 0
        assert not process_.away.keeps_all_jobs

    await end_of_opening(database)
    await one.hear()
    await other.hear()
    assert await one.away.proxy_wait_s(PROXY, CLIENT) == 0
    assert await other.away.proxy_wait_s(PROXY, CLIENT) > 0, "one finds out"
    one.away.used_proxy(PROXY, CLIENT, job_id=new_id(), is_up=True)
    await one.away.tell()
    await other.hear()
    assert await other.away.proxy_wait_s(PROXY, CLIENT) == 0


async def test_a_job_whose_proxy_does_not_answer_goes_back_before_it_has_begun(
    process: Callable[..., Process], database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    one = process()
    await force_open(database, "proxy", "proxy.test:3128", until=IN_AN_HOUR, by="key:one", owner=CLIENT)
    await one.hear()
    executor = Executor(
        cast(Any, None), one.files, Journal(database), outside=Outside(away=one.away)
    )  # it needs no browser
    job_id = await create(options={"proxy": {"server": PROXY}})
    claimed = await claim_one(await join())
    await executor.run(RunningJob(claimed), await get_browser_type(database, claimed.browser_type_id))
    job = await get_job(database, CLIENT, job_id)
    assert (job.status, job.retry_count) == (Status.PENDING, 0)
    retrying = (await read_events(database, {job_id: 0}))[-1]
    assert retrying.type == "job.retrying"
    assert retrying.data["error"]["details"]["errorType"] == "PROXY_FAILED"
    assert retrying.data["retryAt"]


async def test_two_clients_whose_proxy_does_not_answer_close_it_for_all(
    process: Callable[..., Process], database: Database
) -> None:
    one = process()
    for client_id in (CLIENT, ANOTHER):
        for _ in range(5):
            one.away.used_proxy(PROXY, client_id, job_id=new_id(), is_up=False)
        await one.away.tell()
    assert await one.away.proxy_wait_s(PROXY, "third") > 0


async def test_no_jobs_are_started_while_the_installations_proxy_takes_no_connection(
    process: Callable[..., Process], database: Database
) -> None:
    (port,) = free_ports(1)
    one = process(upstream=f"http://127.0.0.1:{port}")
    for _ in range(5):
        one.away.used_proxy(None, CLIENT, job_id=new_id(), is_up=False)
    await one.away.tell()
    assert one.away.keeps_all_jobs
    await end_of_opening(database)
    await one.hear()
    await one.away.try_needed()
    assert one.away.keeps_all_jobs
