"""The audit trail in the database: written with the change, unchangeable, and checked by its chain."""

import asyncio
from datetime import UTC, datetime
from functools import partial

import psycopg
import pytest

from store.audit.chain import seal_events, verify
from store.audit.events import Event, Filter, list_events
from store.audit.retention import forget_events
from store.audit.secret_uses import SecretUses
from store.clients import keys
from store.database.auditing import Actor, Call, calling
from store.database.connection import Database
from store.errors import RequestIdTaken, ScheduleNotFound
from store.job import Request, Status, new_id
from store.queue.cancel import cancel_job, cancel_jobs
from store.queue.intake import create_job, create_jobs
from store.queue.reception import Reception
from store.schedules.firing import run_now
from tests.fixtures.jobs import CLIENT, CreateJob, new_job

OTHER = "another"


def call(name: str = "a", action: str = "JobService.CreateJob", kind: str = "job") -> Call:
    actor = Actor(type="key", id=f"key-{name}", name=name, client_id=CLIENT)
    return Call(actor=actor, action=action, kind=kind, request_id=f"request-{name}", address="192.0.2.1")


async def trail(database: Database) -> list[Event]:
    """All events, the first first."""
    return (await list_events(database, None, Filter(), limit=1000))[::-1]


async def write(database: Database, events: int) -> None:
    for number in range(events):
        with calling(call(str(number))):
            await create_job(database, new_job())
    await seal_events(database)


async def test_a_change_and_its_event_are_one_transaction(database: Database) -> None:
    with calling(call()):
        accepted = await create_job(database, new_job())
    (event,) = await trail(database)
    assert event.resources == [f"job/{accepted.job_id}"]
    assert (event.client_id, event.actor_id, event.actor_name) == (CLIENT, "key-a", "a")
    assert (event.request_id, event.address, event.outcome) == ("request-a", "192.0.2.1", "ok")
    rows = await database.rows(
        "SELECT job.xmin::text = event.xmin::text AS together FROM automation_jobs AS job, audit_events AS event"
    )
    assert rows == [{"together": True}]


async def test_a_change_that_is_rolled_back_leaves_no_event(database: Database) -> None:
    with calling(call()), pytest.raises(ScheduleNotFound):
        await run_now(database, new_id(), new_job())
    with calling(call()), pytest.raises(psycopg.errors.UniqueViolation):
        await create_jobs(database, [new_job()] * 2)
    assert await trail(database) == []


async def test_without_its_event_there_is_no_change(database: Database) -> None:
    beyond = Call(actor=Actor(type="key", id="k" * 2000), action="JobService.CreateJob", kind="job")
    with calling(beyond), pytest.raises(psycopg.errors.StringDataRightTruncation):
        await create_job(database, new_job())
    assert await database.rows("SELECT id FROM automation_jobs") == []


async def test_a_call_that_changes_nothing_leaves_no_event(database: Database, create: CreateJob) -> None:
    job_id = await create(request=Request("one", "digest"))
    await cancel_job(database, CLIENT, job_id)
    with calling(call()):
        await create_job(database, new_job(request=Request("one", "digest")))
        with pytest.raises(RequestIdTaken):
            await create_job(database, new_job(request=Request("one", "another")))
        assert (await cancel_job(database, CLIENT, job_id)).status is Status.CANCELLED
        assert await cancel_jobs(database, CLIENT, [job_id]) == []
    assert await trail(database) == []


async def test_calls_that_are_made_one_statement_leave_an_event_each(database: Database) -> None:
    reception = Reception(database)

    async def accept(name: str) -> str:
        job = new_job()
        with calling(call(name)):
            await reception.accept(job)
        return f"job/{job.id}"

    names = [str(number) for number in range(20)]
    made = dict(zip(names, await asyncio.gather(*map(accept, names)), strict=True))
    assert {event.actor_name: event.resources for event in await trail(database)} == {
        name: [job] for name, job in made.items()
    }
    makers = await database.rows("SELECT 'job/' || id AS job, created_by FROM automation_jobs")
    assert {row["job"]: row["created_by"] for row in makers} == {job: f"key:key-{name}" for name, job in made.items()}


async def test_a_call_about_many_leaves_one_event_that_names_all(database: Database) -> None:
    jobs = [new_job() for _ in range(30)]
    names = [f"job/{job.id}" for job in jobs]
    with calling(call(action="JobService.BatchCreateJobs")):
        await create_jobs(database, jobs)
    with calling(call(action="JobService.CancelJobs")):
        assert len(await cancel_jobs(database, CLIENT, [job.id for job in jobs])) == len(jobs)
    created, cancelled = await trail(database)
    assert created.resources == names
    assert sorted(cancelled.resources) == sorted(names)


async def test_what_is_done_to_another_client_is_that_clients_to_see(database: Database) -> None:
    with calling(call(action="ApiKeyService.CreateApiKey", kind="api_key")):
        key, _ = await keys.create_key(database, keys.NewKey(client_id=OTHER, name="b", rate_limit=1))
    with calling(call()):
        await create_job(database, new_job())
    (theirs,) = await list_events(database, OTHER, Filter(), limit=10)
    assert (theirs.resources, theirs.actor_client_id) == ([f"api_key/{key.id}"], CLIENT)
    (ours,) = await list_events(database, CLIENT, Filter(), limit=10)
    assert ours.action == "JobService.CreateJob"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await database.client_rows(
            CLIENT,
            "INSERT INTO audit_events (id, client_id, actor_type, actor_id, is_admin, action, resources, outcome) "
            "VALUES (gen_random_uuid(), 'another', 'key', 'x', false, 'x', '{}', 'ok') RETURNING id",
        )


@pytest.mark.parametrize("client_id", [CLIENT, None])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET action = 'x' RETURNING id",
        "DELETE FROM audit_events RETURNING id",
        "TRUNCATE audit_events",
        "UPDATE audit_seals SET hash = '' RETURNING seq",
        "DELETE FROM audit_seals RETURNING seq",
        "UPDATE audit_anchor SET seq = 9 RETURNING seq",
        "INSERT INTO audit_events (id, occurred_at) VALUES (gen_random_uuid(), '-infinity') RETURNING id",
        "SELECT forget_audit_events(29, 1)",
    ],
)
async def test_the_applications_roles_cannot_change_the_trail(
    database: Database, client_id: str | None, statement: str
) -> None:
    await write(database, 1)
    run = partial(database.client_rows, client_id) if client_id else database.rows
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await run(statement)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET action = 'x'",
        "DELETE FROM audit_events",
        "TRUNCATE audit_events CASCADE",
        "UPDATE audit_seals SET hash = ''",
        "DELETE FROM audit_seals",
        "TRUNCATE audit_seals",
    ],
)
async def test_the_owner_is_kept_from_it_too(database: Database, statement: str) -> None:
    await write(database, 1)
    async with database.own_connection("owner") as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute(statement)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("statement", "broken_at", "fault"),
    [
        ("UPDATE audit_events SET address = NULL WHERE id = %(id)s", 3, "was changed"),
        ("DELETE FROM audit_events WHERE id = %(id)s", 3, "is missing"),
        ("DELETE FROM audit_seals WHERE seq = 3", 3, "seal 3 is missing"),
        (
            """
            UPDATE audit_events SET resources = (SELECT resources FROM audit_events WHERE id <> %(id)s LIMIT 1)
            WHERE id = %(id)s
            """,
            3,
            "was changed or moved",
        ),
        ("UPDATE audit_anchor SET hash = '\\x00'", 1, "does not follow"),
    ],
)
async def test_what_was_changed_past_the_application_is_found(
    database: Database, statement: str, broken_at: int, fault: str
) -> None:
    await write(database, 5)
    head = (await verify(database)).head
    assert head.seq == 5
    third = (await trail(database))[2]
    await tamper(database, statement, third)
    verdict = await verify(database)
    assert verdict.broken_at == broken_at
    assert fault in (verdict.fault or "")


async def test_events_that_have_changed_places_are_found(database: Database) -> None:
    await write(database, 5)
    for before, after in ((3, 99), (4, 3), (99, 4)):
        await tamper(database, f"UPDATE audit_seals SET seq = {after} WHERE seq = {before}")
    verdict = await verify(database)
    assert (verdict.broken_at, verdict.checked) == (3, 2)
    assert "moved" in (verdict.fault or "")


async def test_a_chain_that_was_cut_or_made_anew_differs_from_the_head_that_was_noted(database: Database) -> None:
    await write(database, 3)
    noted = (await verify(database)).head.text
    assert (await verify(database, noted=noted)).fault is None
    last = (await trail(database))[2]
    await tamper(database, "DELETE FROM audit_seals WHERE seq = 3", last)
    assert (await verify(database)).fault == f"event {last.id} is not in the chain"
    await tamper(database, "DELETE FROM audit_events WHERE id = %(id)s", last)
    assert (await verify(database)).fault is None
    assert "ends before" in ((await verify(database, noted=noted)).fault or "")
    await write(database, 1)
    assert "not the one that was noted" in ((await verify(database, noted=noted)).fault or "")


async def test_any_number_of_processes_seal_without_gaps(database: Database) -> None:
    await write(database, 5)
    for number in range(30):
        with calling(call(str(number))):
            await create_job(database, new_job())
    await asyncio.gather(*(seal_events(database) for _ in range(5)))
    await seal_events(database)
    verdict = await verify(database)
    assert (verdict.checked, verdict.fault) == (35, None)
    assert await seal_events(database) == 0


async def test_an_event_that_is_announced_again_is_not_sealed_again_and_holds_up_no_other(database: Database) -> None:
    await write(database, 1)
    (event,) = await trail(database)
    for _ in range(2):
        statement = "INSERT INTO audit_unsealed (event_id) VALUES (%(id)s) RETURNING event_id"
        await database.rows(statement, {"id": event.id})
    await write(database, 1)
    assert [event.seq for event in await trail(database)] == [1, 2]
    assert (await verify(database)).fault is None


async def test_retention_removes_what_is_old_and_the_chain_goes_on_from_there(database: Database) -> None:
    await write(database, 4)
    assert await forget_events(database, 30) == 0
    await tamper(database, "UPDATE audit_seals SET sealed_at = now() - interval '31 days' WHERE seq <= 3", None)
    await tamper(database, "UPDATE audit_events SET occurred_at = now() - interval '31 days'")
    assert await forget_events(database, 32) == 0
    assert await forget_events(database, 31) == 3
    assert len(await trail(database)) == 1
    anchor = await database.row("SELECT seq FROM audit_anchor")
    assert anchor == {"seq": 3}
    await write(database, 1)
    assert [event.seq for event in await trail(database)] == [4, 5]
    assert (await verify(database)).head.seq == 3  # its time was tampered with above
    assert (await verify(database)).broken_at == 4


async def test_the_use_of_a_secret_names_the_job_and_the_origin(database: Database, create: CreateJob) -> None:
    job_id, uses = await create(), SecretUses(database)
    await asyncio.gather(
        *(
            uses.record(client_id=CLIENT, job_id=job_id, name=name, origin="https://portal.example.com")
            for name in ("password", "otp")
        )
    )
    events = await list_events(database, CLIENT, Filter(action="secret.use"), limit=10)
    assert {event.resources[0] for event in events} == {"secret/password", "secret/otp"}
    assert {event.resources[1] for event in events} == {f"job/{job_id}"}
    assert events[0].details == {"origin": "https://portal.example.com"}


async def test_events_are_found_by_each_filter(database: Database) -> None:
    for name in "abc":
        with calling(call(name)):
            await create_job(database, new_job())
    jobs = [new_job(), new_job()]
    with calling(call("b", "JobService.BatchCreateJobs")):
        await create_jobs(database, jobs)
    first, _, third, batch = await trail(database)

    async def found(client_id: str | None = None, **wanted: object) -> list[Event]:
        return await list_events(database, client_id, Filter(**wanted), limit=10)  # type: ignore[arg-type]

    assert await found(actor="a") == [first] == await found(actor="key-a")
    assert await found(action="JobService.BatchCreateJobs") == [batch]
    assert await found(resource=f"job/{jobs[1].id}") == [batch] == await found(CLIENT, resource=f"job/{jobs[0].id}")
    assert await found(resource=third.resources[0]) == [third]
    assert await found(occurred_after=batch.occurred_at) == [batch]
    assert await found(occurred_before=third.occurred_at, actor="a") == [first]
    assert await found(outcome="denied") == [] == await found(client_id=OTHER)
    begin, end = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    assert len(await found(occurred_after=begin, occurred_before=end)) == 4
    assert await list_events(database, CLIENT, Filter(client_id=OTHER), limit=10) == []


async def tamper(database: Database, statement: str, event: Event | None = None) -> None:
    """As a superuser may who takes the triggers away."""
    async with database.own_connection("tampering") as connection:
        await connection.execute("SET session_replication_role = replica")
        await connection.execute(statement, {"id": event and event.id})  # type: ignore[arg-type]
