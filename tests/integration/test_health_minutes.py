"""How the service does, minute by minute: each reason provoked by rows as workers and jobs make them."""

import asyncio

import psycopg
import pytest

from store.database.connection import Database
from store.health.components import WEIGHTS, Component
from store.health.minutes import KEPT_DAYS, forget_minutes, latest, write_minute
from store.health.trends import SCORE, read_trends
from store.queue import workers
from store.queue.cancel import cancel_job
from store.queue.claim import claim_jobs
from store.settings import DatabaseSettings
from tests.fixtures.health import end, holding, let_minutes_pass, measured, part, work
from tests.fixtures.jobs import CHROMIUM, CLIENT, SLOTS, ClaimOne, CreateJob, Fill, Join
from tests.fixtures.receiver import AddWebhook

FIREFOX = 2


async def wait_for(database: Database, seconds: float) -> None:
    """Lets all jobs that wait have waited for so long."""
    await database.rows(
        "UPDATE automation_jobs SET updated_at = updated_at - make_interval(secs => %(seconds)s) WHERE status = "
        "'pending' RETURNING id",
        {"seconds": seconds},
    )


async def test_two_servers_at_once_write_one_row_a_minute(database: Database) -> None:
    written = await asyncio.gather(*[write_minute(database) for _ in range(5)])
    (row,) = await database.rows("SELECT count(*) AS minutes, count(DISTINCT minute) AS different FROM health_minutes")
    assert row["minutes"] == row["different"] == len([minute for minute in written if minute is not None])


async def test_the_latest_minute_reads_as_it_was_written(database: Database) -> None:
    assert await latest(database) is None
    written = await measured(database)
    assert await latest(database) == written
    assert list(written.components) == list(WEIGHTS)


async def test_a_service_that_works_is_at_its_best_and_says_so(
    database: Database, create: CreateJob, claim_one: ClaimOne
) -> None:
    worker = await work(database)
    for _ in range(3):
        await create()
        await end(database, await claim_one(worker), None)
    minute = await measured(database)
    assert {name: one.score for name, one in minute.components.items() if one.score != 100} == {}
    assert minute.score == 100
    assert minute.components["outcomes"].reason == (
        "0 of 3 jobs that ended within the last 15 minutes failed through a fault of ours"
    )
    assert holding(minute) == set()


async def test_nothing_is_known_of_parts_that_nobody_tells_of(database: Database, join: Join) -> None:
    minute = await measured(database)
    assert {name for name, one in minute.components.items() if one.score is None} == {
        "capacity",
        "outcomes",
        "browsers",
        "storage",
    }
    assert minute.components["workers"] == Component(
        0, "no worker runs", "start one, or read in its log why it has ended"
    )
    assert minute.score is not None
    assert minute.score <= 20
    assert "NoWorkers" in holding(minute)
    await join()  # whose release does not tell
    assert (await part(database, "browsers")).score is None


async def test_workers_that_died_count_and_those_that_have_left_do_not(database: Database, join: Join) -> None:
    await workers.leave(database, await work(database))
    await work(database)
    assert (await part(database, "workers")).score == 100
    for _ in range(3):
        await join(ttl_s=0)
    minute = await measured(database)
    assert minute.components["workers"].score == 60
    assert minute.components["workers"].reason == "3 worker processes died within the last 15 minutes"
    assert "WorkersLost" in holding(minute)


async def test_jobs_that_wait_count_as_soon_as_no_slot_is_idle(
    database: Database, create: CreateJob, fill: Fill
) -> None:
    worker = await work(database)
    await create()
    await wait_for(database, 600)
    assert (await part(database, "capacity")).score == 100  # it is about to be taken
    await database.rows("DELETE FROM job_ready RETURNING job_id")
    await database.rows("DELETE FROM automation_jobs RETURNING id")
    await fill(worker)
    await create()
    await wait_for(database, 300)
    minute = await measured(database)
    assert minute.components["capacity"].score == 50
    assert minute.components["capacity"].reason == (
        "jobs that start next have waited 5 min, and 4 of 4 slots are busy; the target is 60 s"
    )
    assert minute.facts["queueWaitS"] == pytest.approx(300, abs=30)
    assert "QueueWaitHigh" in holding(minute)
    await wait_for(database, 400)
    assert "OldestJobTooOld" in holding(await measured(database))


async def test_workers_that_take_nothing_are_found_though_their_slots_are_idle(
    database: Database, create: CreateJob
) -> None:
    await work(database)
    await create()
    await wait_for(database, 600)
    for _ in range(3):
        capacity = await part(database, "capacity")
    assert capacity.score is not None
    assert capacity.score < 100
    assert capacity.todo == "slots are idle and take no jobs: the logs of the workers say why"


async def test_a_job_that_its_site_has_held_up_does_not_count_as_waiting_for_us(
    database: Database, create: CreateJob, fill: Fill
) -> None:
    worker = await work(database)
    await fill(worker)
    await create()
    await wait_for(database, 3600)
    await database.rows("UPDATE job_ready SET held_at = now() - interval '1 hour' RETURNING job_id")
    assert (await part(database, "capacity")).score == 100


async def test_jobs_for_a_browser_that_no_worker_has_are_said_and_do_not_count(
    database: Database, create: CreateJob
) -> None:
    await work(database)
    await create(browser_type_id=FIREFOX)
    await wait_for(database, 3600)
    minute = await measured(database)
    assert (minute.components["workers"].score, minute.components["capacity"].score) == (100, 100)
    assert minute.components["workers"].reason.endswith("jobs wait for browser types that no worker takes: Firefox")


async def test_jobs_of_a_browser_that_is_paused_do_not_count(database: Database, create: CreateJob, fill: Fill) -> None:
    await fill(await work(database))
    await create()
    await wait_for(database, 3600)
    await database.rows("UPDATE browser_types SET paused_at = now() WHERE id = %(id)s RETURNING id", {"id": CHROMIUM})
    assert (await part(database, "capacity")).score == 100
    await database.rows("UPDATE browser_types SET paused_at = NULL RETURNING id")


async def test_browsers_in_which_no_page_opens_count_and_missing_sandboxes_are_said(database: Database) -> None:
    await work(database)
    await work(database, sandbox="off")
    minute = await measured(database)
    assert minute.components["browsers"].score == 90
    assert minute.components["browsers"].reason == "1 worker process runs browsers without their sandbox"
    for _ in range(3):
        await work(database, pages="error")
    minute = await measured(database)
    assert minute.components["browsers"].score == 40
    assert minute.components["browsers"].reason.startswith(
        "no page opens in the browsers of 3 of 5 worker processes; 1 worker process runs browsers without"
    )
    assert "BrowsersFailing" in holding(minute)


async def test_workers_that_can_run_no_browser_are_not_there(database: Database) -> None:
    await work(database, types=())
    workers_part = await part(database, "workers")
    assert workers_part.score == 0
    assert workers_part.reason == "1 of 1 worker processes can run no browser"


async def test_storage_that_fails_counts(database: Database) -> None:
    await work(database)
    await work(database, storage="error")
    minute = await measured(database)
    assert minute.components["storage"] == Component(
        50,
        "1 of 2 worker processes cannot store files",
        "is the disk full, or the bucket away? Their logs say why (storage.unavailable)",
    )
    assert "StorageFailing" in holding(minute)


async def test_a_delivery_that_nobody_makes_counts_and_one_that_its_receiver_holds_up_does_not(
    database: Database, create: CreateJob, add_webhook: AddWebhook
) -> None:
    await add_webhook("http://example.test/hook")
    for _ in range(2):
        await cancel_job(database, CLIENT, await create())
    assert (await part(database, "webhooks")).score == 100
    late = "UPDATE webhook_deliveries SET due_at = now() - interval '10 minutes' RETURNING id"
    (first, _) = await database.rows(late)
    minute = await measured(database)
    assert minute.components["webhooks"].score is not None
    assert minute.components["webhooks"].score < 50
    assert minute.components["webhooks"].reason == "a delivery that no receiver holds up is overdue for 10 min"
    assert "WebhooksFailing" in holding(minute)
    await database.rows(
        "UPDATE webhook_deliveries SET status = 'delivering', due_at = now() + interval '1 minute' WHERE id = %(id)s "
        "RETURNING id",
        {"id": first["id"]},
    )
    assert (await part(database, "webhooks")).score == 100
    await database.rows(late)
    assert (await part(database, "webhooks")).score != 100
    await database.rows(
        "INSERT INTO circuits (kind, subject, client_id, state, is_holding, open_until) VALUES ('receiver', "
        "'example.test', %(client_id)s, 'open', true, now() + interval '1 minute') RETURNING subject",
        {"client_id": CLIENT},
    )
    assert (await part(database, "webhooks")).score == 100


async def test_open_circuits_are_said_and_do_not_count(database: Database) -> None:
    before = (await measured(database)).score
    for number in range(12):
        await database.rows(
            "INSERT INTO circuits (kind, subject, state, is_holding, open_until) VALUES ('site', %(subject)s, 'open', "
            "true, now() + interval '1 minute') RETURNING subject",
            {"subject": f"{number}.test"},
        )
    minute = await measured(database)
    assert minute.components["circuits"].reason == "12 circuits are open: jobs for what is behind wait"
    assert "CircuitsOpenMany" in holding(minute)
    assert minute.score == before


async def test_a_transaction_that_has_written_and_stays_open_is_found(
    database: Database, database_settings: DatabaseSettings
) -> None:
    async with await psycopg.AsyncConnection.connect(database_settings.conninfo()) as other:
        await measured(database)
        await other.execute("SELECT pg_current_xact_id()")
        assert (await part(database, "database")).score == 100
        await let_minutes_pass(database, 30)
        found = await part(database, "database")
        assert found.reason.startswith("a transaction that has written has been open for 31 min")
        await other.rollback()
    assert (await part(database, "database")).score == 100


async def test_connections_of_others_are_counted(database: Database, database_settings: DatabaseSettings) -> None:
    connections = int((await part(database, "database")).reason.split(" of ")[0].split()[-1])
    async with await psycopg.AsyncConnection.connect(database_settings.conninfo()):
        more = int((await part(database, "database")).reason.split(" of ")[0].split()[-1])
    assert more > connections >= 1


async def test_minutes_are_kept_for_a_fortnight(database: Database) -> None:
    await measured(database)
    for days in (KEPT_DAYS - 1, KEPT_DAYS + 1):
        await database.rows(
            "INSERT INTO health_minutes SELECT minute - %(days)s * interval '1 day', measured_at, score, components, "
            "facts, ended, failed, faults, crashes FROM health_minutes ORDER BY minute DESC LIMIT 1 RETURNING minute",
            {"days": days},
        )
    assert await forget_minutes(database) == 1
    (row,) = await database.rows("SELECT count(*) AS minutes FROM health_minutes")
    assert row["minutes"] == 2


async def test_trends_tell_what_rises_and_falls_and_what_is_not_known(database: Database) -> None:
    await database.rows(
        """
        INSERT INTO health_minutes (minute, score, components, facts, ended, failed, faults, crashes)
        SELECT
            now() - age * interval '1 minute', CASE WHEN age < 8 THEN 60 ELSE 90 END,
            jsonb_build_object('storage', jsonb_build_object('score', CASE WHEN age < 8 THEN 100 ELSE 40 END),
                'outcomes', jsonb_build_object('score', NULL), 'database', jsonb_build_object('score', 99)),
            '{}', 0, 0, 0, 0
        FROM generate_series(1, 20) AS age
        RETURNING minute
        """
    )
    trends = await read_trends(database)
    short = {name: windows["15m"] for name, windows in trends.items()}
    assert {name: trend.direction for name, trend in short.items()} == {
        SCORE: "falling",
        "storage": "rising",
        "outcomes": "unknown",
        "database": "steady",
    }
    assert (short[SCORE].change, short[SCORE].lowest, short["outcomes"].minutes) == (-30, 60, 0)
    assert (trends[SCORE]["24h"].direction, trends[SCORE]["24h"].minutes) == ("unknown", 20)


async def test_a_service_that_is_not_at_its_full_level_is_told(database: Database) -> None:
    assert "ServiceLevelNotFull" not in holding(await measured(database))
    await database.rows(
        """
        INSERT INTO service_state (id, level, ceiling_ratio, reasons, conditions, told_level, told_cause, revision)
        VALUES ('level', 'minimal', 1, '{}', '{}', 'minimal', 'measured', 1)
        RETURNING id
        """
    )
    assert "ServiceLevelNotFull" in holding(await measured(database))


async def test_claims_of_all_slots_are_counted_as_busy(database: Database, create: CreateJob) -> None:
    worker = await work(database)
    for _ in range(2):
        await create()
    await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1, 2])
    minute = await measured(database)
    assert (minute.facts["slots"], minute.facts["busy"]) == (SLOTS, 2)
