"""The claim costs the same however many jobs wait, and whatever the planner knows of them."""

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from store.database.connection import Database
from store.job import Status, new_id
from store.queue import workers
from store.queue.attempts import Outcome, finish_jobs
from store.queue.claim import claim_jobs, claim_newcomer
from store.settings import DatabaseSettings

WAITING = 1_000_000
SLOTS = 10
CLAIMS = 8
"""psycopg prepares a statement that comes for the sixth time."""

# All jobs have their places; only the first ones, which are claimed, need to be there. Most are of one browser type.
# Nearly all are of one client; those of five others stand behind them.
_LOAD = """
INSERT INTO automation_jobs (id, client_id, browser_type_id, target_url, actions)
SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(no), 12, '0'))::uuid, 'client', {type}, 'http://example.test/', '[]'
FROM generate_series(1, 20000) AS no;
INSERT INTO job_ready (job_id, client_id, browser_type_id, priority, site, rank)
SELECT
    ('01900000-0000-7000-8000-' || lpad(to_hex(no), 12, '0'))::uuid,
    CASE WHEN no BETWEEN 19001 AND 20000 THEN 'newcomer ' || no % 5 ELSE 'client' END,
    {type}, 0, 'example.test', CASE WHEN no BETWEEN 19001 AND 20000 THEN 1e12 ELSE 0 END
FROM generate_series(1, {waiting}) AS no;
""".format(waiting=WAITING, type="greatest(1, no % 20 - 14)")

_CIRCUITS = """
INSERT INTO circuits (kind, subject, state, is_holding, opened_at, open_until)
SELECT 'site', 'down-' || no || '.test', 'open', true, now(), now() + interval '1 day'
FROM generate_series(1, 1000) AS no;
INSERT INTO throttles (site, backoff_until)
SELECT 'limiting-' || no || '.test', now() + interval '1 day' FROM generate_series(1, 1000) AS no;
"""

# Every plan that is run is sent to who runs it.
_EXPLAIN = """
DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I SET session_preload_libraries = auto_explain', current_database());
    EXECUTE format('ALTER DATABASE %I SET auto_explain.log_min_duration = 0', current_database());
    EXECUTE format('ALTER DATABASE %I SET auto_explain.log_analyze = on', current_database());
    EXECUTE format('ALTER DATABASE %I SET auto_explain.log_buffers = on', current_database());
    EXECUTE format('ALTER DATABASE %I SET auto_explain.log_format = json', current_database());
    EXECUTE format('ALTER DATABASE %I SET client_min_messages = log', current_database());
    EXECUTE format('ALTER DATABASE %I SET plan_cache_mode = {mode}', current_database());
END
$$
"""


@pytest.mark.timeout(300)
async def test_claims_and_ends_reach_their_rows_by_index_among_a_million_jobs(
    database_settings: DatabaseSettings,
) -> None:
    await _run(database_settings, _LOAD)
    for known in (False, True):  # right after the load the planner knows nothing
        if known:
            await _run(database_settings, "ANALYZE")
        for mode in ("force_custom_plan", "force_generic_plan"):
            await _run(database_settings, _EXPLAIN.format(mode=mode))
            for browser_types in ([1], [1, 2, 3, 4, 5]):
                for plan in await _plans(database_settings, browser_types):
                    _check(plan, len(browser_types))


@pytest.mark.timeout(300)
async def test_claims_ask_for_their_own_sites_only_among_a_thousand_that_are_down(
    database_settings: DatabaseSettings,
) -> None:
    await _run(database_settings, _LOAD.replace(str(WAITING), "20000"))
    await _run(database_settings, _CIRCUITS)
    for mode in ("force_custom_plan", "force_generic_plan"):
        await _run(database_settings, _EXPLAIN.format(mode=mode))
        for plan in await _plans(database_settings, [1]):
            for node in (node for node in _nodes(plan["Plan"]) if node["Actual Loops"]):
                if node.get("Relation Name") in {"circuits", "throttles"} and "Index Cond" in node:
                    assert node["Actual Rows"] + node.get("Rows Removed by Filter", 0) <= 1, node
            assert plan["Plan"]["Shared Hit Blocks"] < 2000, plan["Query Text"]


async def _plans(settings: DatabaseSettings, browser_types: list[int]) -> list[dict[str, Any]]:
    """The plans of a few claims, of claims for the reserve, and of the ends of what was claimed."""
    plans: list[dict[str, Any]] = []

    def heard(diagnostic: psycopg.errors.Diagnostic) -> None:
        _, _, text = (diagnostic.message_primary or "").partition("plan:\n")
        if text:
            plans.append(json.loads(text))

    async with Database(settings, application_name="test", pool_size=1) as database:
        async with database.connection() as connection:
            connection.add_notice_handler(heard)
        process_id = new_id()
        await workers.join(database, process_id, browser_type_ids=browser_types, slots=SLOTS, ttl_s=3600, metadata={})
        for _ in range(CLAIMS):
            jobs = await claim_jobs(database, process_id, browser_type_ids=browser_types, slot_nos=range(1, SLOTS + 1))
            assert len(jobs) == SLOTS
            jobs += await claim_newcomer(database, process_id, browser_type_ids=browser_types, slot_no=SLOTS + 1)
            outcomes = [Outcome(lease=job.lease, status=Status.COMPLETED, result={}) for job in jobs]
            assert len(await finish_jobs(database, outcomes)) == SLOTS + 1
    queue = [plan for plan in plans if "job_leases" in plan["Query Text"]]
    assert len(queue) >= 3 * CLAIMS
    return queue


def _check(plan: dict[str, Any], browser_types: int) -> None:
    root = plan["Plan"]
    for node in (node for node in _nodes(root) if node["Actual Loops"]):
        text = json.dumps({key: value for key, value in node.items() if key != "Plans"})
        if node.get("Relation Name", "").startswith(("job_", "automation_jobs")):
            assert node["Node Type"] in {"Index Scan", "Index Only Scan", "ModifyTable"}, text
            assert node["Actual Rows"] * node["Actual Loops"] <= (SLOTS + 1) * browser_types, text
        if node["Node Type"] == "LockRows":
            assert all(below["Node Type"] != "Sort" for below in _nodes(node)), text
    # About 40 a job, for its rows in four tables and their indexes; a walk through the line would be thousands.
    assert root["Shared Hit Blocks"] + root["Shared Read Blocks"] < 1000 + 50 * browser_types, plan["Query Text"]


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", []):
        yield from _nodes(below)


async def _run(settings: DatabaseSettings, statements: str) -> None:
    """Runs statements as the owner of all."""
    connection = await psycopg.AsyncConnection.connect(settings.conninfo(), autocommit=True)
    async with connection:
        await connection.execute(statements)  # type: ignore[arg-type]  # they are our own
