"""Tickets for live views, and what tenants can see of the ways to workers."""

from dataclasses import replace
from uuid import UUID

import psycopg
import pytest

from store.clients.keys import NewKey, create_key, revoke_key
from store.database.auditing import Actor
from store.database.connection import Database
from store.job import new_id
from store.live.relay import RelayAddress, find_relay
from store.live.tickets import Pass, Ticket, create_ticket, is_good, redeem_ticket
from store.users.sessions import end_session
from store.users.users import Changes, delete_user, update_user
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.live import Run
from tests.fixtures.users import MakeUser, SignIn

WHERE = RelayAddress("127.0.0.1:1", b"certificate", "token")


def granted(job_id: UUID, **changes: object) -> Pass:
    fields = {
        "client_id": CLIENT,
        "job_id": job_id,
        "right": "control",
        "viewer_id": "viewer",
        "name": "Ann",
        "made_by": Actor(type="jwt", id="subject", client_id=CLIENT),
    }
    return Pass(**fields | changes)  # type: ignore[arg-type]


async def made(database: Database, wanted: Pass, ttl_s: float = 30) -> Ticket:
    ticket = await create_ticket(database, wanted, ttl_s=ttl_s)
    assert ticket is not None
    return ticket


async def test_a_ticket_opens_its_job_once(database: Database) -> None:
    wanted = granted(new_id())
    ticket = await made(database, wanted)
    redeemed = await redeem_ticket(database, ticket.secret, wanted.job_id)
    assert redeemed is not None
    assert replace(redeemed, ends_at=None) == wanted
    assert await redeem_ticket(database, ticket.secret, wanted.job_id) is None


@pytest.mark.parametrize("how", ["end", "disable", "delete"])
async def test_a_ticket_of_a_user_is_good_as_long_as_the_session(
    database: Database, make_user: MakeUser, signed_in: SignIn, how: str
) -> None:
    await make_user("first@example.com")
    signed = await signed_in()
    wanted = granted(new_id(), made_by=signed.user.actor, session_id=signed.session.id)
    tickets = [await made(database, wanted) for _ in range(2)]
    redeemed = await redeem_ticket(database, tickets[0].secret, wanted.job_id)
    assert redeemed is not None
    assert replace(redeemed, ends_at=None) == wanted
    assert await is_good(database, redeemed)
    if how == "end":
        await end_session(database, signed.user.id, signed.session.id)
    elif how == "disable":
        await update_user(database, signed.user.id, Changes(is_disabled=True))
    else:
        await delete_user(database, signed.user.id)
    assert not await is_good(database, redeemed)
    assert await redeem_ticket(database, tickets[1].secret, wanted.job_id) is None
    assert await create_ticket(database, redeemed) is None


async def test_a_ticket_for_control_is_worth_nothing_when_its_user_may_only_look(
    database: Database, make_user: MakeUser, signed_in: SignIn
) -> None:
    await make_user("first@example.com")
    signed = await signed_in()
    acts, looks = (
        granted(new_id(), made_by=signed.user.actor, session_id=signed.session.id, right=right)
        for right in ("control", "view")
    )
    ticket = await made(database, acts)
    await update_user(database, signed.user.id, Changes(role="viewer"))
    assert await redeem_ticket(database, ticket.secret, acts.job_id) is None
    assert not await is_good(database, acts)
    assert await is_good(database, looks)


async def test_what_is_stored_of_a_ticket_opens_nothing(database: Database) -> None:
    wanted = granted(new_id())
    ticket = await made(database, wanted)
    (row,) = await database.rows("SELECT live_tickets::text AS text FROM live_tickets")
    assert ticket.secret not in row["text"]


async def test_a_ticket_that_was_shown_at_another_job_is_used_up(database: Database) -> None:
    wanted = granted(new_id())
    ticket = await made(database, wanted)
    assert await redeem_ticket(database, ticket.secret, new_id()) is None
    assert await redeem_ticket(database, ticket.secret, wanted.job_id) is None


async def test_late_tickets_open_nothing_and_go_with_the_next_one(database: Database) -> None:
    wanted = granted(new_id())
    late = await made(database, wanted, ttl_s=-1)
    assert await redeem_ticket(database, late.secret, wanted.job_id) is None
    await made(database, wanted, ttl_s=-1)
    await made(database, wanted)
    assert await database.rows("SELECT FROM live_tickets WHERE expires_at < now()") == []


async def test_no_ticket_outlives_its_key(database: Database) -> None:
    key, _ = await create_key(database, NewKey(client_id=CLIENT, name="test", rate_limit=0))
    wanted = granted(new_id(), made_by=Actor(type="key", id=str(key.id), client_id=CLIENT))
    before = await made(database, wanted)
    await revoke_key(database, key.id)
    assert await redeem_ticket(database, before.secret, wanted.job_id) is None
    assert await create_ticket(database, wanted) is None


async def test_renewed_tickets_end_with_the_time_of_the_first(database: Database) -> None:
    wanted = granted(new_id())
    first = await redeem_ticket(database, (await made(database, wanted)).secret, wanted.job_id)
    assert first is not None
    second = await redeem_ticket(database, (await made(database, first)).secret, wanted.job_id)
    assert second == first
    (row,) = await database.rows("SELECT now() - interval '1 s' AS past")
    assert await create_ticket(database, replace(first, ends_at=row["past"])) is None


async def test_a_view_ends_with_the_time_of_its_tickets(database: Database) -> None:
    (row,) = await database.rows("SELECT now() - interval '1 s' AS past, now() + interval '1 h' AS later")
    assert await is_good(database, granted(new_id(), ends_at=row["later"]))
    assert not await is_good(database, granted(new_id(), ends_at=row["past"]))


@pytest.mark.parametrize("secret", ["", "x", "a" * 43 + "\0", "ä" * 43, "a" * 100_000])
async def test_what_is_no_ticket_is_none(database: Database, secret: str) -> None:
    assert await redeem_ticket(database, secret, new_id()) is None


async def test_who_runs_a_job_is_found_for_its_client_only(database: Database, create: CreateJob, run: Run) -> None:
    job_id = await create()
    assert await find_relay(database, CLIENT, job_id) is None
    job = await run(WHERE)
    found = await find_relay(database, CLIENT, job_id)
    assert found is not None
    assert (found.lease_no, found.where) == (job.lease.lease_no, WHERE)
    assert await find_relay(database, "another", job_id) is None
    assert await find_relay(database, None, job_id) == found


async def test_a_worker_without_an_address_is_said_to_have_none(
    database: Database, create: CreateJob, run: Run
) -> None:
    job_id = await create()
    await run(None)
    found = await find_relay(database, CLIENT, job_id)
    assert found is not None
    assert found.where is None


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT live_address FROM worker_processes",
        "SELECT live_token FROM worker_processes",
        "SELECT live_certificate FROM worker_processes",
        "SELECT hash FROM live_tickets",
        "DELETE FROM live_tickets",
    ],
)
async def test_no_tenant_reads_ways_to_workers_or_tickets(database: Database, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await database.client_rows(CLIENT, statement)  # type: ignore[arg-type]


def test_nothing_shows_the_token_of_a_relay() -> None:
    assert "token" not in repr(WHERE)
