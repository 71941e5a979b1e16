"""A worker in a small memory: its jobs end, one after another where they must, and nobody is killed."""

import sys
from pathlib import Path

import pytest

from cli.child import Child, Command
from store.database.connection import Database
from store.job import Status
from store.records.listing import get_job
from store.settings import DatabaseSettings
from tests.fixtures.control_group import control_group
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.watch import UntilEvent

pytestmark = pytest.mark.slow  # has browsers of its own

LIMIT = 3 * 2**29
JOBS = 6
GROWING = """<!doctype html><title>Growing</title><body><script>
  const kept = []
  const grow = setInterval(() => {
    kept.push(new Uint8Array(4e7).fill(1))
    if (kept.length < 10) return
    clearInterval(grow)
    document.body.innerHTML = '<p id="grown">grown</p>'
  }, 50)
</script></body>"""
"""Its browser takes more than half a gigabyte."""


async def test_a_worker_with_half_the_memory_that_its_jobs_want_ends_them_all_and_nothing_is_killed(
    database: Database,
    database_settings: DatabaseSettings,
    create: CreateJob,
    until_event: UntilEvent,
    tmp_path_for_all: Path,
) -> None:
    grown = {"action": "wait", "target": "#grown"}
    jobs = [await create(target_url="", html=GROWING, actions=[grown], timeout_ms=60_000) for _ in range(JOBS)]
    with control_group(LIMIT) as group:
        command = Command(
            argv=group.command([sys.executable, "-m", "worker"]),
            env={
                "DATABASE_URL": database_settings.conninfo(),
                "ARTIFACT_STORAGE_PATH": str(tmp_path_for_all / "artifacts"),
                "TMPDIR": str(tmp_path_for_all),
                "BROWSER_ENGINES": "chromium",
                "WORKER_MAX_CONCURRENT_JOBS": str(JOBS),
                "WORKER_MAX_MEMORY_PERCENT": "",
            },
        )
        worker = await Child.start("worker", command, tmp_path_for_all / "worker.log")
        try:
            for job_id in jobs:
                await until_event(job_id, "job.completed")
            assert (worker.returncode, group.kills) == (None, 0)
        finally:
            await worker.stop(grace_s=10)
    ended = [await get_job(database, CLIENT, job_id) for job_id in jobs]
    assert [(job.status, job.retry_count) for job in ended] == [(Status.COMPLETED, 0)] * JOBS
