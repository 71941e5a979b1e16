"""What opens circuits, for whom, and for how long."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from store.database.connection import Database
from store.errors import CircuitLimit
from store.job import new_id
from store.sites import circuits
from store.sites.away import MAX_TOLD, NEWS, news
from store.sites.circuits import force_open, may_call, reset_circuit
from store.sites.reports import forget, report
from store.sites.turns import BATCH, turn
from tests.fixtures.sites import SITE, circuit, down, end_of_opening, seen, state, up

A, B, C = "ann", "bob", "cyd"


async def test_five_failures_in_a_row_of_two_jobs_open_the_circuit_of_their_client(database: Database) -> None:
    for _ in range(4):
        assert await report(database, [seen(A)]) == []
    (opened,) = await report(database, [seen(A)])
    assert (opened.client_id, opened.from_state, opened.to_state) == (A, "closed", "open")
    assert await state(database, A) == "open"
    assert await state(database) == "closed", "other clients have seen nothing"


async def test_one_job_that_fails_again_and_again_opens_nothing(database: Database) -> None:
    job_id = new_id()
    for _ in range(9):
        assert await report(database, [seen(A, last_failed_job=job_id)]) == []
    assert await report(database, [seen(A, calls=0, failures=0, in_a_row=0)]) == []
    assert len(await report(database, [seen(A)])) == 1, "a second one does"


async def test_a_success_of_any_process_begins_the_row_anew(database: Database) -> None:
    await report(database, [seen(A, calls=4, failures=4, in_a_row=4, failed_jobs=4)])
    await report(database, [up(A, calls=30)])
    for _ in range(4):
        assert await report(database, [seen(A)]) == []
    assert len(await report(database, [seen(A)])) == 1


async def test_half_of_ten_calls_within_a_minute_open_a_circuit_though_others_went_well(database: Database) -> None:
    half = {"calls": 3, "failures": 1, "in_a_row": 0, "succeeded": True}
    assert await report(database, [seen(A, **half)] * 3) == [], "a third"
    (opened,) = await report(database, [seen(A, calls=3, failures=3, in_a_row=0, succeeded=True)])
    assert opened.reason == "6 of 12 calls failed"


async def test_calls_of_a_minute_ago_do_not_count(database: Database) -> None:
    await report(database, [seen(A, calls=9, failures=9, in_a_row=0, succeeded=True)])
    await database.rows("UPDATE circuit_windows SET bucket = bucket - 6 RETURNING bucket")
    assert await report(database, [seen(A, calls=2, failures=2, in_a_row=0, succeeded=True)]) == []
    await database.rows("UPDATE circuit_windows SET bucket = bucket - 7 RETURNING bucket")
    assert await forget(database) == 2


async def test_two_clients_that_see_a_site_down_open_it_for_all(database: Database) -> None:
    await report(database, [down(A)])
    (opened,) = await report(database, [down(B)])
    assert (opened.client_id, opened.to_state) == ("", "open")
    assert await state(database, A) == "closed", "there is one circuit to wait for"
    assert await report(database, [down(C)]) == [], "it is open"


async def test_a_site_that_has_served_anybody_is_not_opened_for_all(database: Database) -> None:
    await report(database, [down(A), up(C)])
    (opened,) = await report(database, [down(B)])
    assert opened.client_id == B
    assert await state(database) == "closed"


async def test_processes_that_tell_at_once_are_counted_together(database: Database) -> None:
    changes = await asyncio.gather(*(report(database, [down(client_id)]) for client_id in (A, B) for _ in range(4)))
    assert [one.client_id for change in changes for one in change].count("") == 1
    assert await state(database) == "open"


async def test_a_circuit_opens_for_longer_each_time_and_forgets_in_five_minutes(database: Database) -> None:
    for trip, (shortest, longest) in enumerate([(24, 36), (48, 72), (72, 108)], 1):
        await report(database, [down(A)])
        one = await circuit(database, A)
        assert one.open_until is not None
        assert shortest <= (one.open_until - one.since).total_seconds() <= longest
        assert one.trips == trip
        await database.rows(
            "UPDATE circuits SET state = 'closed', is_holding = false, open_until = NULL, "
            "closed_at = now() - interval '20 seconds' RETURNING name"
        )
        await database.rows("DELETE FROM circuit_runs RETURNING subject")
    await database.rows("UPDATE circuits SET closed_at = now() - interval '601 seconds' RETURNING name")
    assert (await circuit(database, A)).trips == 1
    await database.rows("UPDATE circuits SET trips = 40, closed_at = now() RETURNING name")
    await database.rows("UPDATE circuits SET closed_at = now() - interval '20 seconds' RETURNING name")
    await report(database, [down(A)])
    one = await circuit(database, A)
    assert one.open_until is not None
    assert one.open_until - one.since <= timedelta(minutes=18)


async def test_what_a_circuit_has_opened_for_does_not_open_it_again(database: Database) -> None:
    await report(database, [down(A)])
    await reset_circuit(database, f"own-site-{SITE}", owner=A)
    for _ in range(4):
        assert await report(database, [seen(A)]) == []
    assert len(await report(database, [seen(A)])) == 1


async def test_a_circuit_is_opened_by_hand_until_a_time_and_reset(database: Database) -> None:
    until = datetime.now(UTC) + timedelta(hours=1)
    await force_open(database, "site", "2001:db8::1", until=until, by="key:1")
    forced = await circuit(database, subject="2001:db8::1")
    assert (forced.state, forced.open_until, forced.forced_by) == ("open", until, "key:1")
    assert forced.name == "site-2001_db8__1"
    assert await reset_circuit(database, forced.name)
    reset = await circuit(database, subject="2001:db8::1")
    assert (reset.state, reset.trips, reset.forced_by) == ("closed", 0, None)
    assert not await reset_circuit(database, "site-nowhere.test")


async def test_a_client_opens_only_so_many_circuits_by_hand(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(circuits, "MAX_FORCED", 2)
    until = datetime.now(UTC) + timedelta(hours=1)

    async def opened(subject: str, owner: str) -> None:
        await force_open(database, "site", subject, until=until, by="key:1", owner=owner)

    for subject in ("one.test", "two.test", "two.test"):
        await opened(subject, A)
    with pytest.raises(CircuitLimit):
        await opened("three.test", A)
    for subject in ("one.test", "two.test", "three.test"):
        await opened(subject, "")
    await reset_circuit(database, "own-site-one.test", owner=A)
    await opened("three.test", A)


async def test_of_a_receiver_that_is_half_open_one_call_finds_out(database: Database) -> None:
    hook = {"kind": "receiver", "subject": "hooks.test:443"}
    assert await may_call(database, **hook, client_id=A)
    await report(database, [down(A, **hook)])
    refused = await may_call(database, **hook, client_id=A)
    assert not refused
    assert refused.again_at is not None
    assert await may_call(database, **hook, client_id=B), "it is another one's"
    await end_of_opening(database)
    permits = await asyncio.gather(*(may_call(database, **hook, client_id=A) for _ in range(5)))
    assert sum(permit.may for permit in permits) == 1
    (again,) = await report(database, [seen(A, **hook)])
    assert (again.from_state, again.to_state) == ("half_open", "open")
    await end_of_opening(database)
    assert await may_call(database, **hook, client_id=A)
    (closed,) = await report(database, [up(A, **hook)])
    assert closed.to_state == "closed"
    assert await may_call(database, **hook, client_id=A)


async def test_changes_are_told_to_the_audit_trail(database: Database) -> None:
    await report(database, [down(A)])
    assert await database.rows("SELECT actor_type, action, client_id, resources FROM audit_events") == [
        {
            "actor_type": "system",
            "action": "circuit.open",
            "client_id": A,
            "resources": ["circuit_breaker/own-site-shop.test"],
        }
    ]


async def test_what_concerns_all_clients_is_told_before_what_concerns_one(database: Database) -> None:
    until = datetime.now(UTC) + timedelta(hours=1)
    await database.rows(
        "INSERT INTO circuits (kind, subject, client_id, state, is_holding, open_until) "
        "SELECT 'proxy', number || '.test:1', %(owner)s, 'open', true, %(until)s "
        "FROM generate_series(1, %(most)s) AS number RETURNING name",
        {"owner": A, "most": MAX_TOLD, "until": until},
    )
    await force_open(database, "storage", "artifacts", until=until, by="key:1")
    (row,) = await database.rows(f"SELECT {NEWS}")
    told = news(row).away
    assert len(told) == MAX_TOLD
    assert told[0].kind == "storage"


async def test_a_pass_goes_on_with_so_many_circuits_and_no_more(database: Database) -> None:
    await database.rows(
        "INSERT INTO circuits (kind, subject, client_id, state, is_holding, open_until) "
        "SELECT 'site', number || '.test', %(owner)s, 'open', true, now() "
        "FROM generate_series(1, %(most)s) AS number RETURNING name",
        {"owner": A, "most": BATCH + 1},
    )
    assert len(await turn(database)) == BATCH
    while left := await database.rows("SELECT FROM circuits WHERE state = 'open'"):
        assert len(left) == 1
        await turn(database)
