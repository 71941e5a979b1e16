"""Deliveries to a receiver that is down: they wait for its circuit, and use no attempt."""

from typing import Any

import pytest
from aiohttp import web

from server.background import deliverer as module
from store.database.connection import Database
from store.queue.cancel import cancel_job
from store.sites.circuits import force_open, name_of, reset_circuit
from store.sites.listing import Circuit, get_circuit
from store.sites.reports import report
from store.webhooks.deliveries import DeliveryStatus, list_deliveries, redeliver
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.receiver import AddWebhook, Deliver, MakeDue, Receiver
from tests.fixtures.sites import down, end_of_opening

ANOTHER = "another"


@pytest.fixture(autouse=True)
def telling(monkeypatch: pytest.MonkeyPatch) -> None:
    """What receivers answer is told with the next look at what is due."""
    monkeypatch.setattr(module, "TELL_INTERVAL_S", 0)


class Line:
    """The deliveries of a client to the receiver, one of each job that has ended."""

    def __init__(self, database: Database, receiver: Receiver, client_id: str) -> None:
        self.database = database
        self.subject = f"127.0.0.1:{receiver.port}"
        self.client_id = client_id
        self.name = name_of("receiver", self.subject, client_id)

    async def open(self) -> None:
        await report(self.database, [down(self.client_id, kind="receiver", subject=self.subject)])
        assert (await self.circuit()).state == "open"

    async def circuit(self) -> Circuit:
        return await get_circuit(self.database, None, self.name, self.client_id)

    async def states(self) -> list[tuple[DeliveryStatus, int]]:
        found = await list_deliveries(self.database, self.client_id, limit=10)
        return sorted((one.status, one.attempt_no) for one in found)


@pytest.fixture
async def line(database: Database, create: CreateJob, add_webhook: AddWebhook, receiver: Receiver) -> Line:
    """Two deliveries of a client, and one of another to the same receiver."""
    for client_id, jobs in ((CLIENT, 2), (ANOTHER, 1)):
        await add_webhook(receiver.url(), client_id=client_id)
        for _ in range(jobs):
            await cancel_job(database, client_id, await create(client_id=client_id))
    return Line(database, receiver, CLIENT)


WAITING: Any = (DeliveryStatus.PENDING, 0)
DELIVERED: Any = (DeliveryStatus.DELIVERED, 1)


async def test_while_a_circuit_is_open_deliveries_of_its_client_wait_and_others_go(
    database: Database, line: Line, deliver: Deliver, receiver: Receiver
) -> None:
    await line.open()
    assert await deliver() == 1
    assert await line.states() == [WAITING, WAITING]
    assert await Line(database, receiver, ANOTHER).states() == [DELIVERED]
    await reset_circuit(database, line.name, owner=CLIENT)
    assert await deliver() == 2
    assert await line.states() == [DELIVERED, DELIVERED]


async def test_of_a_line_that_is_half_open_one_goes_and_finds_out(
    database: Database, line: Line, deliver: Deliver, receiver: Receiver, make_due: MakeDue
) -> None:
    await line.open()
    await deliver()  # the other client's
    await end_of_opening(database)
    receiver.answers.append(web.Response(status=503))
    assert await deliver() == 1
    assert (await line.circuit()).state == "half_open"
    await make_due()
    assert await deliver() == 0
    assert ((await line.circuit()).state, (await line.circuit()).trips) == ("open", 2)

    await end_of_opening(database)
    assert await deliver() == 1
    assert await deliver() == 1
    assert (await line.circuit()).state == "closed"
    assert [status for status, _ in await line.states()] == [DeliveryStatus.DELIVERED] * 2
    told = await database.rows("SELECT action FROM audit_events ORDER BY occurred_at, id")
    assert [event["action"].removeprefix("circuit.") for event in told] == [
        "open",
        "half_open",
        "open",
        "half_open",
        "closed",
    ]


async def test_one_that_waits_for_its_answer_keeps_others_from_trying(
    database: Database, line: Line, deliver: Deliver, receiver: Receiver
) -> None:
    await line.open()
    await deliver()
    await end_of_opening(database)
    await database.rows("UPDATE circuits SET state = 'half_open', open_until = NULL RETURNING name")
    await database.rows("UPDATE circuits SET permit_until = now() + interval '1 minute' RETURNING name")
    assert await deliver() == 0
    await database.rows("UPDATE circuits SET permit_until = now() RETURNING name")
    assert await deliver() == 1


async def test_failures_of_several_jobs_open_it_and_no_two_clients_open_it_for_all(
    database: Database, line: Line, deliver: Deliver, receiver: Receiver, make_due: MakeDue
) -> None:
    receiver.answers += [web.Response(status=500) for _ in range(12)]
    await report(database, [down(ANOTHER, kind="receiver", subject=line.subject)])
    for _ in range(5):
        await deliver()
        await make_due()
    assert await deliver() == 0
    circuits = await database.rows("SELECT client_id, state FROM circuits ORDER BY client_id")
    assert [(one["client_id"], one["state"]) for one in circuits] == [(ANOTHER, "open"), (CLIENT, "open")]


@pytest.mark.parametrize("status", [404, 401, 429])
async def test_a_receiver_that_answers_is_there(
    database: Database, line: Line, deliver: Deliver, receiver: Receiver, make_due: MakeDue, status: int
) -> None:
    receiver.answers += [web.Response(status=status) for _ in range(20)]
    for _ in range(6):
        await deliver()
        await make_due()
    assert await database.rows("SELECT name FROM circuits") == []


async def test_what_has_waited_for_an_hour_or_was_asked_for_goes_one_at_a_time(
    database: Database, line: Line, deliver: Deliver, receiver: Receiver
) -> None:
    await line.open()
    await deliver()
    hour_ago = "UPDATE webhook_deliveries SET due_at = now() - interval '1 hour' WHERE due_at IS NOT NULL RETURNING id"
    await database.rows(hour_ago)
    receiver.answers.append(web.Response(status=503))
    assert await deliver() == 1
    assert (await line.circuit()).state == "open"
    (failed,) = [one for one in await list_deliveries(database, CLIENT, limit=10) if one.attempt_no]
    await redeliver(database, CLIENT, failed.id)
    assert await deliver() == 1
    assert sorted(status for status, _ in await line.states()) == [DeliveryStatus.DELIVERED, DeliveryStatus.PENDING]


async def test_what_is_open_by_hand_lets_nothing_through(
    database: Database, line: Line, deliver: Deliver, make_due: MakeDue
) -> None:
    await deliver()
    ((*_, delivery),) = [await list_deliveries(database, CLIENT, limit=10)]
    await line.open()
    (row,) = await database.rows("SELECT now() + interval '1 hour' AS until")
    await force_open(database, "receiver", line.subject, until=row["until"], by="key:one", owner=CLIENT)
    await redeliver(database, CLIENT, delivery.id)
    assert await deliver() == 0
